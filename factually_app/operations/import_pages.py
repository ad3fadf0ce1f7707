"""Pasted pages of an import: each becomes an article whose sources are still to be named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factually_app.content.pasted_page import PastedPage
from factually_app.content.plain import plain_text, same_question_key
from factually_app.content.slug import slugify
from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import Problem, UnreadableTextError
from factually_app.domain.ids import public_id
from factually_app.domain.question import Question
from factually_app.domain.topic import Topic
from factually_app.formats.content_entry import Kind
from factually_app.formats.exchange import article_item, question_item
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.operations.article_batch import changed_article, new_article
from factually_app.operations.import_articles import imported, kept_article
from factually_app.operations.import_history import edit
from factually_app.operations.import_names import Identity
from factually_app.operations.import_plan import ImportPlan, Outcome
from factually_app.operations.import_text import TITLE
from factually_app.operations.pasted_article import blank_article, published, unnamed_numbers, with_page
from factually_app.store.engine import Statement
from factually_app.store.question_statements import insert_question
from factually_app.store.topics import insert_topic

GENERAL = "general"
_GENERAL_NAME = "General"
_GENERAL_DESCRIPTION = "Fact checks that have not been filed under a topic of their own yet."


@dataclass(frozen=True)
class PastedFile:
    """A pasted page and the file it was read from."""

    file: str
    page: PastedPage


@dataclass(frozen=True)
class Shelf:
    """The topic that new articles go under, by its slug, and all topics there will be, by id."""

    slug: str
    topics: dict[str, Topic]


def plan_pages(plan: ImportPlan, pages: Sequence[PastedFile], shelf: Shelf, *, publish: bool) -> None:
    """Plan the articles that pages become: drafts, or with `publish` knowingly published as they are.

    What a page needs, a topic or a question, is planned with its article, so that it is one batch.
    """
    for pasted in pages:
        ref = f"pasted:{public_id(f'{pasted.page.title} {pasted.page.checked_on}')}"
        article_id, _ = plan.who.names(Kind.ARTICLE).identify(Identity(None, ref, None))
        if (Kind.ARTICLE, article_id) in plan.planned:
            continue
        try:
            _refuse_unfit(pasted.page)
            old = kept_article(plan, article_id)
            base = _edited(plan, old) if old else _blank(plan, pasted, shelf, article_id=article_id, ref=ref)
            record = with_page(base, pasted.page, _question_ids(plan, pasted))
        except UnreadableTextError as error:
            plan.problems.append(Problem(pasted.file, 0, str(error)))
            continue
        _plan_article(plan, pasted.file, old, published(record) if publish else record)


def _refuse_unfit(page: PastedPage) -> None:
    """Raise UnreadableTextError when a line that we keep as one is too long to be one."""
    headings = [text for section in page.sections for text in (section.heading, section.subtitle)]
    for text in [page.title, *page.questions, *headings]:
        plain_text(text, limit=TITLE)


def _blank(plan: ImportPlan, pasted: PastedFile, shelf: Shelf, *, article_id: str, ref: str) -> ArticleRecord:
    topic = _topic(plan, pasted.file, shelf)
    return blank_article(pasted.page, topic, article_id=article_id, ref=ref, at=plan.at)


def _edited(plan: ImportPlan, old: ArticleRecord) -> ArticleRecord:
    """Return the record as it would be kept after one edit more."""
    article = replace(old.article, version=old.article.version + 1, updated_at=plan.at)
    return replace(old, article=article)


def _topic(plan: ImportPlan, file: str, shelf: Shelf) -> Topic:
    """Return the topic for new articles; the general one is made when it is needed first."""
    names = plan.who.names(Kind.TOPIC)
    topic_id = names.resolve(shelf.slug)
    if topic_id is None and shelf.slug != GENERAL:
        plan.problems.append(Problem(file, 0, names.unknown(shelf.slug)))
    if topic_id is None:
        topic_id, _ = names.identify(Identity(None, shelf.slug, None))
    if topic_id not in shelf.topics:
        topic = Topic(topic_id, shelf.slug, _GENERAL_NAME, _GENERAL_DESCRIPTION)
        shelf.topics[topic_id] = topic
        plan.write(Kind.ARTICLE, file, [insert_topic(topic)])
        plan.count(Kind.TOPIC, topic_id, Outcome.NEW)
    return shelf.topics[topic_id]


def _question_ids(plan: ImportPlan, pasted: PastedFile) -> tuple[str, ...]:
    """Return the questions of a page: those asked already, and new ones without an answer."""
    found: dict[str, None] = {}
    for text in pasted.page.questions:
        key = same_question_key(text)
        question_id, _ = plan.who.names(Kind.QUESTION).identify(Identity(None, None, key))
        found[question_id] = None
        if plan.exists(Kind.QUESTION, question_id):
            plan.count(Kind.QUESTION, question_id, Outcome.SAME)
        else:
            plan.write(Kind.ARTICLE, pasted.file, _new_question(plan, question_id, text, key))
            plan.count(Kind.QUESTION, question_id, Outcome.NEW)
    return tuple(found)


def _new_question(plan: ImportPlan, question_id: str, text: str, key: str) -> list[Statement]:
    slug = slugify(text, fallback="question")
    question = Question(question_id, None, slug, text, "", 1, plan.at, plan.at)
    item = question_item(QuestionRecord(question, (), ()))
    return [
        insert_question(question, text_key=key),
        edit(plan, Kind.QUESTION, item, kept=question),
    ]


def _plan_article(plan: ImportPlan, file: str, old: ArticleRecord | None, new: ArticleRecord) -> None:
    article, item = new.article, article_item(new)
    if article.status is ArticleStatus.PUBLISHED and not article.unnamed_accepted and unnamed_numbers(new):
        numbers = ", ".join(f"[{number}]" for number in unnamed_numbers(new))
        message = f"the page cites {numbers} without a source, and the article is published: use --publish"
        plan.problems.append(Problem(file, 0, message))
    statements: list[Statement] = []
    if old is None or article_item(old) != item:
        written = changed_article(new, seen=old.article.version) if old else new_article(new)
        statements = [*written, edit(plan, Kind.ARTICLE, item, kept=article)]
    plan.add(Kind.ARTICLE, article.id, statements, file=file, is_new=old is None)
    plan.articles.append(imported(new))
