"""What a merge does to whatever uses the old record: each becomes a new version that names the new one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from factually_app import clock
from factually_app.domain.article import CitedSource
from factually_app.domain.claim import ClaimRecord
from factually_app.domain.draft import ArticleDraft, QuestionDraft
from factually_app.domain.record_use import User, UserKind
from factually_app.domain.revision import Revision
from factually_app.domain.source import Source
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy
from factually_app.formats.drafts import draft_text
from factually_app.formats.exchange import article_item, canonical, question_item
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.formats.renamed import article_with_claim, question_with
from factually_app.operations.article_batch import changed_article
from factually_app.operations.question_batch import changed_question
from factually_app.operations.record_batches import changed_claim
from factually_app.operations.whole_records import article_record, claim_record, question_record
from factually_app.operations.working_copies import read_draft
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.record_uses import users_of_claim, users_of_source
from factually_app.store.revisions import insert_revision
from factually_app.store.working_copies import all_working_copies, update_working_copy

Draft = ArticleDraft | QuestionDraft
Versions = dict[tuple[str, str], tuple[int, int]]
"""Old and new version of what changes, by kind and id: working copies of it are based on the new one."""


def claim_renamed(
    engine: Engine, by: Actor, old_id: str, new_id: str, *, note: str
) -> tuple[list[Statement], Versions]:
    """Let every answer and check rest on the new claim."""
    batch: list[Statement] = []
    versions: Versions = {}
    for user in _live_users(users_of_claim(engine.reader(), old_id)):
        if user.kind is UserKind.QUESTION:
            question = question_record(engine, user.id)
            batch += _question(question, question_with(question, old_id, new_id), by, note, versions)
        else:
            article = article_record(engine, user.id)
            batch += _article(article, article_with_claim(article, old_id, new_id), by, note, versions)
    return batch, versions


def source_renamed(
    engine: Engine, by: Actor, old_id: str, new: Source, *, note: str
) -> tuple[list[Statement], Versions]:
    """Let every claim and check cite the new source."""
    batch: list[Statement] = []
    versions: Versions = {}
    for user in _live_users(users_of_source(engine.reader(), old_id)):
        if user.kind is UserKind.CLAIM:
            claim = claim_record(engine, user.id)
            batch += changed_claim(claim, _claim_citing(claim, old_id, new), by, note=note)
        else:
            article = article_record(engine, user.id)
            batch += _article(article, _article_citing(article, old_id, new), by, note, versions)
    return batch, versions


def working_copies_renamed(
    engine: Engine, by: Actor, rename: Callable[[Draft], Draft], versions: Versions
) -> list[Statement]:
    """Rename in what is being written too. Whoever has it on the screen learns of it when they save."""
    found = (
        _copy(copy, rename, by, versions.get((copy.kind.value, copy.record_id)))
        for copy in all_working_copies(engine.reader())
    )
    return [statement for statements in found for statement in statements]


def _live_users(users: list[User]) -> Iterator[User]:
    return (user for user in users if not user.is_written)


def _question(
    old: QuestionRecord, new: QuestionRecord, by: Actor, note: str, versions: Versions
) -> list[Statement]:
    version, at = old.question.version + 1, clock.stamp()
    new = replace(new, question=replace(new.question, version=version, updated_at=at))
    versions["question", new.question.id] = (version - 1, version)
    made = Revision(new.question.id, version, canonical(question_item(new)), note, by.name, at)
    return [*changed_question(new, seen=version - 1), insert_revision("question", made)]


def _article(
    old: ArticleRecord, new: ArticleRecord, by: Actor, note: str, versions: Versions
) -> list[Statement]:
    version, at = old.article.version + 1, clock.stamp()
    new = replace(new, article=replace(new.article, version=version, updated_at=at))
    versions["article", new.article.id] = (version - 1, version)
    made = Revision(new.article.id, version, canonical(article_item(new)), note, by.name, at)
    return [*changed_article(new, seen=version - 1), insert_revision("article", made)]


def _claim_citing(old: ClaimRecord, old_id: str, new: Source) -> ClaimRecord:
    evidence = (replace(item, source=new) if item.source.id == old_id else item for item in old.evidence)
    claim = replace(old.claim, version=old.claim.version + 1, updated_at=clock.stamp())
    return ClaimRecord(claim, tuple(evidence))


def _article_citing(old: ArticleRecord, old_id: str, new: Source) -> ArticleRecord:
    return replace(old, sources=tuple(_cited(cited, old_id, new) for cited in old.sources))


def _cited(cited: CitedSource, old_id: str, new: Source) -> CitedSource:
    return replace(cited, source=new) if cited.source and cited.source.id == old_id else cited


def _copy(
    copy: WorkingCopy, rename: Callable[[Draft], Draft], by: Actor, versions: tuple[int, int] | None
) -> list[Statement]:
    draft = read_draft(copy)
    renamed = rename(draft)
    based_on = versions[1] if versions and versions[0] == copy.based_on else copy.based_on
    if renamed == draft and based_on == copy.based_on:
        return []
    new = replace(
        copy,
        content=draft_text(renamed),
        based_on=based_on,
        saved_by=by.name,
        version=copy.version + 1,
        updated_at=clock.stamp(),
    )
    return [update_working_copy(new, seen=copy.version), guard_changed()]
