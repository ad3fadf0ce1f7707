"""Looking a draft over: what keeps it from being published, and what its writer should see."""

from factually_app.domain.article import ArticleStatus
from factually_app.domain.draft import ArticleDraft, Draft
from factually_app.domain.errors import FormError
from factually_app.domain.finding import Finding
from factually_app.domain.working_copy import WorkingCopy
from factually_app.operations.lint_article import article_findings
from factually_app.operations.lint_question import question_findings
from factually_app.operations.notices import Notice
from factually_app.operations.working_copies import read_draft
from factually_app.store.articles import get_article
from factually_app.store.engine import Engine


def lint(engine: Engine, draft: Draft, *, record_id: str = "") -> list[Finding]:
    """Return what there is to say of a draft, what stops it first."""
    if isinstance(draft, ArticleDraft):
        found = article_findings(engine, draft)
    else:
        found = question_findings(engine, draft, question_id=record_id)
    return sorted(found, key=lambda finding: not finding.stops)


def require_publishable(engine: Engine, copy: WorkingCopy) -> None:
    """Raise FormError with everything that keeps a working copy from being published."""
    _raise(lint(engine, read_draft(copy), record_id=copy.record_id))


def require_notice(engine: Engine, copy: WorkingCopy, notice: Notice | None) -> None:
    """Raise FormError where a rating that readers know would change without a word to them."""
    if notice is None and _changes_rating(engine, copy):
        sentence = "The rating changes: say in a correction what was wrong and what is right."
        raise FormError({"notice-now": sentence})


def _changes_rating(engine: Engine, copy: WorkingCopy) -> bool:
    draft = read_draft(copy)
    if not isinstance(draft, ArticleDraft):
        return False
    live = get_article(engine.reader(), copy.record_id)
    return live.status is not ArticleStatus.DRAFT and (live.rating or "") != draft.rating


def _raise(found: list[Finding]) -> None:
    problems: dict[str, str] = {}
    for finding in found:
        if finding.stops:
            problems.setdefault(finding.field, finding.sentence)
    if problems:
        raise FormError(problems)
