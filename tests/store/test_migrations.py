"""The schema's history, applied once, by whoever comes first."""

import subprocess
import sys

import pytest

from factually_app.domain.errors import NewerDatabaseError
from factually_app.store.engine import Statement
from factually_app.store.migrations import MIGRATIONS, Migration, migrate, pending, schema_version
from factually_app.store.sqlite_engine import SqliteEngine

AT = "2026-01-01T00:00:00+00:00"

MIGRATE = f"""
import sys
from pathlib import Path
from factually_app.store.migrations import migrate
from factually_app.store.sqlite_engine import SqliteEngine
print("ready", flush=True)
sys.stdin.readline()
engine = SqliteEngine(Path(sys.argv[1]))
migrate(engine, at="{AT}")
engine.close()
"""


@pytest.fixture
def fresh(tmp_path):
    engine = SqliteEngine(tmp_path / "factually.db")
    yield engine
    engine.close()


def statements_of(script):
    return Migration(1, "one", script).statements


def test_versions_count_from_one_without_gaps():
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_fresh_file_gets_every_step(fresh):
    assert schema_version(fresh.reader()) == 0
    assert migrate(fresh, at=AT) == list(MIGRATIONS)
    assert schema_version(fresh.reader()) == len(MIGRATIONS)
    recorded = fresh.reader().query("SELECT version, name, applied_at FROM migrations ORDER BY version")
    assert [tuple(row.values()) for row in recorded] == [(step.version, step.name, AT) for step in MIGRATIONS]


def test_the_second_time_there_is_nothing_to_do(engine):
    assert pending(engine.reader()) == ()
    assert migrate(engine, at=AT) == []


def test_every_table_is_strict(engine):
    tables = engine.reader().query(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type <> 'view'"
    )
    loose = {row["name"] for row in tables if not row["strict"]}
    loose = {name for name in loose if not name.startswith(("sqlite_", "search_words"))}  # not ours to make
    assert loose == set()


def test_a_newer_database_is_refused(engine):
    engine.commit(
        [Statement(f"INSERT INTO migrations (version, name, applied_at) VALUES (9999, 'later', '{AT}')")]
    )
    with pytest.raises(NewerDatabaseError, match="newer version of Factually"):
        migrate(engine, at=AT)


def test_processes_that_start_at_once_do_not_fall_over_each_other(tmp_path):
    file = tmp_path / "factually.db"
    command = [sys.executable, "-c", MIGRATE, str(file)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    engine = SqliteEngine(file)
    assert pending(engine.reader()) == ()
    engine.close()


def test_a_script_is_split_at_the_ends_of_its_statements():
    assert statements_of("CREATE TABLE a (\n  b TEXT\n);\nINSERT INTO a\nVALUES ('c');\n") == [
        "CREATE TABLE a (\n  b TEXT\n);",
        "INSERT INTO a\nVALUES ('c');",
    ]


def test_semicolons_in_texts_comments_and_triggers_split_nothing():
    script = (
        "-- one; two\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  INSERT INTO b VALUES (';\n');\n  DELETE FROM c;\nEND;\n"
    )
    assert statements_of(script) == [script.strip()]


def test_a_last_statement_without_its_semicolon_is_not_lost():
    assert statements_of("CREATE TABLE a (b TEXT);\nDROP TABLE a\n") == [
        "CREATE TABLE a (b TEXT);",
        "DROP TABLE a",
    ]
