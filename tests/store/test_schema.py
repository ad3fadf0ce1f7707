"""What the database refuses by itself, whoever asks."""

import pytest

from factually_app.domain.errors import ConflictError
from factually_app.domain.revision import Revision
from factually_app.store.engine import Statement
from factually_app.store.revisions import all_revisions, insert_revision

AT = "2026-01-01T00:00:00+00:00"
TIMES = f"1, '{AT}', '{AT}'"
RECORDS = f"""
INSERT INTO topics VALUES ('t00001', 'weir', 'The weir', '')
INSERT INTO sources VALUES ('s00001', NULL, 'log', 'Weir log', 'Town of Oddly Weir', NULL, NULL, NULL, NULL,
  'record', 'en', NULL, 0, {TIMES}, 'live')
INSERT INTO claims VALUES ('c00001', NULL, 'leak', 'The weir leaks.', 'weir', 'event', 'supported', NULL, 1,
  {TIMES}, 'live')
INSERT INTO questions VALUES ('q00001', NULL, 'why', 'Why does it leak?', 'why does it leak', '', {TIMES},
  'live')
INSERT INTO articles VALUES ('a00001', NULL, 't00001', 'weir', 'The weir leaks', 'c00001', NULL, NULL,
  '2026-01-01', 'en', '', '', 0, 'draft', 0, {TIMES})
INSERT INTO sections VALUES ('a00001', 1, 'The leak', NULL, '', '')
INSERT INTO article_sources VALUES ('a00001', 1, 's00001', NULL, NULL, NULL, 0)
INSERT INTO article_sources VALUES ('a00001', 2, NULL, NULL, NULL, NULL, 0)
"""
CAMPAIGN = "INSERT INTO campaigns VALUES ('g1g1g1', NULL, 'M', '', 'money',"
PUBLISH = "UPDATE articles SET status = 'published'"
NAME = "UPDATE article_sources SET source_id = 's00001'"


@pytest.fixture
def records(engine):
    run(engine, *RECORDS.replace("\n  ", " ").strip().splitlines())
    return engine


def run(engine, *sqls):
    engine.commit([Statement(sql) for sql in sqls])


def status(engine):
    return next(engine.reader().query("SELECT status FROM articles"))["status"]


def test_an_article_with_a_source_to_be_named_is_not_published(records):
    with pytest.raises(ConflictError, match="still to be named"):
        run(records, PUBLISH)
    assert status(records) == "draft"


def test_an_article_is_published_once_every_source_is_named(records):
    run(records, NAME, PUBLISH)
    assert status(records) == "published"


def test_an_article_is_published_with_an_unnamed_source_when_somebody_accepts_it(records):
    run(records, "UPDATE articles SET unnamed_accepted = 1", PUBLISH)
    assert status(records) == "published"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE article_sources SET source_id = NULL WHERE number = 1",
        "INSERT INTO article_sources VALUES ('a00001', 3, NULL, NULL, NULL, NULL, 0)",
    ],
)
def test_a_published_article_does_not_lose_the_name_of_a_source(records, sql):
    run(records, NAME, PUBLISH)
    with pytest.raises(ConflictError, match="still to be named"):
        run(records, sql)


def test_no_article_is_born_published(records):
    with pytest.raises(ConflictError, match="published by an update"):
        run(
            records,
            "INSERT INTO articles SELECT 'a00002', NULL, topic_id, slug, title, claim_id, rating,"
            " rating_reason, checked_on, language, '', '', 0, 'published', 0, 1, created_at, updated_at"
            " FROM articles",
        )


@pytest.mark.parametrize(
    ("kind", "record_id"), [("article", "a00001"), ("claim", "c00001"), ("question", "q00001")]
)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {kind}_revisions SET snapshot = '{{}}'",
        "DELETE FROM {kind}_revisions",
        "INSERT OR REPLACE INTO {kind}_revisions VALUES ('{record_id}', 1, '{{}}', NULL, 'me', '1999')",
    ],
)
def test_a_revision_stands_for_ever(records, kind, record_id, sql):
    revision = Revision(record_id, 1, '{"was": "so"}', None, "the miller", AT)
    records.commit([insert_revision(kind, revision)])
    with pytest.raises(ConflictError, match="a revision is never"):
        run(records, sql.format(kind=kind, record_id=record_id))
    assert list(all_revisions(records.reader(), kind)) == [revision]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims SET rating = 'true'",
        "UPDATE claims SET kind = 'rumour'",
        "UPDATE claims SET text = ''",
        "UPDATE claims SET checked = 2",
        "UPDATE claims SET version = 0",
        "UPDATE articles SET status = 'secret'",
        "UPDATE articles SET rating = 'true'",
        "UPDATE articles SET word_count = 'many'",
        "UPDATE articles SET topic_id = 'nowhere'",
        "UPDATE sections SET heading = ''",
        "INSERT INTO evidence VALUES ('c00001', 0, 's00001', 'supports', NULL, NULL, NULL, 1)",
        "INSERT INTO evidence VALUES ('c00001', 1, 's00001', 'proves', NULL, NULL, NULL, 1)",
        "INSERT INTO evidence VALUES ('c00001', 1, 'nowhere', 'supports', NULL, NULL, NULL, 1)",
        "INSERT INTO citations VALUES ('a00001', 0, 1, 3)",
        "INSERT INTO article_sources VALUES ('a00001', 1000, 's00001', NULL, NULL, NULL, 0)",
        "INSERT INTO next_questions VALUES ('q00001', 'q00001', 1)",
        "INSERT INTO section_claims VALUES ('a00001', 2, 'c00001', 1)",
        f"INSERT INTO questions VALUES ('q00002', NULL, 'w', 'Y?', 'why does it leak', '', {TIMES}, 'live')",
        "INSERT INTO topics VALUES ('t2', 'mill', 'The mill', '')",
        "DELETE FROM sources",
        "INSERT INTO edition VALUES (2, 1, 1)",
        f"{CAMPAIGN} 0, 'USD', NULL, NULL, 0, {TIMES}, 'live', NULL)",
        f"{CAMPAIGN} 9, 'USD', '9', '1', 0, {TIMES}, 'live', NULL)",
        f"{CAMPAIGN} 9, 'USD', NULL, NULL, 0, {TIMES}, 'live', 9)",
        f"{CAMPAIGN} 9, 'USD', NULL, NULL, 0, {TIMES}, 'play', NULL)",
        "INSERT INTO payment_events VALUES ('me', 'e', 't', 'live', NULL, NULL, NULL, NULL, '', '', '{}')",
    ],
)
def test_what_makes_no_sense_is_refused(records, sql):
    with pytest.raises(ConflictError, match="the records do not allow this"):
        run(records, sql)
