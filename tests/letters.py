"""Letters for tests, and a clock that only the test moves."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factually_app import clock
from factually_app.content.plain import same_question_key
from factually_app.domain.ids import public_id
from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.operations.letter_box import letter_key
from factually_app.operations.sessions import token_digest
from factually_app.store.engine import Engine
from factually_app.store.letter_statements import insert_letter
from factually_app.store.letters import get_letter

THEN = "2026-01-01T00:00:00+00:00"
WHO = "Who paid for the bridge over the mill race?"
WRONG = "The tower stopped at noon, not at two, says the log."

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
_STAMP = re.compile(r'name="stamp" value="([^"]+)"')


@dataclass
class StoppedClock:
    """What time it is, until the test says otherwise."""

    at: datetime = START
    ticks: float = 1_000.0

    def pass_seconds(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ticks += seconds

    def stop(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: self.at)
        monkeypatch.setattr(clock, "ticks", lambda: self.ticks)


def a_letter(engine: Engine, text: str = WHO, *, token: str = "", **fields: object) -> Letter:
    """Put a letter into the box; it is followed with `token`, or else with its text."""
    kept = Letter(
        **{  # type: ignore[arg-type]
            "id": public_id(f"letter:{token or text}"),
            "digest": token_digest(token or text),
            "kind": LetterKind.QUESTION,
            "text": text,
            "text_key": "",
            "passage": None,
            "page": None,
            "article_id": None,
            "state": LetterState.NEW,
            "reason": None,
            "merged_into": None,
            "question_id": None,
            "correction_id": None,
            "version": 1,
            "sent_at": THEN,
            "updated_at": THEN,
            **fields,
        }
    )
    kept = replace(kept, text_key=letter_key(kept.kind, kept.text))
    engine.commit([insert_letter(kept, asks=same_question_key(kept.text))])
    return get_letter(engine.reader(), kept.id)


def send(client: FlaskClient, path: str, stopped: StoppedClock, **fields: str) -> TestResponse:
    """Fill in a form as a reader would, who takes five seconds for it."""
    stamp = fields.pop("stamp", None) or stamp_in(client.get(path).text)
    stopped.pass_seconds(5)
    return client.post(path, data={"stamp": stamp, "website": "", **fields})


def stamp_in(page: str) -> str:
    found = _STAMP.search(page)
    assert found, "the form has no stamp"
    return found[1]
