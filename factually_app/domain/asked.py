"""What was asked, read as words to match by: posts and pasted claims, cleaned of all that is no word."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factually_app.domain.languages import ENGLISH, WORD, told_language
from factually_app.domain.stems import stems_beside
from factually_app.domain.stop_words import STOP_WORDS

READ = 2_000
"""Characters of what was asked that are looked at: no claim needs more to be known again."""
MOST_WORDS = 64

_LINK = re.compile(r"\b(?:https?:|www\.|pic\.twitter\.com|[\w.-]{1,60}\.[a-z]{2,10}/)\S*", re.IGNORECASE)
_PASSED_ON = re.compile(r"^\W*RT\s+(?=@)")
_SHORTEST_BEGINNING = 2
"""Letters of an unfinished word that tell enough to go by."""
_DAY_OF_SIGNATURE = re.compile(r"(\(@\w+\)\s+[^\W\d_]+\.?)\s+\d{1,2}(?=,\s*\d{4}\b)")
"""The day in “— A Name (@handle) November 5, 2020”: when something was posted is no part of it."""
_TAG = re.compile(r"[#@](\w+)")
_PIECE = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True)
class AskedWord:
    """A word as it was typed, and the folded forms of which any is looked for: itself and its stem."""

    typed: str
    forms: tuple[str, ...]
    is_unfinished: bool = False


def asked_words(text: str, *, typing: bool = False) -> list[AskedWord]:
    """Return the words by which a text is matched, each once, in their order.

    Names stay; links and marks go; `#StopTheSteal` is also stop, the and steal, `@OddlyWeir` also oddly
    and weir. Stop words go too, unless there is nothing else. With `typing` the last word may be unfinished.
    """
    text = text[:READ]
    typed = list(_words(without_links(text)))
    folded = {word.lower(): word for word in reversed(typed)}
    told = list(dict.fromkeys(word.lower() for word in typed))
    language = told_language(told)
    last = _unfinished(typed, text) if typing else None
    telling = [word for word in told if word == last or not _is_stop_word(word, language)] or told
    return [_asked(folded[word], word, language, is_unfinished=word == last) for word in telling[:MOST_WORDS]]


def _unfinished(typed: Sequence[str], text: str) -> str | None:
    """Return the folded word that a text breaks off in, if it is long enough to go by or all there is."""
    if not typed or not text[-1:].isalnum():
        return None
    last = typed[-1].lower()
    return last if len(last) >= _SHORTEST_BEGINNING or len(typed) == 1 else None


def _asked(typed: str, word: str, language: str, *, is_unfinished: bool) -> AskedWord:
    stems = () if language == ENGLISH else stems_beside([word], language)
    return AskedWord(typed, (word, *stems), is_unfinished)


def without_links(text: str) -> str:
    """Return a text without links, entities and what a post carries besides its words."""
    # Twice: what is copied from a page's source is often escaped once more.
    plain = unicodedata.normalize("NFKC", html.unescape(html.unescape(text)))
    plain = _LINK.sub(" ", _PASSED_ON.sub("", plain))
    return _DAY_OF_SIGNATURE.sub(r"\1", plain)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text in their order; of tags and names run together the parts as well."""
    end = 0
    for tag in _TAG.finditer(text):
        yield from WORD.findall(text[end : tag.start()])
        whole = "".join(WORD.findall(tag[1]))
        parts = list(_parts(tag[1]))
        yield from [whole, *parts] if len(parts) > 1 else [whole]
        end = tag.end()
    yield from WORD.findall(text[end:])


def _parts(name: str) -> Iterator[str]:
    """Yield the parts of words that were run together: at digits, at underscores, where capitals begin."""
    for piece in _PIECE.findall(name):
        start = 0
        for place in range(1, len(piece)):
            before, here, after = piece[place - 1], piece[place], piece[place + 1 : place + 2]
            begins = here.isupper() and before.islower()
            ends = before.isupper() and here.isupper() and after.islower()
            if begins or ends:
                yield piece[start:place]
                start = place
        yield piece[start:]


def _is_stop_word(word: str, language: str) -> bool:
    """Say whether a folded word tells nothing: one of the language's own, or a letter by itself."""
    return word in STOP_WORDS[language] or (len(word) == 1 and word.isalpha() and word < "\u0530")
