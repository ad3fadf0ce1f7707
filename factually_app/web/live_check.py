"""A check that readers see, drawn of the database: its head, and its body as finished markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup
from sqlite_utils import Database

from factually_app.domain.article import Article, ArticleStatus, SectionClaim
from factually_app.domain.correction import Correction
from factually_app.domain.question import Question
from factually_app.formats.records import ArticleRecord
from factually_app.store import article_parts, articles, questions
from factually_app.store.corrections import corrections_of_article
from factually_app.web.answers import draw_branches
from factually_app.web.check import draw_parts
from factually_app.web.kept import Kept
from factually_app.web.notices import draw_own_notices
from factually_app.web.open_state import read_open_state

BODY = "articles/_check.html"


@dataclass(frozen=True)
class Check:
    """A check as a page needs it. One that was taken back has a head and no body."""

    article: Article
    description: str
    has_notices: bool
    html: Markup | None


def kept_checks() -> Kept[Check]:
    """Return the checks that this application has drawn with nothing open in them."""
    kept: Kept[Check] = current_app.extensions["factually_checks"]
    return kept


@dataclass(frozen=True)
class CheckRecords:
    """All that a check with nothing open is drawn of: equal records make an equal page, on the same day."""

    record: ArticleRecord
    resting: tuple[SectionClaim, ...]
    corrections: tuple[Correction, ...]
    questions: tuple[Question, ...]

    @property
    def article(self) -> Article:
        return self.record.article


def read_check(db: Database, article_id: str) -> CheckRecords:
    """Read what a check is drawn of; NotFoundError for none, and for a draft. Of one taken back, the head."""
    article = articles.get_public(db, article_id)
    if article.status is ArticleStatus.WITHDRAWN:
        return CheckRecords(ArticleRecord(article, (), (), ()), (), (), ())
    record = ArticleRecord(
        article=article,
        sections=tuple(article_parts.sections_of(db, article_id)),
        sources=tuple(article_parts.cited_sources_of(db, article_id)),
        question_ids=(),
    )
    return CheckRecords(
        record,
        tuple(article_parts.section_claims_of(db, article_id)),
        tuple(corrections_of_article(db, article_id)),
        tuple(questions.questions_of(db, article_id)),
    )


def draw_check(db: Database, read: CheckRecords, opened: Sequence[str] = ()) -> Check:
    """Draw a check with what its reader has open."""
    if read.article.status is ArticleStatus.WITHDRAWN:
        return Check(read.article, "", has_notices=False, html=None)
    state = read_open_state(opened)
    notices = draw_own_notices(read.corrections, {item.claim.id: item.claim for item in read.resting})
    parts = draw_parts(read.record, read.resting, state=state, notices=notices)
    branches = draw_branches(db, read.questions, state=state)
    body = current_app.jinja_env.get_template(BODY).make_module({**parts, "branches": branches})
    return Check(read.article, parts["description"], bool(notices), body.__html__())
