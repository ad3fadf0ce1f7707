"""The article that a pasted page becomes, and what it keeps when the same page is read again."""

from dataclasses import replace

from factually_app.content.pasted_page import PastedPage
from factually_app.content.slug import slugify
from factually_app.domain.article import Article, ArticleStatus, CitedSource, Section
from factually_app.domain.topic import Topic
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_prose import citations_in, rendered


def blank_article(page: PastedPage, topic: Topic, *, article_id: str, ref: str, at: str) -> ArticleRecord:
    """Return a draft with the title and day of a page, and nothing in it yet."""
    head = Article(
        id=article_id,
        ref=ref,
        slug=slugify(page.title, fallback="check"),
        topic=topic,
        title=page.title,
        claim_id=None,
        rating=None,
        rating_reason=None,
        checked_on=page.checked_on,
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
    return ArticleRecord(head, (), (), ())


def with_page(record: ArticleRecord, page: PastedPage, question_ids: tuple[str, ...]) -> ArticleRecord:
    """Return the record with the prose and questions of a page.

    What the newsroom added stays: the sources it named, the claims of sections that have kept their
    heading, further questions.
    """
    prose = replace(
        record,
        article=replace(record.article, summary_markdown=page.summary_markdown),
        sections=_sections(record, page),
        question_ids=tuple(dict.fromkeys([*question_ids, *record.question_ids])),
    )
    return _with_every_number(rendered(prose))


def published(record: ArticleRecord) -> ArticleRecord:
    """Return the record published, knowingly where numbers have no source yet."""
    accepted = record.article.unnamed_accepted or bool(unnamed_numbers(record))
    article = replace(record.article, status=ArticleStatus.PUBLISHED, unnamed_accepted=accepted)
    return replace(record, article=article)


def unnamed_numbers(record: ArticleRecord) -> tuple[int, ...]:
    """Return the numbers whose source is still to be named."""
    return tuple(cited.number for cited in record.sources if cited.source is None)


def _sections(record: ArticleRecord, page: PastedPage) -> tuple[Section, ...]:
    claims = {section.heading: section.claim_ids for section in record.sections}
    return tuple(
        Section(
            position=position,
            heading=section.heading,
            subtitle=section.subtitle or None,
            body_markdown=section.body_markdown,
            body_html="",
            claim_ids=claims.get(section.heading, ()),
        )
        for position, section in enumerate(page.sections, start=1)
    )


def _with_every_number(record: ArticleRecord) -> ArticleRecord:
    """Let each number that is cited stand for something, be it a source to be named."""
    known = {cited.number: cited for cited in record.sources}
    numbers = {number for _, _, number in citations_in(record)} | set(known)
    sources = tuple(known.get(number, to_be_named(number)) for number in sorted(numbers))
    return replace(record, sources=sources)


def to_be_named(number: int) -> CitedSource:
    """Return what a number stands for while nobody has named its source."""
    return CitedSource(number, None, None, None, None, checked=False)
