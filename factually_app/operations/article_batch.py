"""The statements that write an article whole: its head as a draft, its parts, then its status."""

from factually_app.domain.article import ArticleStatus
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_prose import citations_in
from factually_app.store.article_statements import (
    delete_parts,
    insert_article,
    insert_citation,
    insert_cited_source,
    insert_question_link,
    insert_section,
    set_status,
    update_article,
)
from factually_app.store.engine import Statement, guard_changed


def new_article(record: ArticleRecord) -> list[Statement]:
    """Write an article that is not kept yet."""
    return [insert_article(record.article), *_parts(record), *_status(record)]


def changed_article(record: ArticleRecord, *, seen: int) -> list[Statement]:
    """Write an article anew that still has version `seen`."""
    return [
        update_article(record.article, seen=seen),
        guard_changed(),
        *delete_parts(record.article.id),
        *_parts(record),
        *_status(record),
    ]


def _parts(record: ArticleRecord) -> list[Statement]:
    article_id = record.article.id
    sections = [statement for section in record.sections for statement in insert_section(article_id, section)]
    links = enumerate(record.question_ids, start=1)
    return [
        *sections,
        *(insert_cited_source(article_id, cited) for cited in record.sources),
        *citation_statements(record),
        *(insert_question_link(article_id, found, position=position) for position, found in links),
    ]


def citation_statements(record: ArticleRecord) -> list[Statement]:
    """Write where an article cites which number; what its numbers stand for is written before."""
    return [
        insert_citation(record.article.id, section=section, ordinal=ordinal, number=number)
        for section, ordinal, number in citations_in(record)
    ]


def _status(record: ArticleRecord) -> list[Statement]:
    """Leave the draft that every article is written as, now that its sources are in."""
    if record.article.status is ArticleStatus.DRAFT:
        return []
    return [set_status(record.article.id, record.article.status)]
