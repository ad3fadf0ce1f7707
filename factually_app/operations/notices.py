"""Corrections in a batch: what staff write of a change becomes the notice that is committed with it."""

import secrets
from dataclasses import dataclass

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.domain.correction import Correction, CorrectionKind
from factually_app.domain.errors import FactuallyError, UnreadableTextError
from factually_app.domain.ids import public_id
from factually_app.domain.staff import Actor

LONGEST = 2_000


class NoticeError(FactuallyError):
    """A notice cannot be given like this; the sentence says why, `field` what is to be put right."""

    def __init__(self, sentence: str, field: str = "now") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Notice:
    """What staff write of a change that readers have to be told."""

    kind: CorrectionKind
    now: str
    was: str = ""
    place: str = ""


def correction_of(
    notice: Notice, by: Actor, *, article_id: str | None = None, claim_id: str | None = None
) -> Correction:
    """Return a notice as it is kept; NoticeError when something is missing in it."""
    now, was = _text(notice.now, "now"), _text(notice.was, "was")
    place = _text(notice.place, "place")
    if not now:
        raise NoticeError("Say what is right now.")
    if notice.kind is CorrectionKind.CORRECTION and not was:
        raise NoticeError("Say what was wrong.", "was")
    return Correction(
        id=public_id(secrets.token_hex()),
        kind=notice.kind,
        article_id=article_id,
        claim_id=claim_id,
        place=place or None,
        was=was,
        now=now,
        made_on=clock.today(),
        made_by=by.name,
        created_at=clock.stamp(),
    )


def _text(text: str, field: str) -> str:
    try:
        return plain_text(text, limit=LONGEST).strip()
    except UnreadableTextError as error:
        raise NoticeError(f"The notice cannot be taken: {error}.", field) from None
