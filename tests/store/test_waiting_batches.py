"""The embedded engine among many writers: they are committed together, and none suffers for another."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from factually_app.domain.errors import BusyError, ConflictError
from factually_app.domain.topic import Topic
from factually_app.store.engine import Statement
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.topics import all_topics, insert_topic

WEIR = Topic("aaaaaa", "weir", "The weir", "")
MILL = Topic("bbbbbb", "mill", "The mill", "")


def slugs(engine):
    return sorted(topic.slug for topic in all_topics(engine.reader()))


def numbered(number):
    return Topic(f"{number:06x}", f"topic-{number:03}", f"Topic {number:03}", "")


def test_many_writers_all_land(engine):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: engine.commit([insert_topic(numbered(n))]), range(200)))
    assert slugs(engine) == [f"topic-{n:03}" for n in range(200)]


class Pause:
    """A parameter that holds its batch up until the others have queued behind it."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def statement(self):
        return Statement("SELECT :wait", self)

    def keys(self):
        self.reached.set()
        self.go_on.wait(10)
        return ["wait"]

    def __getitem__(self, key):
        return 1


def commit_together(engine, batches):
    """Queue every batch behind one that waits, so that they become one group; return their errors."""
    return decide_together(engine, [lambda _, batch=batch: batch for batch in batches])


def decide_together(engine, decisions):
    """Queue every decision behind a batch that waits, so that they become one group; return their errors."""
    pause = Pause()
    with ThreadPoolExecutor(len(decisions) + 1) as pool:
        pool.submit(engine.commit, [pause.statement()])
        pause.reached.wait(10)
        waiting = [pool.submit(engine.commit_decided, decide) for decide in decisions]
        while len(engine._queue) < len(decisions):
            time.sleep(0.001)
        pause.go_on.set()
        return [future.exception(10) for future in waiting]


def test_waiting_batches_are_committed_in_one_transaction(engine):
    statements = []
    engine._writer.set_trace_callback(statements.append)
    errors = commit_together(engine, [[insert_topic(numbered(n))] for n in range(20)])
    assert errors == [None] * 20
    assert len(slugs(engine)) == 20
    assert statements.count("BEGIN IMMEDIATE") == 2


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (insert_topic(WEIR), ConflictError),
        (Statement("SELECT :large", {"large": 2**70}), OverflowError),
        (Statement("DELETE FROM nowhere"), sqlite3.OperationalError),
    ],
    ids=["a conflict", "a value", "our SQL"],
)
def test_a_bad_batch_hurts_none_that_waited_with_it(engine, bad, error):
    engine.commit([insert_topic(WEIR)])
    batches = [[insert_topic(numbered(n))] for n in range(6)]
    batches[3].append(bad)
    errors = commit_together(engine, batches)
    assert [type(found) for found in errors] == [type(None)] * 3 + [error] + [type(None)] * 2
    assert slugs(engine) == [f"topic-{n:03}" for n in range(6) if n != 3] + ["weir"]


@pytest.fixture
def locked(engine, tmp_path):
    """The same database, and another process, so to speak, that holds its write lock."""
    other = sqlite3.connect(tmp_path / "factually.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = SqliteEngine(tmp_path / "factually.db", busy_seconds=0.05)
    yield impatient, other
    impatient.close()
    other.close()


def test_a_locked_database_is_busy_and_takes_the_batch_later(locked):
    engine, other = locked
    with pytest.raises(BusyError, match="cannot be written now"):
        engine.commit([insert_topic(WEIR)])
    other.execute("ROLLBACK")
    engine.commit([insert_topic(MILL)])
    assert slugs(engine) == ["mill"]


def test_readers_do_not_wait_for_a_writer(locked):
    engine, _ = locked
    assert slugs(engine) == []


def test_a_crowd_does_not_wait_for_a_lock_one_after_the_other(locked):
    engine, _ = locked
    with ThreadPoolExecutor(20) as pool:
        started = [pool.submit(engine.commit, [insert_topic(numbered(n))]) for n in range(20)]
        errors = [future.exception(5) for future in started]
    assert {type(error) for error in errors} == {BusyError}


def test_each_of_a_group_decides_by_what_those_before_it_wrote(engine):
    def one_more(db):
        return [insert_topic(numbered(len(all_topics(db))))]

    assert decide_together(engine, [one_more] * 5) == [None] * 5
    assert slugs(engine) == [f"topic-{n:03}" for n in range(5)]


def test_who_cannot_decide_in_a_group_fails_alone(engine):
    def undecided(db):
        raise LookupError("which of them?")

    errors = decide_together(
        engine, [lambda _: [insert_topic(WEIR)], undecided, lambda _: [insert_topic(MILL)]]
    )
    assert [type(error) for error in errors] == [type(None), LookupError, type(None)]
    assert slugs(engine) == ["mill", "weir"]
