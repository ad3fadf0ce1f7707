"""Queries that nobody means well with: syntax, marks, code, lengths and characters that break things."""

import random
from collections.abc import Callable, Iterator

SQL_WORDS = (
    "fts5:",
    "sqlite",
    "syntax error",
    "SELECT ",
    "search_words",
    "search_entries",
    "Traceback",
    "MATCH",
)
"""What an answer must never say, whatever was asked."""

_FTS = [
    '"',
    '""',
    "*",
    "^",
    "-",
    "+",
    "(",
    ")",
    "{",
    "}",
    ":",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR/2",
    "words :",
    "{words} :",
]
_SQL = [
    "'; DROP TABLE claims; --",
    "' OR 1=1 --",
    '" OR 1=1 --',
    "1; SELECT 1",
    "UNION SELECT id FROM staff_members",
    "/* */",
    "%00",
    "\\'",
    "${7*7}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
]
_ODD = [
    "\x00",
    "\x01\x1f\x7f",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u202e",
    "\u0301",
    "e\u0301\u0301\u0301",
    "\ufdfa",
    "😀",
    "👩‍👩‍👧‍👦",
    "🇦🇶",
    "ß",
    "İi",
    "ﬁ",
    "𝐛𝐨𝐥𝐝",
    "башня",
    "時計塔",
    "برج",
    "ओडली",
    "#",
    "@",
    "#A_b1C",
    "@@##",
    "&amp;amp;",
    "&#x110000;",
    "&#0;",
    "https://t.co/",
    "pic.twitter.com/",
    "RT @",
    "“”‘’—…",
]
_PLAIN = ["clock", "tower", "weir", "Oddly", "trains", "the", "of", "1994", "stopped"]
_LONG = 100_000


def hostile_queries(count: int = 2_000, *, seed: int = 5) -> Iterator[str]:
    """Yield so many queries, the same ones each time; some are 100 KB long."""
    chance = random.Random(seed)
    kinds: list[Callable[[random.Random], str]] = [_syntax, _injected, _strange, _any_characters, _unbalanced]
    for number in range(count):
        yield _long(chance) if number % 40 == 0 else kinds[number % len(kinds)](chance)


def _syntax(chance: random.Random) -> str:
    return " ".join(chance.choice(_FTS + _PLAIN) for _ in range(chance.randint(1, 12)))


def _injected(chance: random.Random) -> str:
    return chance.choice(_PLAIN) + chance.choice(["", " ", "'", '"']) + chance.choice(_SQL)


def _strange(chance: random.Random) -> str:
    return "".join(chance.choice(_ODD + _PLAIN + [" "]) for _ in range(chance.randint(1, 20)))


def _any_characters(chance: random.Random) -> str:
    tops = (0x80, 0x800, 0xFFFF, 0x10FFFF)
    return "".join(chr(chance.randint(0, chance.choice(tops))) for _ in range(chance.randint(1, 200)))


def _unbalanced(chance: random.Random) -> str:
    mark = chance.choice(["(", '"', "{", "NEAR(", "NOT ", "a OR ", "*", "-", "^"])
    return mark * chance.randint(1, 400) + chance.choice(_PLAIN)


def _long(chance: random.Random) -> str:
    piece = chance.choice([*_FTS, *_SQL, *_ODD, *_PLAIN, "a.", "#a", "(@a) b 1", "www.", "a ", "x"])
    return (piece * (_LONG // len(piece) + 1))[:_LONG]
