"""Revisions of an article: what one held, and taking it up again as a working copy."""

from factually_app.domain.draft import ArticleDraft
from factually_app.domain.staff import Actor
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.formats.drafts import read_article_draft
from factually_app.operations.working_copies import open_working_copy, read_draft, save_working_copy
from factually_app.store.engine import Engine
from factually_app.store.revisions import get_revision


def revision_draft(engine: Engine, article_id: str, number: int) -> ArticleDraft:
    """Return an article as a revision has it; NotFoundError when there is no such revision."""
    return read_article_draft(get_revision(engine.reader(), "article", article_id, number).snapshot)


def article_draft(engine: Engine, article_id: str) -> ArticleDraft:
    """Return an article as it is being written; where nobody is writing, as it is live."""
    draft = read_draft(open_working_copy(engine, WorkingKind.ARTICLE, article_id))
    assert isinstance(draft, ArticleDraft)  # noqa: S101 # what the kind of the copy says
    return draft


def restore_revision(engine: Engine, by: Actor, article_id: str, number: int, *, seen: int) -> WorkingCopy:
    """Write on from an earlier revision. Readers see it when it is published, as a revision of its own."""
    draft = revision_draft(engine, article_id, number)
    return save_working_copy(engine, by, WorkingKind.ARTICLE, article_id, draft, seen=seen)
