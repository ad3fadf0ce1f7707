"""Starting an article or a question: a draft that no reader sees, with a working copy to write it in."""

import secrets
from datetime import date

from factually_app import clock
from factually_app.content.plain import same_question_key
from factually_app.content.slug import slugify
from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.audit import Action
from factually_app.domain.draft import ArticleDraft, QuestionDraft
from factually_app.domain.errors import FormError
from factually_app.domain.ids import public_id
from factually_app.domain.question import Question
from factually_app.domain.record import RecordStatus
from factually_app.domain.revision import Revision
from factually_app.domain.staff import Actor
from factually_app.domain.topic import Topic
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.exchange import article_item, canonical, question_item
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.operations.draft_text import readable
from factually_app.operations.working_copies import first_working_copy
from factually_app.store import audit
from factually_app.store.article_statements import insert_article
from factually_app.store.engine import Engine, Statement
from factually_app.store.question_statements import insert_question
from factually_app.store.questions import find_question_asking
from factually_app.store.revisions import insert_revision
from factually_app.store.topics import find_topic


def start_article(engine: Engine, by: Actor, *, title: str, topic_slug: str) -> Article:
    """Make an article that nobody but the newsroom sees; FormError when it lacks a title or a topic."""
    draft = ArticleDraft(title=title, topic=topic_slug, checked_on=clock.today().isoformat())
    readable(draft)
    topic = find_topic(engine.reader(), topic_slug)
    if not title.strip() or topic is None:
        missing = {"title": "An article needs a title."} if not title.strip() else {}
        raise FormError({**missing, **({} if topic else {"topic": "Choose the topic it is filed under."})})
    article = _blank_article(" ".join(title.split()), topic, clock.today())
    record = ArticleRecord(article, (), (), ())
    first = Revision(article.id, 1, canonical(article_item(record)), "Started", by.name, clock.stamp())
    draft = ArticleDraft(
        title=article.title,
        slug=article.slug,
        topic=topic.slug,
        checked_on=article.checked_on.isoformat(),
    )
    engine.commit(
        [
            insert_article(article),
            insert_revision("article", first),
            first_working_copy(WorkingKind.ARTICLE, article.id, draft, by),
            audit.insert_entry(
                by,
                Action.START_ARTICLE,
                "article",
                article.id,
                at=clock.stamp(),
                after={"title": article.title},
            ),
        ]
    )
    return article


def start_question(engine: Engine, by: Actor, *, text: str) -> Question:
    """Make a question that nobody but the newsroom sees. FormError when it is empty or asked already."""
    question, batch = new_question(engine, by, text=text)
    engine.commit(batch)
    return question


def new_question(engine: Engine, by: Actor, *, text: str) -> tuple[Question, list[Statement]]:
    """Return a question to be started and the batch that starts it; FormError as for `start_question`."""
    asked = readable(QuestionDraft(text=text))
    text = " ".join(text.split())
    if not text:
        raise FormError({"text": "A question needs words."})
    if found := find_question_asking(engine.reader(), same_question_key(text)):
        raise FormError({"text": f"“{found.text}” asks the same and is there already."})
    question = _blank_question(text)
    record = QuestionRecord(question, (), ())
    first = Revision(question.id, 1, canonical(question_item(record)), "Started", by.name, clock.stamp())
    return question, [
        insert_question(question, text_key=same_question_key(text)),
        insert_revision("question", first),
        first_working_copy(WorkingKind.QUESTION, question.id, asked, by),
        audit.insert_entry(
            by,
            Action.START_QUESTION,
            "question",
            question.id,
            at=clock.stamp(),
            after={"text": question.text},
        ),
    ]


def _blank_article(title: str, topic: Topic, checked_on: date) -> Article:
    at = clock.stamp()
    return Article(
        id=public_id(secrets.token_hex()),
        ref=None,
        slug=slugify(title, fallback="check"),
        topic=topic,
        title=title,
        claim_id=None,
        rating=None,
        rating_reason=None,
        checked_on=checked_on,
        language="en",
        summary_markdown="",
        summary_html="",
        status=ArticleStatus.DRAFT,
        unnamed_accepted=False,
        word_count=0,
        version=1,
        created_at=at,
        updated_at=at,
    )


def _blank_question(text: str) -> Question:
    at = clock.stamp()
    return Question(
        id=public_id(secrets.token_hex()),
        ref=None,
        slug=slugify(text, fallback="question"),
        text=text,
        short_answer="",
        version=1,
        created_at=at,
        updated_at=at,
        status=RecordStatus.DRAFT,
    )
