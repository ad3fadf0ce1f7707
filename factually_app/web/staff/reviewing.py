"""What the page of a review is drawn of, and how its form is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.differences import FieldDifference
from factually_app.domain.draft import ArticleDraft
from factually_app.domain.errors import FormError
from factually_app.domain.finding import Finding
from factually_app.domain.staff import Role, StaffMember
from factually_app.domain.working_copy import WorkingCopy, WorkingKind, WorkingState, may_approve, may_discard
from factually_app.formats.drafts import read_article_draft
from factually_app.operations.lint import lint
from factually_app.operations.notices import Notice
from factually_app.operations.working_copies import live_draft
from factually_app.web.pages import engine
from factually_app.web.staff.article_differences import article_differences

KINDS = [
    ("", "No notice"),
    (CorrectionKind.CORRECTION.value, "Correction: something was wrong"),
    (CorrectionKind.UPDATE.value, "Update: more is known"),
    (CorrectionKind.EDIT.value, "Edit: the wording is clearer"),
]
"""A retraction is no choice here: it comes of withdrawing."""

FIELDS = ("note", "publish_at", "notice-kind", "notice-place", "notice-was", "notice-now")
"""What is typed on the page of a review."""


@dataclass(frozen=True)
class Reviewed:
    """A working copy beside what is live, with the steps that whoever looks at it can take now."""

    article: Article
    copy: WorkingCopy
    member: StaffMember
    said: Mapping[str, str]
    problems: Mapping[str, str]
    refused: str

    @property
    def path(self) -> str:
        return f"/staff/articles/{self.article.id}"

    @cached_property
    def draft(self) -> ArticleDraft:
        return read_article_draft(self.copy.content)

    @cached_property
    def findings(self) -> list[Finding]:
        return lint(engine(), self.draft)

    @property
    def is_new(self) -> bool:
        """Whether readers have never seen it."""
        return self.article.status is ArticleStatus.DRAFT

    @property
    def is_live(self) -> bool:
        return self.article.status is ArticleStatus.PUBLISHED

    @cached_property
    def differences(self) -> list[FieldDifference]:
        """What leads from what is live to what is written."""
        return article_differences(None if self.is_new else _live(self.article.id), self.draft)

    @property
    def changes_rating(self) -> bool:
        return not self.is_new and (self.article.rating or "") != self.draft.rating

    @property
    def notice_kinds(self) -> list[tuple[str, str]]:
        return KINDS

    @property
    def is_written(self) -> bool:
        return self.copy.version > 0

    @property
    def may_submit(self) -> bool:
        return self.is_written and self.copy.state in (WorkingState.WRITING, WorkingState.RETURNED)

    @property
    def may_approve(self) -> bool:
        return self.copy.state is WorkingState.SUBMITTED and may_approve(self.member, self.copy)

    @property
    def is_own(self) -> bool:
        """Whether a reviewer waits for somebody else's eyes."""
        submitted = self.copy.state is WorkingState.SUBMITTED
        return submitted and self.member.may(Role.REVIEWER) and not self.may_approve

    @property
    def may_return(self) -> bool:
        waits = self.copy.state in (WorkingState.SUBMITTED, WorkingState.APPROVED)
        return waits and self.member.may(Role.REVIEWER)

    @property
    def may_publish(self) -> bool:
        return self.is_written and self.member.may(Role.EDITOR) and not self.is_scheduled

    @property
    def is_scheduled(self) -> bool:
        return self.copy.state is WorkingState.SCHEDULED

    @property
    def may_unschedule(self) -> bool:
        return self.is_scheduled and self.member.may(Role.EDITOR)

    @property
    def may_discard(self) -> bool:
        return self.is_written and not self.is_scheduled and may_discard(self.member, self.copy)

    @property
    def may_withdraw(self) -> bool:
        return self.is_live and self.member.may(Role.EDITOR)


def read_notice(form: Mapping[str, str]) -> Notice | None:
    """Return what readers are to be told; None where nothing is. FormError for words without a kind."""
    kind = form.get("notice-kind", "")
    texts = {name: form.get(f"notice-{name}", "") for name in ("now", "was", "place")}
    if not kind:
        if any(text.strip() for text in texts.values()):
            raise FormError({"notice-kind": "Choose what kind of notice this is."})
        return None
    if kind not in {value for value, _ in KINDS}:
        raise FormError({"notice-kind": "Choose one of the kinds of notice."})
    return Notice(CorrectionKind(kind), **texts)


def read_moment(text: str) -> datetime:
    """Return the moment that a form names, which is in UTC; FormError for anything else."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise FormError({"publish_at": "Write day and time, such as 2026-01-31T09:30."}) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _live(article_id: str) -> ArticleDraft:
    draft = live_draft(engine(), WorkingKind.ARTICLE, article_id)
    assert isinstance(draft, ArticleDraft)  # noqa: S101 # what the kind of the record says
    return draft
