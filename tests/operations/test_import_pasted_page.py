"""Importing pasted pages: a draft with sources to be named, or published knowingly."""

from dataclasses import replace

import pytest

from factually_app import clock
from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import InputError
from factually_app.formats.content_entry import Kind
from factually_app.operations.article_batch import changed_article
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_report import Count
from factually_app.operations.integrity import findings
from factually_app.store.questions import all_questions
from factually_app.store.revisions import all_revisions
from factually_app.store.sources import all_sources
from factually_app.store.topics import all_topics
from tests.importing import articles, dump, edit, take

NOON = "2026-03-10T12:00:00+00:00"
PAGE = """\
Keep Factually independent

The clock tower of Oddly Weir stopped because of slow trains

Checked on June 1, 2025
Disclaimer: Factually can make mistakes. Please verify important info or breaking news. Learn more.

Executive Summary

The tower stopped in 1994 [1] [2].

1. What the minutes say — a ladder

The committee noted the hour [1, 3].

2. What the Society says

Little.

Want to dive deeper?
When did the clock stop?
How slow are the trains?
"""


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: NOON)


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, "utf-8")
    return file


def the_article(engine):
    (record,) = articles(engine)
    return record


def test_a_page_becomes_a_draft(engine, page):
    report = take(engine, page)
    record = the_article(engine)
    assert report.counts == {
        Kind.TOPIC: Count(new=1),
        Kind.QUESTION: Count(new=2),
        Kind.ARTICLE: Count(new=1),
    }
    assert record.article.title == "The clock tower of Oddly Weir stopped because of slow trains"
    assert record.article.checked_on.isoformat() == "2025-06-01"
    assert (record.article.status, record.article.rating) == (ArticleStatus.DRAFT, None)
    assert [(section.heading, section.subtitle) for section in record.sections] == [
        ("What the minutes say", "a ladder"),
        ("What the Society says", None),
    ]
    assert findings(engine) == []


def test_each_number_is_a_source_to_be_named(engine, page):
    report = take(engine, page)
    assert [(cited.number, cited.source) for cited in the_article(engine).sources] == [
        (1, None),
        (2, None),
        (3, None),
    ]
    assert report.lines[-1].endswith("; sources to be named: [1], [2], [3]")


def test_its_topic_is_general_which_is_made_when_it_is_missing(engine, page):
    take(engine, page)
    (topic,) = all_topics(engine.reader())
    assert (topic.slug, topic.name) == ("general", "General")
    assert the_article(engine).article.url.startswith("/fact-checks/general/the-clock-tower")


def test_it_goes_under_the_topic_that_is_named(engine, weir, page):
    import_paths(
        engine, [weir / "topics.yaml", page], publish=False, dry_run=False, by="the clerk", topic="oddly-weir"
    )
    assert the_article(engine).article.topic.name == "Oddly Weir"
    assert len(all_topics(engine.reader())) == 1


def test_a_topic_that_is_not_there_is_told(engine, weir, page):
    take(engine, weir / "topics.yaml")
    with pytest.raises(InputError, match=r"there is no topic 'odd-weir' \(did you mean 'oddly-weir'\?\)"):
        import_paths(engine, [page], publish=False, dry_run=False, by="the clerk", topic="odd-weir")
    assert list(articles(engine)) == []


def test_its_questions_join_those_that_ask_the_same(engine, weir, page):
    take(engine, weir)
    report = take(engine, page)
    assert report.counts[Kind.QUESTION] == Count(same=2)
    asked = {question.id: question.ref for question in all_questions(engine.reader())}
    (record,) = (record for record in articles(engine) if (record.article.ref or "").startswith("pasted:"))
    assert [asked[question_id] for question_id in record.question_ids] == ["Q1", "Q2"]


def test_a_question_nobody_asked_before_is_made_without_an_answer(engine, page):
    take(engine, page)
    assert {question.short_answer for question in all_questions(engine.reader())} == {""}
    assert len(list(all_revisions(engine.reader(), "question"))) == 2


