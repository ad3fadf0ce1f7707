"""Content files as newsrooms write them: invented checks, each with its source, its claims and a question."""

import json
from collections.abc import Iterator
from pathlib import Path

from factually_app.bench.claims import Speech

CLAIMS_EACH = 10
RECORDS_EACH = CLAIMS_EACH + 3
"""Records of a check: its claims, its source, its question, and itself."""

_IN_A_FILE = 100
_TOPIC = '- {slug: oddly-weir, name: Oddly Weir, description: "A town with a clock tower."}'


def write_checks(folder: Path, speech: Speech, checks: int) -> None:
    """Write so many checks into a new folder, some in each file."""
    folder.mkdir()
    (folder / "topics.yaml").write_text(f"topics:\n  {_TOPIC}\n", "utf-8")
    for first in range(0, checks, _IN_A_FILE):
        numbers = range(first, min(first + _IN_A_FILE, checks))
        lines = [line for number in numbers for line in _check(number, speech)]
        kinds: dict[str, list[str]] = {"sources": [], "claims": [], "questions": [], "articles": []}
        for kind, line in lines:
            kinds[kind].append(line)
        text = "".join(f"{kind}:\n{''.join(found)}" for kind, found in kinds.items())
        (folder / f"checks-{first}.yaml").write_text(text, "utf-8")


def _check(number: int, speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield the entries of a check, each with the kind that it stands under."""
    claims = [f"claim-{number}-{each}" for each in range(CLAIMS_EACH)]
    yield "sources", _entry(
        id=f"source-{number}", title=speech.text(8), publisher="An invented archive", date="1994-05",
        url=f"https://archive.example/{number}", kind="minutes", checked=True,
    )  # fmt: skip
    evidence = {"source": f"source-{number}", "stance": "supports", "locator": "page 3", "checked": True}
    for claim in claims:
        yield (
            "claims",
            _entry(
                id=claim,
                text=f"{speech.text(18)}.",
                date="1994-05-02",
                rating="supported",
                evidence=[evidence],
            ),
        )
    yield "questions", _entry(
        id=f"question-{number}", question=f"{speech.text(10)} {number}?",
        short_answer=f"{speech.text(20)} {{{claims[0]}}}.", claims=claims,
    )  # fmt: skip
    section = {"heading": speech.text(5), "claims": claims, "body": f"{speech.text(120)}. [1]"}
    yield (
        "articles",
        _entry(
            id=f"article-{number}",
            title=f"{speech.text(9)} {number}",
            topic="oddly-weir",
            checked_on="2025-06-01",
            status="published",
            rating="unproven",
            rating_reason=f"{speech.text(12)}.",
            summary=f"{speech.text(40)}. [1]",
            sections=[section],
            sources=[{"number": 1, "source": f"source-{number}", "locator": "page 3"}],
            questions=[f"question-{number}"],
        ),
    )


def _entry(**said: object) -> str:
    """Return an entry of a list: a key a line, what it says as JSON, which YAML reads too."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in said.items()]
    return "  - " + "\n    ".join(lines) + "\n"
