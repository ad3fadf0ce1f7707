"""Reads that may take so long and no longer."""

import time

import pytest

from factually_app.domain.errors import BusyError
from factually_app.store.bounded import bounded

ENDLESS = """
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted)
    SELECT max(n) AS most FROM counted
    """


def test_an_endless_read_is_broken_off_and_the_connection_goes_on(engine):
    begun = time.monotonic()
    with engine.snapshot() as db:
        with pytest.raises(BusyError), bounded(db, seconds=0.05):
            list(db.query(ENDLESS))
        assert time.monotonic() - begun < 5
        assert db.conn.in_transaction
        assert list(db.query("SELECT 1 AS one")) == [{"one": 1}]


def test_what_is_quick_is_left_alone_and_other_mistakes_are_not_hidden(engine):
    db = engine.reader()
    with bounded(db, seconds=5):
        assert list(db.query("SELECT 1 AS one")) == [{"one": 1}]
    with pytest.raises(Exception, match="no such table"), bounded(db, seconds=5):
        list(db.query("SELECT one FROM nowhere"))
