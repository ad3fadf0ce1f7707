"""Letters and notices as values"""

from datetime import date, timedelta

import pytest

from factually_app.domain.correction import CorrectionKind, LatestNotice
from factually_app.domain.letter import LetterKind, LetterState


def test_each_kind_of_letter_is_followed_at_its_own_address() -> None:
    assert LetterKind.QUESTION.path == "/asked"
    assert LetterKind.REPORT.path == "/report"


def test_a_letter_is_open_until_the_newsroom_has_said_something() -> None:
    assert [state for state in LetterState if state.is_open] == [LetterState.NEW, LetterState.PLANNED]


@pytest.mark.parametrize("kind", CorrectionKind)
def test_every_kind_of_notice_has_its_meaning_in_words(kind: CorrectionKind) -> None:
    assert kind.meaning.endswith(".")
    assert kind.label in ("Correction", "Update", "Edit", "Retraction")


def test_the_newest_notice_is_read_from_its_mark() -> None:
    read = LatestNotice.of("update 2026-05-03")
    assert read == LatestNotice(CorrectionKind.UPDATE, date(2026, 5, 3))
    assert date(2026, 5, 4) - read.made_on == timedelta(days=1)
