"""The embedded engine: batches whole or not at all, durable, one moment for a reader."""

import sqlite3
import threading
from contextlib import suppress

import pytest

from factually_app.domain.errors import BusyError, ConflictError, UnusableDatabaseError
from factually_app.domain.topic import Topic
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.topics import all_topics, insert_topic, update_topic

WEIR = Topic("aaaaaa", "weir", "The weir", "")
MILL = Topic("bbbbbb", "mill", "The mill", "")


def slugs(engine):
    return sorted(topic.slug for topic in all_topics(engine.reader()))


def test_a_batch_is_there_as_soon_as_commit_returns(engine):
    engine.commit([insert_topic(WEIR), insert_topic(MILL)])
    assert slugs(engine) == ["mill", "weir"]


def test_a_batch_is_there_after_the_file_was_closed_and_opened(engine, tmp_path):
    engine.commit([insert_topic(WEIR)])
    engine.close()
    reopened = SqliteEngine(tmp_path / "factually.db")
    assert slugs(reopened) == ["weir"]
    reopened.close()


def test_an_empty_batch_changes_nothing(engine):
    engine.commit([])
    assert slugs(engine) == []


def test_a_key_that_exists_undoes_the_whole_batch(engine):
    engine.commit([insert_topic(WEIR)])
    with pytest.raises(ConflictError, match="nothing was written"):
        engine.commit([insert_topic(MILL), insert_topic(WEIR)])
    assert slugs(engine) == ["weir"]


def test_a_guard_after_a_change_that_met_no_row_undoes_the_whole_batch(engine):
    with pytest.raises(ConflictError, match="somebody else changed this meanwhile"):
        engine.commit([insert_topic(WEIR), update_topic(MILL), guard_changed()])
    assert slugs(engine) == []


def test_a_guard_after_a_change_that_met_a_row_lets_the_batch_through(engine):
    for _ in range(2):
        engine.commit([Statement("UPDATE edition SET content = content + 1 WHERE id = 1"), guard_changed()])


def test_a_reference_to_nothing_is_refused(engine):
    with pytest.raises(ConflictError, match="FOREIGN KEY"):
        engine.commit(
            [Statement("INSERT INTO question_claims (question_id, claim_id, position) VALUES ('x', 'y', 1)")]
        )


@pytest.mark.parametrize(
    ("value", "error"),
    [(2**70, OverflowError), ("half a \ud800", UnicodeEncodeError), ([1], sqlite3.ProgrammingError)],
)
def test_a_value_that_sqlite_cannot_take_undoes_its_batch_and_no_later_one(engine, value, error):
    with pytest.raises(error):
        engine.commit([insert_topic(WEIR), Statement("SELECT :value", {"value": value})])
    engine.commit([insert_topic(MILL)])
    assert slugs(engine) == ["mill"]


def test_a_fault_in_our_sql_is_not_dressed_up_as_the_callers(engine):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        engine.commit([insert_topic(WEIR), Statement("DELETE FROM nowhere")])
    assert slugs(engine) == []


def test_a_full_disk_leaves_nothing_half_done(engine):
    pages = engine._writer.execute("PRAGMA page_count").fetchone()[0]
    engine._writer.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()
    large = Topic("cccccc", "large", "Large", "x" * 100_000)
    with pytest.raises(BusyError, match="full"):
        engine.commit([insert_topic(WEIR), insert_topic(large)])
    assert slugs(engine) == []
    engine.commit([insert_topic(MILL)])
    assert slugs(engine) == ["mill"]
    assert next(engine.reader().query("PRAGMA integrity_check")) == {"integrity_check": "ok"}


def test_a_snapshot_sees_one_moment(engine):
    with engine.snapshot() as db:
        assert all_topics(db) == []
        engine.commit([insert_topic(WEIR)])
        assert all_topics(db) == []
        with engine.snapshot() as inner:
            assert all_topics(inner) == []
    assert slugs(engine) == ["weir"]


def test_a_snapshot_is_left_after_an_error_too(engine):
    with suppress(ZeroDivisionError), engine.snapshot() as db:
        assert all_topics(db) == []
        engine.commit([insert_topic(WEIR)])
        _ = 1 / 0
    assert slugs(engine) == ["weir"]


def test_a_reader_refuses_to_write(engine):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        engine.reader().execute("DELETE FROM topics")


def test_a_thread_has_one_connection_which_ends_with_it(engine):
    assert engine.reader() is engine.reader()
    kept = []
    thread = threading.Thread(target=lambda: kept.append(engine.reader().conn))
    thread.start()
    thread.join()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        kept[0].execute("SELECT 1")
    assert slugs(engine) == []


def test_commits_outlive_a_power_cut(engine):
    def pragma(connection, name):
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma(engine._writer, "journal_mode") == "wal"
    assert pragma(engine._writer, "synchronous") == 2
    assert pragma(engine._writer, "foreign_keys") == 1
    assert pragma(engine.reader().conn, "query_only") == 1
    assert pragma(engine.reader().conn, "trusted_schema") == 0


def test_a_file_that_is_no_database_is_let_go_of(tmp_path):
    file = tmp_path / "factually.db"
    file.write_text("The town of Oddly Weir has a weir. " * 40)
    with pytest.raises(UnusableDatabaseError, match="not a database"):
        SqliteEngine(file)


def test_every_read_can_be_counted(tmp_path, engine):
    told = []
    counting = SqliteEngine(tmp_path / "factually.db", tracer=lambda sql, params: told.append(sql))
    all_topics(counting.reader())
    counting.close()
    assert len(told) == 1


def test_a_batch_is_decided_by_what_is_committed(engine):
    engine.commit([insert_topic(WEIR)])

    def another_if_there_is_one(db):
        return [insert_topic(MILL)] if all_topics(db) else []

    engine.commit_decided(another_if_there_is_one)
    assert slugs(engine) == ["mill", "weir"]


def test_what_deciding_raises_is_raised_and_nothing_is_written(engine):
    def undecided(db):
        raise LookupError("which of them?")

    with pytest.raises(LookupError, match="which of them"):
        engine.commit_decided(undecided)
    engine.commit([insert_topic(MILL)])
    assert slugs(engine) == ["mill"]