def test_two_pages_share_their_questions_and_each_is_one_batch(engine, page, tmp_path, monkeypatch):
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("slow trains\n", "an owl\n"), "utf-8")
    batches = []
    commit = engine.commit
    monkeypatch.setattr(engine, "commit", lambda batch: (batches.append(batch), commit(batch)))
    report = take(engine, page, other)
    assert report.counts[Kind.QUESTION] == Count(new=2, same=2)
    assert len(batches) == 2
    assert len(list(articles(engine))) == 2


def test_the_same_page_twice_in_one_import_is_one_article(engine, page, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(PAGE, "utf-8")
    assert take(engine, page, copy).counts[Kind.ARTICLE] == Count(new=1)


def test_the_same_page_again_writes_nothing(engine, page):
    take(engine, page)
    before = dump(engine)
    assert take(engine, page).counts[Kind.ARTICLE] == Count(same=1)
    assert dump(engine) == before


def test_a_dry_run_writes_nothing(engine, page):
    before = dump(engine)
    assert take(engine, page, dry_run=True).articles[0].unnamed == (1, 2, 3)
    assert dump(engine) == before


# Publishing


def test_a_page_can_be_published_knowingly(engine, page):
    take(engine, page, publish=True)
    article = the_article(engine).article
    assert (article.status, article.unnamed_accepted, article.version) == (ArticleStatus.PUBLISHED, True, 1)
    assert findings(engine) == []


def test_a_draft_is_published_when_it_comes_again_with_publish(engine, page):
    take(engine, page)
    assert take(engine, page, publish=True).counts[Kind.ARTICLE] == Count(changed=1)
    article = the_article(engine).article
    assert (article.status, article.version) == (ArticleStatus.PUBLISHED, 2)
    assert findings(engine) == []


def test_what_is_published_stays_so_without_publish(engine, page):
    take(engine, page, publish=True)
    before = dump(engine)
    take(engine, page)
    assert dump(engine) == before


def test_publish_leaves_articles_of_content_files_as_they_say(engine, weir):
    take(engine, weir, publish=True)
    statuses = {record.article.ref: record.article.status for record in articles(engine)}
    assert statuses == {"clock": ArticleStatus.PUBLISHED, "ladder": ArticleStatus.DRAFT}


# What the newsroom added


@pytest.fixture
def named(engine, weir, page):
    """The article of the page after the newsroom has named its sources and published it."""
    take(engine, weir / "topics.yaml", weir / "sources.yaml", page)
    source = next(all_sources(engine.reader()))
    record = the_article(engine)
    article = replace(record.article, status=ArticleStatus.PUBLISHED, version=2)
    sources = tuple(replace(cited, source=source, locator="page 3") for cited in record.sources)
    engine.commit(changed_article(replace(record, article=article, sources=sources), seen=1))
    return the_article(engine)


def test_named_sources_stay_named(engine, page, named):
    take(engine, page)
    assert the_article(engine) == named


def test_changed_prose_keeps_them_too(engine, page, named):
    edit(page, "Little.", "Very little [2].")
    take(engine, page)
    changed = the_article(engine)
    assert changed.sources == named.sources
    assert changed.article.version == 3
    assert "Very little" in changed.sections[1].body_markdown


def test_a_new_number_is_not_published_unasked(engine, page, named):
    edit(page, "Little.", "Little [9].")
    with pytest.raises(
        InputError, match=r"the page cites \[9\] without a source, and the article is published"
    ):
        take(engine, page)
    assert the_article(engine) == named
    take(engine, page, publish=True)
    assert the_article(engine).article.unnamed_accepted


# What is wrong


def test_a_page_that_does_not_read_is_told_and_nothing_is_written(engine, page, weir):
    edit(page, "June 1, 2025", "the day before")
    before = dump(engine)
    with pytest.raises(InputError, match="the date cannot be read"):
        take(engine, weir, page)
    assert dump(engine) == before


def test_a_question_too_long_to_be_one_is_told(engine, page):
    edit(page, "How slow are the trains?", f"How {'very ' * 100} slow are the trains?")
    with pytest.raises(InputError, match="500 is the most"):
        take(engine, page)
    assert list(articles(engine)) == []
