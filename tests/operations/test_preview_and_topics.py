"""Preview links, topics and restored revisions, without a browser."""

from datetime import timedelta

import pytest

from factually_app import clock
from factually_app.domain.errors import ConflictError, FormError, NotFoundError
from factually_app.domain.preview_link import LONGEST, USUAL, LinkState
from factually_app.operations.preview_links import follow_preview_link, make_preview_link, revoke_preview_link
from factually_app.operations.revisions import restore_revision, revision_draft
from factually_app.operations.starting import start_article
from factually_app.operations.topics import add_topic, change_topic
from factually_app.store.audit import newest_entries
from factually_app.store.revisions import revisions_of
from tests.staff import EDDA, WILLA


@pytest.fixture
def article(engine):
    topic = add_topic(engine, EDDA, name="Oddly Weir", description="A small town.")
    return start_article(engine, WILLA, title="The clock stopped", topic_slug=topic.slug)


def test_a_link_is_found_by_its_token_alone(engine, article):
    made = make_preview_link(engine, WILLA, article.id, label="The  mayor", lasts=USUAL)
    found = follow_preview_link(engine, made.token)
    assert found == made.link
    assert found.label == "The mayor"
    assert follow_preview_link(engine, made.link.digest) is None
    assert made.token not in repr(made)


def test_a_link_is_open_until_its_time_is_over_or_it_is_revoked(engine, article):
    made = make_preview_link(engine, WILLA, article.id, label="The mayor", lasts=LONGEST)
    now = clock.now()
    assert made.link.state(now) is LinkState.OPEN
    assert made.link.state(now + LONGEST + timedelta(seconds=2)) is LinkState.EXPIRED
    revoke_preview_link(engine, EDDA, article.id, made.link.id)
    assert follow_preview_link(engine, made.token).state(now) is LinkState.REVOKED
    with pytest.raises(ConflictError):
        revoke_preview_link(engine, EDDA, article.id, made.link.id)


def test_a_link_of_one_article_is_not_revoked_by_way_of_another(engine, article):
    other = start_article(engine, WILLA, title="Trains are slow", topic_slug="oddly-weir")
    made = make_preview_link(engine, WILLA, article.id, label="The mayor", lasts=USUAL)
    with pytest.raises(ConflictError):
        revoke_preview_link(engine, EDDA, other.id, made.link.id)
    assert follow_preview_link(engine, made.token).state(clock.now()) is LinkState.OPEN


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "\ud800"}, "label"),
        ({"lasts": LONGEST + timedelta(seconds=1)}, "lasts"),
        ({"lasts": timedelta(0)}, "lasts"),
        ({"revision": 7}, "revision"),
    ],
)
def test_a_link_that_makes_no_sense_is_not_made(engine, article, change, field):
    with pytest.raises(FormError) as caught:
        make_preview_link(engine, WILLA, article.id, **{"label": "The mayor", "lasts": USUAL, **change})
    assert list(caught.value.problems) == [field]


def test_there_is_no_link_to_an_article_that_there_is_none_of(engine):
    with pytest.raises(NotFoundError):
        make_preview_link(engine, WILLA, "ffffff", label="The mayor", lasts=USUAL)


def test_a_topic_that_stays_as_it_is_leaves_no_entry(engine, article):
    before = newest_entries(engine.reader(), limit=1)[0].number
    change_topic(engine, EDDA, "oddly-weir", name="Oddly Weir", description="A small town.")
    assert newest_entries(engine.reader(), limit=1)[0].number == before


def test_two_topics_have_two_addresses(engine, article):
    with pytest.raises(FormError, match="there already"):
        add_topic(engine, EDDA, name="oddly weir")


def test_a_restored_revision_is_written_on_and_not_changed(engine, article):
    before = revisions_of(engine.reader(), "article", article.id)
    copy = restore_revision(engine, EDDA, article.id, 1, seen=1)
    assert copy.record_id == article.id
    assert revisions_of(engine.reader(), "article", article.id) == before
    with pytest.raises(NotFoundError):
        revision_draft(engine, article.id, 2)
