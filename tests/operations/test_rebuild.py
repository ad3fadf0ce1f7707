"""Rebuilding: what is derived from Markdown is made anew, only where it differs."""

import pytest

from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import InputError
from factually_app.operations.integrity import findings
from factually_app.operations.rebuild import rebuild
from factually_app.store.article_statements import delete_citations
from factually_app.store.edition import get_edition
from factually_app.store.engine import Statement
from tests.importing import article, dump, id_of, take


@pytest.fixture
def newsroom(engine, weir):
    take(engine, weir)
    return engine


def run(engine, sql):
    engine.commit([Statement(sql)])


def kept(engine):
    """Return every row but those in which FTS5 keeps the trigrams of words: they are learned anew."""
    return {name: rows for name, rows in dump(engine).items() if not name.startswith("search_spelling_")}


def test_what_is_right_is_left_alone(newsroom):
    before = kept(newsroom)
    assert rebuild(newsroom) == 0
    assert kept(newsroom) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET summary_html = '<p>old</p>' WHERE ref = 'clock'",
        "UPDATE articles SET word_count = 1 WHERE ref = 'clock'",
        "UPDATE sections SET body_html = '' WHERE heading = 'What the minutes say'",
    ],
)
def test_what_is_not_is_made_anew(newsroom, sql):
    before, edition = article(newsroom, "clock"), get_edition(newsroom.reader())
    run(newsroom, sql)
    assert rebuild(newsroom) == 1
    assert article(newsroom, "clock") == before
    assert get_edition(newsroom.reader()).content == edition.content + 1
    assert findings(newsroom) == []


def test_citations_are_made_anew(newsroom):
    newsroom.commit([delete_citations(id_of(newsroom, "article", "clock"))])
    assert rebuild(newsroom) == 1
    assert findings(newsroom) == []


def test_every_article_is_rebuilt_whatever_its_state(newsroom):
    run(newsroom, "UPDATE articles SET word_count = 1")
    assert rebuild(newsroom) == 2


def test_a_number_that_is_a_citation_only_now_is_to_be_named(newsroom):
    run(newsroom, "UPDATE articles SET summary_markdown = 'It was. [4][5]' WHERE ref = 'ladder'")
    assert rebuild(newsroom) == 1
    assert [cited.number for cited in article(newsroom, "ladder").sources] == [4, 5]


def test_a_published_article_gets_none_unasked_and_others_are_rebuilt_first(newsroom):
    run(newsroom, "UPDATE articles SET word_count = 1")
    run(newsroom, "UPDATE articles SET summary_markdown = 'It stopped. [8]' WHERE ref = 'clock'")
    with pytest.raises(InputError, match=r"\[8\] would be cited without a source"):
        rebuild(newsroom)
    assert article(newsroom, "clock").article.word_count == 1
    assert article(newsroom, "clock").article.status is ArticleStatus.PUBLISHED
    assert article(newsroom, "ladder").article.word_count == 2
