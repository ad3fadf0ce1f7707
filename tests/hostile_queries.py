"""Texts that nobody means well with: syntax of the index, of SQL and of pages, and what no text may hold."""

import random
from pathlib import Path

_PARTS = [
    *"\"'*^-+:()[]{}<>|&;,.?!/\\%_~`@#$=",
    " ", "\t", "\n", "\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe",
    "\ud800", "\udfff",
    "clock", "tower", "NEAR(clock tower, 5)", "AND", "OR", "NOT", "words:", "title : clock",
    "^clock", "clo*",
    "' OR 1=1 --", "'; DROP TABLE claims; --", "UNION SELECT password_hash FROM staff_members", "rank",
    "bm25(x)",
    "<script>alert(1)</script>", "<mark>", "{{7*7}}", "{% raw %}", "%00", "%ED%A0%80", "..%2f", "://",
    "é" * 30,
    "a\u0301" * 40, "𝕮𝖑𝖔𝖈𝖐", "时钟", "ساعة", "👨‍👩‍👧", "x" * 250,
    "y " * 300, "\u0301" * 100, "0", "-1", "1e309", "NaN",
]  # fmt: skip


def _made() -> list[str]:
    chance = random.Random(5)
    lines = (Path(__file__).parent / "content" / "hostile.txt").read_text("utf-8").splitlines()
    made = ["".join(chance.choices(_PARTS, k=chance.randint(1, 8))) for _ in range(2_200 - len(lines))]
    return [*_PARTS, *lines, *made]


HOSTILE = _made()
