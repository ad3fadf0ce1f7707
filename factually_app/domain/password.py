"""Weak passwords: what people type first when they are told to think of something long."""

import re
from collections.abc import Iterable

from factually_app.domain.errors import FactuallyError


class PasswordError(FactuallyError):
    """This cannot be a password here; the sentence says why."""


SHORTEST = 15
"""NIST SP 800-63B-4: 15 characters where a password may be the only factor."""
LONGEST = 128

_FEWEST_LETTERS = 6
_FEWEST_OF_ONES_OWN = 8
_SHORTEST_WORD = 3

_COMMON = frozenset(
    [
        "abcdefghijklmnop",
        "administratoradministrator",
        "administratorpassword",
        "changemechangeme",
        "changethispassword",
        "correcthorsebatterystaple",
        "defaultpassword",
        "doyouknowthepassword",
        "everythingisfine",
        "forgotmypassword",
        "helloworldhelloworld",
        "idontknowmypassword",
        "iforgotmypassword",
        "iloveyousomuch",
        "iloveyouforever",
        "iloveyouiloveyou",
        "imissyousomuch",
        "itsasecretpassword",
        "letmeinletmein",
        "letmeinplease",
        "letmeinrightnow",
        "longenoughpassword",
        "loremipsumdolor",
        "loremipsumdolorsit",
        "mypasswordispassword",
        "mysecretpassword",
        "newpasswordnewpassword",
        "nobodyknowsthis",
        "onceuponatime",
        "passwordforwork",
        "passwordispassword",
        "passwordpassword",
        "pleaseletmein",
        "qwertyasdfghzxcvbn",
        "qwertyuiopasdfgh",
        "qwertyuiopasdfghjkl",
        "qwertyuiopasdfghjklzxcvbnm",
        "qazwsxedcrfvtgb",
        "qazwsxedcrfvtgbyhn",
        "secretpassword",
        "secretsecretsecret",
        "sunshinesunshine",
        "supersecretpassword",
        "temporarypassword",
        "testpasswordtest",
        "thequickbrownfox",
        "thequickbrownfoxjumps",
        "thisisapassword",
        "thisisasecret",
        "thisismypassword",
        "thisisnotapassword",
        "tobeornottobe",
        "trustnoonetrustnoone",
        "verysecretpassword",
        "verystrongpassword",
        "welcomewelcome",
        "whateverwhatever",
        "whatisthepassword",
        "yourpasswordhere",
        "zaqwsxcderfvbgt",
        "zxcvbnmasdfghjkl",
    ]
)
"""Letters alone, folded; digits and signs around them make no difference."""

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)


def weakness(password: str, *, about: Iterable[str]) -> str | None:
    """Return why a password is one of the first to be guessed; None when it is not.

    `about` are texts that are known of whoever it belongs to, such as their name and address.
    """
    folded = password.casefold()
    letters = re.sub(r"[\W\d_]+", "", folded)
    if letters in _COMMON or _is_run(folded):
        return (
            "This is one of the first passwords that are tried. A few words of your own in a row are better."
        )
    if len(set(folded)) < _FEWEST_LETTERS or _repeats(folded):
        return "This password repeats itself. A few different words in a row are better."
    left = _without(folded, about)
    if left != folded and (
        len(left) < _FEWEST_OF_ONES_OWN or len(set(left)) < _FEWEST_LETTERS or _is_run(left)
    ):
        return "This password is made of your name, your address or this site's name. Choose other words."
    return None


def _is_run(folded: str) -> bool:
    """Say whether it walks along the alphabet or the keyboard, forwards or backwards."""
    rows = [row * 4 for row in _ROWS]
    return any(folded in row or folded in row[::-1] for row in rows)


def _repeats(folded: str) -> bool:
    """Say whether it is a shorter text over and over, the last time perhaps cut off."""
    lengths = range(1, len(folded) // 2 + 2)
    return any((folded[:length] * (len(folded) // length + 1)).startswith(folded) for length in lengths)


def _without(folded: str, about: Iterable[str]) -> str:
    """Return what is left when all that is known of its owner is taken out."""
    known = {"factually", "newsroom", "password"}
    for text in about:
        known.update(re.split(r"[\W_]+", text.casefold()))
    for word in sorted(known, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            folded = folded.replace(word, "")
    return folded
