"""Marking words in texts as the index meets them: their other forms too, told by the same stemming."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from factually_app.domain.marked import Marked, Stretch, unmarked

_OPEN, _CLOSE = "\x02", "\x03"
_SPLIT = re.compile(f"([{_OPEN}{_CLOSE}])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TEXT = 20_000
_WORDS_SHOWN = 40

_MAKE = """
    CREATE VIRTUAL TABLE texts USING fts5(title, about, tokenize = 'porter unicode61 remove_diacritics 2')
    """
_FILL = "INSERT INTO texts (rowid, title, about) VALUES (:number, :title, :about)"
_MARK = """
    SELECT rowid AS number,
           highlight(texts, 0, :open, :close) AS title,
           snippet(texts, 1, :open, :close, '…', :shown) AS about
      FROM texts
     WHERE texts MATCH :words
    """


def mark_words(
    texts: Sequence[tuple[str, str]], words: Sequence[str], *, unfinished: str = ""
) -> list[tuple[Marked, Marked]]:
    """Return each title, and the part of the longer text beside it with the most of the words, both marked.

    `unfinished` is a word that may be the beginning of any. A text that no word meets is cut off.
    """
    plain = [(_UNSEEN.sub(" ", title), _UNSEEN.sub(" ", about)[:_LONGEST_TEXT]) for title, about in texts]
    asked = _match(words, unfinished)
    found = _marked(plain, asked) if asked else {}
    return [
        found.get(number) or (unmarked(title), unmarked(_beginning(about)))
        for number, (title, about) in enumerate(plain)
    ]


def _marked(texts: Sequence[tuple[str, str]], words: str) -> dict[int, tuple[Marked, Marked]]:
    asked = {"open": _OPEN, "close": _CLOSE, "shown": _WORDS_SHOWN, "words": words}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute(_MAKE)
        rows = ({"number": n, "title": title, "about": about} for n, (title, about) in enumerate(texts))
        memory.executemany(_FILL, rows)
        found = memory.execute(_MARK, asked).fetchall()
    return {number: (_stretches(title), _stretches(about)) for number, title, about in found}


def _match(words: Sequence[str], unfinished: str) -> str:
    """Return what FTS5 is asked for: each word quoted, so that none is taken for its syntax."""
    told = [f'"{part}"' for word in words for part in _WORD.findall(word)]
    begun = [f'"{part}"*' for part in _WORD.findall(unfinished)[-1:]]
    return " OR ".join([*told, *begun])


def _stretches(text: str) -> Marked:
    stretches: list[Stretch] = []
    is_marked = False
    for part in _SPLIT.split(text):
        if part in (_OPEN, _CLOSE):
            is_marked = part == _OPEN
        elif part:
            stretches.append(Stretch(part, is_marked))
    return tuple(stretches)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + ("…" if len(words) > _WORDS_SHOWN else "")
