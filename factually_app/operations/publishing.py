"""Publishing: a working copy becomes what readers see, whole, with all that hangs on it, in one batch."""

from collections.abc import Sequence
from dataclasses import replace

from factually_app import clock
from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.audit import Action
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.draft import ArticleDraft, QuestionDraft
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.revision import Revision
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.formats.exchange import article_item, canonical, question_item
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.operations.article_batch import changed_article
from factually_app.operations.article_of_draft import article_of_draft
from factually_app.operations.lint import require_notice, require_publishable
from factually_app.operations.notices import Notice, correction_of
from factually_app.operations.question_batch import changed_question, question_of_draft
from factually_app.operations.whole_records import article_record, question_record
from factually_app.operations.working_copies import open_working_copy, read_draft
from factually_app.store import audit, edition
from factually_app.store.articles import get_article
from factually_app.store.corrections import insert_correction
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.questions import questions_by_id
from factually_app.store.record_statements import make_claims_live, make_sources_live
from factually_app.store.revisions import insert_revision
from factually_app.store.working_copies import delete_working_copy, find_working_copy


def publish_article(
    engine: Engine, by: Actor, article_id: str, *, seen: int, notice: Notice | None = None
) -> Article:
    """Let readers see what is written of an article, and the drafts of questions and claims in it.

    FormError for what keeps it from being published; ConflictError when the working copy is not the
    one on the screen, or what is live changed since it was begun.
    """
    copy = _ready(engine, WorkingKind.ARTICLE, article_id, seen)
    require_notice(engine, copy, notice)
    live = get_article(engine.reader(), article_id)
    record = _next_article(engine, copy, live)
    at = record.article.updated_at
    corrections = [correction_of(notice, by, article_id=article_id)] if notice else []
    engine.commit(
        [
            *_questions_with(engine, by, record.question_ids),
            *changed_article(record, seen=copy.based_on),
            _revision("article", article_id, record.article.version, canonical(article_item(record)), by, at),
            *make_claims_live(_claims_in(record)),
            make_sources_live(cited.source.id for cited in record.sources if cited.source),
            *(insert_correction(correction) for correction in corrections),
            delete_working_copy(WorkingKind.ARTICLE, article_id, seen=seen),
            guard_changed(),
            audit.insert_entry(
                by,
                Action.PUBLISH_ARTICLE,
                "article",
                article_id,
                at=at,
                before=_summary(live),
                after={**_summary(record.article), "corrections": [c.id for c in corrections]},
            ),
            edition.content_changed(),
        ]
    )
    return record.article


def publish_question(engine: Engine, by: Actor, question_id: str, *, seen: int) -> None:
    """Let readers see what is written of a question, and the drafts of claims in its answer."""
    copy = _ready(engine, WorkingKind.QUESTION, question_id, seen)
    engine.commit([*_publish_question(engine, by, copy), edition.content_changed()])


def withdraw_article(engine: Engine, by: Actor, article_id: str, *, seen: int, why: str) -> None:
    """Take an article back: its address tells readers why, and nothing of it is shown any more."""
    old = article_record(engine, article_id)
    if old.article.status is not ArticleStatus.PUBLISHED:
        raise ConflictError("only an article that is published can be withdrawn")
    if not why.strip():
        raise FormError({"why": "Say to readers why it is withdrawn."})
    at = clock.stamp()
    article = replace(
        old.article, status=ArticleStatus.WITHDRAWN, version=old.article.version + 1, updated_at=at
    )
    new = replace(old, article=article)
    notice = correction_of(Notice(CorrectionKind.RETRACTION, now=why), by, article_id=article_id)
    engine.commit(
        [
            *changed_article(new, seen=seen),
            _revision("article", article_id, article.version, canonical(article_item(new)), by, at),
            insert_correction(notice),
            audit.insert_entry(
                by,
                Action.WITHDRAW_ARTICLE,
                "article",
                article_id,
                at=at,
                before=_summary(old.article),
                after={**_summary(article), "why": notice.now},
            ),
            edition.content_changed(),
        ]
    )


def _ready(engine: Engine, kind: WorkingKind, record_id: str, seen: int) -> WorkingCopy:
    """Return the working copy on the screen, which nothing keeps from being published."""
    copy = open_working_copy(engine, kind, record_id)
    if copy.version != seen or copy.version == 0:
        raise ConflictError("somebody else changed this meanwhile; nothing was written")
    require_publishable(engine, copy)
    return copy


def _next_article(engine: Engine, copy: WorkingCopy, live: Article) -> ArticleRecord:
    draft = read_draft(copy)
    assert isinstance(draft, ArticleDraft)  # noqa: S101 # what the kind of the copy says
    record = article_of_draft(engine, live, draft)
    article = replace(
        record.article,
        status=ArticleStatus.PUBLISHED,
        version=copy.based_on + 1,
        updated_at=clock.stamp(),
    )
    return replace(record, article=article)


def _questions_with(engine: Engine, by: Actor, question_ids: Sequence[str]) -> list[Statement]:
    """Publish the questions of an article that no reader has seen yet."""
    found = questions_by_id(engine.reader(), question_ids)
    drafts = [id_ for id_ in question_ids if found[id_].status is RecordStatus.DRAFT]
    batch: list[Statement] = []
    for question_id in drafts:
        copy = open_working_copy(engine, WorkingKind.QUESTION, question_id)
        try:
            require_publishable(engine, copy)
        except FormError as error:
            sentence = f"“{found[question_id].text}” cannot be published with it: {error}"
            raise FormError({"questions": sentence}) from None
        batch += _publish_question(engine, by, copy)
    return batch


def _publish_question(engine: Engine, by: Actor, copy: WorkingCopy) -> list[Statement]:
    draft = read_draft(copy)
    assert isinstance(draft, QuestionDraft)  # noqa: S101 # what the kind of the copy says
    old = question_record(engine, copy.record_id)
    record = question_of_draft(old.question, draft)
    at = clock.stamp()
    question = replace(record.question, status=RecordStatus.LIVE, version=copy.based_on + 1, updated_at=at)
    new = QuestionRecord(question, record.claim_ids, record.next_ids)
    kept = find_working_copy(engine.reader(), copy.kind, copy.record_id)
    done = [delete_working_copy(copy.kind, copy.record_id, seen=copy.version), guard_changed()]
    return [
        *changed_question(new, seen=copy.based_on),
        _revision("question", question.id, question.version, canonical(question_item(new)), by, at),
        *make_claims_live(new.claim_ids),
        *(done if kept else []),
        audit.insert_entry(
            by,
            Action.PUBLISH_QUESTION,
            "question",
            question.id,
            at=at,
            before=question_item(old),
            after=question_item(new),
        ),
    ]


def _revision(kind: str, record_id: str, number: int, snapshot: str, by: Actor, at: str) -> Statement:
    return insert_revision(kind, Revision(record_id, number, snapshot, None, by.name, at))


def _claims_in(record: ArticleRecord) -> list[str]:
    named = [claim_id for section in record.sections for claim_id in section.claim_ids]
    return [*named, *([record.article.claim_id] if record.article.claim_id else [])]


def _summary(article: Article) -> dict[str, object]:
    return {
        "version": article.version,
        "status": article.status.value,
        "title": article.title,
        "rating": article.rating.value if article.rating else None,
    }
