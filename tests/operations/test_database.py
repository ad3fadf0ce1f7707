"""Opening the database: made for this account alone, and every refusal is a sentence."""

import os
import stat
from contextlib import closing

import pytest

from factually_app import clock
from factually_app.domain.errors import NewerDatabaseError, UnusableDatabaseError
from factually_app.operations.database import open_engine, open_existing, prepare, require_current
from factually_app.store.edition import get_edition
from factually_app.store.engine import Statement
from factually_app.store.migrations import MIGRATIONS


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_database_is_nobody_elses_to_read(tmp_path):
    file = tmp_path / "deep" / "data" / "factually.db"
    with closing(open_engine(file)) as engine:
        prepare(engine)
        assert mode(file.parent) == 0o700
        assert {entry.name: mode(entry) for entry in file.parent.iterdir()} == dict.fromkeys(
            ("factually.db", "factually.db-shm", "factually.db-wal"), 0o600
        )


def test_a_folder_that_was_there_keeps_its_rights(tmp_path):
    tmp_path.chmod(0o755)
    open_engine(tmp_path / "factually.db").close()
    assert mode(tmp_path) == 0o755


def test_preparing_says_what_it_did_and_when(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: "2026-02-03T04:05:06+00:00")
    with closing(open_engine(tmp_path / "factually.db")) as engine:
        assert prepare(engine) == list(MIGRATIONS)
        assert prepare(engine) == []
        times = {row["applied_at"] for row in engine.reader().query("SELECT applied_at FROM migrations")}
    assert times == {"2026-02-03T04:05:06+00:00"}


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "data").touch()
    with pytest.raises(UnusableDatabaseError, match="cannot be written: file exists"):
        open_engine(tmp_path / "data" / "factually.db")


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    with pytest.raises(UnusableDatabaseError, match="cannot be written: is a directory"):
        open_engine(tmp_path)


def test_a_folder_one_may_not_write_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(UnusableDatabaseError, match=f"no permission to make files in {tmp_path}"):
        open_engine(tmp_path / "factually.db")


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    file = tmp_path / "factually.db"
    file.write_text("The town of Oddly Weir. " * 50)
    with pytest.raises(UnusableDatabaseError, match=f"{file} cannot be opened as a database"):
        open_engine(file)
    assert file.read_text() == "The town of Oddly Weir. " * 50


def test_a_database_of_something_else_is_told(tmp_path):
    with closing(open_engine(tmp_path / "factually.db")) as engine:
        engine.commit([Statement("CREATE TABLE topics (mill TEXT)")])
        with pytest.raises(
            UnusableDatabaseError, match="the database cannot take 0001_newsroom: table topics already exists"
        ):
            prepare(engine)


def test_looking_at_a_database_that_is_not_there_makes_none(tmp_path):
    with pytest.raises(UnusableDatabaseError, match="`factually init` makes one"):
        open_existing(tmp_path / "factually.db")
    assert list(tmp_path.iterdir()) == []


def test_looking_at_an_older_database_does_not_change_it(tmp_path):
    file = tmp_path / "factually.db"
    open_engine(file).close()
    with pytest.raises(UnusableDatabaseError, match="`factually migrate` updates it"):
        open_existing(file)


def test_an_existing_database_opens(tmp_path, engine):
    with closing(open_existing(tmp_path / "factually.db")) as opened:
        assert get_edition(opened.reader()) == get_edition(engine.reader())


def test_a_newer_database_is_refused(engine):
    engine.commit([Statement("INSERT INTO migrations (version, name, applied_at) VALUES (999, 'x', 'x')")])
    with pytest.raises(NewerDatabaseError):
        prepare(engine)
    with pytest.raises(NewerDatabaseError):
        require_current(engine)
