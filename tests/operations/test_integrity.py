"""`factually check` finds everything that must never be in a database of ours, and nothing else."""

import sqlite3

import pytest

from factually_app.domain.revision import Revision
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.store.revisions import insert_revision
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import THEN, Newsroom, evidence


@pytest.fixture
def sound(engine):
    """A database with a record of every kind, in which all is well."""
    newsroom = Newsroom(engine)
    source = newsroom.source()
    claim = newsroom.claim(
        "The clock tower stopped.", evidence(source), evidence(source, quote="It stopped.")
    )
    first = newsroom.question("Why did it stop?", claims=[claim], answer=f"It stopped {{{claim.id}}}.")
    article = newsroom.article(newsroom.topic(), cited=[source, source], claims=[claim], questions=[first])
    newsroom.pledge(newsroom.campaign(), "miller")
    for kind, record in (("claim", claim), ("question", first), ("article", article)):
        engine.commit([insert_revision(kind, Revision(record.id, 1, "{}", None, "the miller", THEN))])
    seal_ledger(engine)
    return engine


def spoil(tmp_path, *sqls):
    """Change the database behind the back of every rule it has."""
    connection = sqlite3.connect(tmp_path / "factually.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for sql in sqls:
        connection.execute(sql)
    if not any("search_" in sql for sql in sqls):
        for sql in INDEXED_ANEW:
            connection.execute(sql)
    connection.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    connection.close()


INDEXED_ANEW = (
    """UPDATE search_entries SET words = a.title || char(10) || a.summary_markdown
         FROM articles AS a WHERE kind = 'article' AND record_id = a.id""",
    """UPDATE search_entries SET words = q.text || char(10) || q.short_answer
         FROM questions AS q WHERE kind = 'question' AND record_id = q.id""",
    """UPDATE search_entries SET state = CASE c.status WHEN 'live' THEN 'public' ELSE c.status END
         FROM claims AS c WHERE search_entries.kind = 'claim' AND record_id = c.id""",
    """UPDATE search_entries SET state = CASE s.status WHEN 'live' THEN 'public' ELSE s.status END
         FROM sources AS s WHERE search_entries.kind = 'source' AND record_id = s.id""",
)
"""What the triggers would have done: the index of words is another matter than the faults below."""


def test_a_new_database_has_no_faults(engine):
    assert findings(engine) == []


def test_a_sound_database_has_no_faults(sound):
    assert findings(sound) == []


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        (
            "UPDATE campaign_totals SET supporters = 9",
            "keeps the totals (9, 500), its pledges come to (1, 500), its ledger to (1, 500)",
        ),
        (
            "UPDATE campaign_totals SET raised_minor = 9",
            "keeps the totals (1, 9), its pledges come to (1, 500), its ledger to (1, 500)",
        ),
        (
            "DELETE FROM ledger",
            "its pledges come to (1, 500), its ledger to (0, 0)",
        ),
        ("UPDATE supporters SET standing = 2", "miscounts the pledges that stand of 1 of its supporters"),
        ("DELETE FROM supporters", "miscounts the pledges that stand of 1 of its supporters"),
        ("UPDATE ledger SET hash = 'f0' || substr(hash, 3)", "row 1 of the ledger is not what was sealed"),
        ("UPDATE ledger SET day = '1999-01-01'", "row 1 of the ledger is not what was sealed"),
        ("UPDATE ledger SET number = 2", "row 1 of the ledger is missing"),
        ("DELETE FROM campaign_totals", "has no totals"),
        (
            "UPDATE article_sources SET source_id = NULL WHERE number = 2",
            "is published with sources still to be named",
        ),
        ("DELETE FROM citations WHERE section = 2", "keeps other citations than its prose has"),
        ("UPDATE citations SET number = 2", "keeps other citations than its prose has"),
        ("UPDATE articles SET word_count = word_count + 1", "shows other HTML, or another length,"),
        ("UPDATE articles SET summary_markdown = 'It runs. [1]'", "shows other HTML, or another length,"),
        ("UPDATE articles SET summary_markdown = char(7)", "shows other HTML, or another length,"),
        ("UPDATE sections SET body_html = body_html || '<p></p>'", "shows other HTML, or another length,"),
        ("DELETE FROM question_claims", "which is not linked to it"),
        (
            "UPDATE questions SET short_answer = 'It ran {ffffff}.'",
            "rests on claim ffffff, which is not linked",
        ),
        ("UPDATE claims SET version = 2", "the revisions of claim"),
        ("UPDATE claim_revisions SET number = 2", "the revisions of claim"),
        ("DELETE FROM question_revisions", "the revisions of question"),
        ("UPDATE articles SET version = 3", "the revisions of article"),
        ("UPDATE evidence SET position = 3 WHERE position = 2", "the evidence of claim"),
        ("DELETE FROM evidence WHERE position = 1", "the evidence of claim"),
        ("DELETE FROM search_entries WHERE kind = 'source'", "cannot be found by its words"),
        ("UPDATE search_entries SET words = 'a' WHERE kind = 'claim'", "cannot be found by its words"),
        ("UPDATE search_entries SET state = 'draft' WHERE kind = 'claim'", "cannot be found by its words"),
        ("UPDATE search_entries SET language = 'de' WHERE kind = 'article'", "cannot be found by its words"),
        ("UPDATE search_entries SET stems = NULL WHERE kind = 'question'", "cannot be found by its words"),
        (
            "INSERT INTO search_changes (number, words) VALUES (1, 'a')",
            "the index of words has changes that it never learned",
        ),
        (
            "INSERT INTO source_revisions SELECT id, 2, '{}', NULL, 'a', 'b' FROM sources",
            "do not run up to its version without gaps",
        ),
        (
            "INSERT INTO moved_records SELECT 'claim', id, 'ffffff', 'now' FROM claims",
            "was merged, but does not lead from a retired record to one that is there",
        ),
        (
            "INSERT INTO moved_records SELECT 'source', 'ffffff', id, 'now' FROM sources",
            "was merged, but does not lead from a retired record to one that is there",
        ),
        ("UPDATE claims SET status = 'draft'", "is a draft, but something rests on it that readers see"),
        ("UPDATE sources SET status = 'draft'", "is a draft, but something rests on it that readers see"),
        ("DELETE FROM edition", "the edition is missing"),
        ("DELETE FROM topics", "a row of articles names a record of topics that is not there"),
    ],
)
def test_every_fault_is_found_and_no_other(sound, tmp_path, sql, finding):
    spoil(tmp_path, sql)
    found = findings(sound)
    assert len(found) == 1
    assert finding in found[0]


def test_a_gap_in_the_sections_is_found(sound, tmp_path):
    moves = ("sections SET position", "section_claims SET section", "citations SET section")
    spoil(tmp_path, *(f"UPDATE {move} = 3 WHERE {move.split()[-1]} = 2" for move in moves))
    (found,) = findings(sound)
    assert "the sections of article" in found


def test_looking_changes_nothing(sound, tmp_path):
    before = sound.reader().conn.execute("PRAGMA data_version").fetchone()
    findings(sound)
    assert sound.reader().conn.execute("PRAGMA data_version").fetchone() == before
    assert not sound.reader().conn.in_transaction


def test_a_damaged_file_is_told_and_read_no_further(sound, tmp_path):
    sound.close()
    file = tmp_path / "factually.db"
    content = bytearray(file.read_bytes())
    content[4096 * 5 : 4096 * 12] = b"\xaa" * (4096 * 7)
    file.write_bytes(content)
    damaged = SqliteEngine(file)
    found = findings(damaged)
    damaged.close()
    assert found
    assert all(finding.startswith("the file is damaged: ") for finding in found)
