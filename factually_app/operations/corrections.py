"""Corrections on their own: a notice about what is published, without a change of the text beside it."""

from dataclasses import dataclass

from factually_app.domain.article import ArticleStatus
from factually_app.domain.audit import Action
from factually_app.domain.correction import Correction, CorrectionKind
from factually_app.domain.errors import FormError, NotFoundError
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Actor
from factually_app.operations.letter_batches import answered
from factually_app.operations.notices import Notice, NoticeError, correction_of
from factually_app.store import audit, edition
from factually_app.store.articles import get_article
from factually_app.store.claims import get_claim
from factually_app.store.corrections import insert_correction
from factually_app.store.engine import Engine


@dataclass(frozen=True)
class AnsweredLetter:
    """The letter that a correction answers, and the version of it that was on the screen."""

    letter_id: str
    seen: int


def issue_correction(
    engine: Engine,
    by: Actor,
    notice: Notice,
    *,
    article_id: str | None = None,
    claim_id: str | None = None,
    answers: AnsweredLetter | None = None,
) -> Correction:
    """Tell readers about a published article, a claim record, or both; `answers` a letter with it.

    FormError has a sentence for each field that is to be put right.
    """
    _require_public(engine, notice, article_id, claim_id)
    try:
        correction = correction_of(notice, by, article_id=article_id, claim_id=claim_id)
    except NoticeError as error:
        raise FormError({error.field: str(error)}) from None
    entry = audit.insert_entry(
        by,
        Action.ISSUE_CORRECTION,
        "correction",
        correction.id,
        at=correction.created_at,
        after=_as_issued(correction),
    )
    batch = [insert_correction(correction), entry, edition.content_changed()]
    if answers:
        batch += answered(
            engine,
            by,
            answers.letter_id,
            correction_id=correction.id,
            seen=answers.seen,
            is_new_correction=True,
        )
    engine.commit(batch)
    return correction


def _require_public(engine: Engine, notice: Notice, article_id: str | None, claim_id: str | None) -> None:
    db = engine.reader()
    if article_id is None and claim_id is None:
        raise FormError({"about": "Say which article or claim record the notice is about."})
    try:
        is_withdrawn = _is_withdrawn(engine, article_id)
        if claim_id and get_claim(db, claim_id).status is RecordStatus.DRAFT:
            raise NotFoundError("readers do not see a draft")
    except NotFoundError:
        raise FormError({"about": "Readers do not see that, so there is nothing to tell them."}) from None
    if notice.kind is CorrectionKind.RETRACTION and article_id and not is_withdrawn:
        sentence = "An article is taken back by withdrawing it, which gives this notice itself."
        raise FormError({"kind": sentence})


def _is_withdrawn(engine: Engine, article_id: str | None) -> bool:
    if article_id is None:
        return False
    article = get_article(engine.reader(), article_id)
    if article.status is ArticleStatus.DRAFT:
        raise NotFoundError("readers do not see a draft")
    return article.status is ArticleStatus.WITHDRAWN


def _as_issued(correction: Correction) -> dict[str, object]:
    return {**vars(correction), "kind": correction.kind.value, "made_on": correction.made_on.isoformat()}
