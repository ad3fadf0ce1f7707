"""factually_app.content.first_name"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.content.first_name import first_name
from factually_app.domain.thanks_wall import WallError

ONLY = "letters, spaces, hyphens, apostrophes and full stops only"
BAD = {
    "": "Write a first name.",
    " \t\u00a0 ": "Write a first name.",
    "Ada\nBo": "on one line",
    "Ada\r\nBo": "on one line",
    "Ada\u2028Bo": "on one line",
    "A" * 41: "at most 40 characters here; this has 41",
    "A" * 5000: "cannot be kept: the text is 5,000 characters long",
    "Ada2": "no digits",
    "Ada²": "no digits",
    "Ada٣": "no digits",
    "ada@weir.example": f"{ONLY}: take out “@”",
    "https://weir.example": f"{ONLY}: take out “:”",
    "<b>Ada</b>": f"{ONLY}: take out “<”",
    "Ada, Bo": f"{ONLY}: take out “,”",
    "Ada & Bo": f"{ONLY}: take out “&”",
    "Ada_Bo": f"{ONLY}: take out “_”",
    "Ada 😀": f"{ONLY}: take out “😀”",
    "Ada–Bo": f"{ONLY}: take out “–”",
    "weir.example": "is no address",
    "www.weir.example": "is no address",
    "t.co": "is no address",
    "Ada\u202eBo": "the invisible character U+202E",
    "Ada\u200bBo": "the invisible character U+200B",
    "\u3164": "the invisible character U+3164",
    "Ada\u115f": "the invisible character U+115F",
    "Ada\ue000": "the invisible character U+E000",
    "Ada\x00": "the control character U+0000",
    "Ada\x1b[1m": "the control character U+001B",
    "Ada\ud800": "half of a surrogate pair",
    "-": "has letters.",
    "...": "has letters.",
    "' '": "has letters.",
    "-Ada": "begins with a letter",
    ".Ada": "is no address",
    "\u0301Ada": "begins with a letter",
    "Ada-": "one hyphen",
    "Ada--Bo": "one hyphen",
    "Ada''": "one hyphen or apostrophe",
    "Ada..": "is no address",
    "A" + "\u0323\u0316\u0301\u0306\u0313\u0342": "at most 4 accents",
    "A" + "\u0301" * 31: "more than 30 accents",
}


@pytest.mark.parametrize(("typed", "words"), BAD.items(), ids=map(ascii, range(len(BAD))))
def test_what_is_no_first_name_is_told_so_in_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(WallError) as refused:
        first_name(typed)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "A",
        "A" * 40,
        "Mary Jane",
        "Jean-Luc",
        "O’Brien",
        "O'Brien",
        "'Ali",
        "J. R.",
        "J.R.",
        "J.R",
        "J.-P.",
        "Wm. Henry",
        "Zoë",
        "Thuỷ",
        "Ольга",
        "ʻAlohi",
        "प्रिया",
        "محمد",
        "שָׁלוֹם",
        "愛子",
        "สมชาย",
    ],
)
def test_names_of_many_kinds_are_kept_as_they_are(name: str) -> None:
    assert first_name(name) == unicodedata.normalize("NFC", name)


def test_a_name_is_trimmed_and_composed() -> None:
    assert first_name("\ufeff  Zoe\u0308 \u00a0 Ann\t") == "Zoë Ann"
    assert first_name("e\u0301" * 40) == "é" * 40


@given(st.text(max_size=60))
def test_whatever_is_taken_is_one_short_line_and_is_taken_again_as_it_is(typed: str) -> None:
    try:
        name = first_name(typed)
    except WallError:
        return
    assert 1 <= len(name) <= 40
    assert name == first_name(name)
    assert not any(unicodedata.category(char)[0] in "CN" for char in name)
