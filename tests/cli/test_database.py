"""factually init, migrate, check and rebuild"""

import importlib.metadata
import json
import sqlite3

import pytest

from factually_app.store.migrations import MIGRATIONS


def spoil(data, sql):
    connection = sqlite3.connect(data / "factually.db", isolation_level=None)
    connection.execute(sql)
    connection.close()


def test_init_loads_what_comes_with_it_and_says_where_it_is(done):
    (path,) = done("init").splitlines()
    assert path.startswith("/fact-checks/ukraine/russia-invasion-ukraine-nato-expansion-")
    assert "supporters" in done("campaign", "show")
    assert done("check") == ""


def test_init_twice_does_no_harm(done):
    first = done("init")
    done("supporters", "add", "miller")
    exported = done("campaign", "show", "--json")
    assert done("init") == first
    assert done("campaign", "show", "--json") == exported
    assert done("check") == ""


def test_init_leaves_what_was_changed_since_as_it_is(done):
    done("init")
    done("campaign", "set", "--goal", "250")
    done("init")
    assert "of 250 supporters" in done("campaign", "show")


def test_init_can_be_empty(done, data):
    assert done("init", "--empty") == ""
    assert done("check") == ""
    assert (data / "factually.db").is_file()


def test_migrate_names_what_it_did(done):
    assert done("migrate").splitlines() == [step.name for step in MIGRATIONS]
    assert done("migrate") == ""


def test_check_says_on_stderr_that_all_is_well(run):
    run("init", "--empty")
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "as it should be" in result.stderr
    assert json.loads(run("check", "--json").stdout) == {"ok": True, "findings": []}


def test_check_prints_every_finding_and_fails(run, data):
    run("init", "--empty")
    spoil(data, "DELETE FROM edition")
    result = run("check")
    assert (result.exit_code, result.stdout) == (
        1,
        "the edition is missing, so that caches never learn of changes\n",
    )
    result = run("check", "--json")
    assert (result.exit_code, json.loads(result.stdout)["ok"]) == (1, False)


def test_rebuild_puts_right_what_is_derived(run, done, data):
    run("init")
    spoil(data, "UPDATE articles SET word_count = 0")
    assert run("check").exit_code == 1
    assert "1 record derived anew" in run("rebuild").stderr
    assert done("check") == ""


@pytest.mark.parametrize("command", [("check",), ("rebuild",), ("campaign", "show"), ("supporters", "list")])
def test_a_command_that_only_looks_makes_no_database(refused, data, command):
    assert (
        refused(*command) == f"there is no database at {data / 'factually.db'}; `factually init` makes one\n"
    )
    assert not data.exists()


def test_a_newer_database_is_refused_by_every_command(done, refused, data):
    done("migrate")
    spoil(data, "INSERT INTO migrations (version, name, applied_at) VALUES (999, 'later', 'later')")
    for command in (["init"], ["migrate"], ["check"], ["serve"], ["campaign", "show"]):
        sentence = refused(*command)
        assert "made by a newer version of Factually" in sentence
        assert sentence.count("\n") == 1


def test_a_damaged_file_is_a_sentence_too(done, refused, data):
    done("init")
    file = data / "factually.db"
    connection = sqlite3.connect(file)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'campaigns'").fetchone()
    connection.close()
    content = bytearray(file.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xaa" * 4096
    file.write_bytes(content)
    sentence = refused("campaign", "show")
    assert sentence.startswith("the database cannot be read: ")
    assert sentence.count("\n") == 1


def test_the_version_is_that_of_the_package(done):
    assert done("--version") == f"factually {importlib.metadata.version('factually')}\n"


def test_help_names_every_command(done):
    said = done("--help")
    for command in (
        "init",
        "migrate",
        "check",
        "rebuild",
        "serve",
        "import",
        "export",
        "campaign",
        "supporters",
    ):
        assert f"  {command} " in said
