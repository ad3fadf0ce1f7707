"""factually staff"""

import json
import re

import pytest

from factually_app.operations.database import open_existing
from factually_app.operations.passwords import knows_password
from factually_app.operations.sign_in_links import link_owner
from factually_app.store.audit import newest_entries
from factually_app.store.staff import all_members

PASSWORD = "ladder bell tower slow"
ADAM = ("staff", "add", "adam@weir.example", "--name", "Adam", "--role", "administrator")
pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def engine(data):
    made = []

    def opened():
        made.append(open_existing(data / "factually.db"))
        return made[-1]

    yield opened
    for each in made:
        each.close()


def members(done):
    return {member["address"]: member for member in json.loads(done("staff", "list", "--json"))}


def actions(engine):
    return [entry.action for entry in newest_entries(engine().reader(), limit=20)]


def test_without_a_password_a_link_is_printed_that_works_once(done, engine):
    link = done(*ADAM).strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/staff/welcome/[\w-]{43}", link)
    assert link_owner(engine(), link.rpartition("/")[2]).name == "Adam"
    assert members(done)["adam@weir.example"]["has_password"] is False
    assert "no password yet" in done("staff", "list")


def test_the_link_names_the_public_origin(done, monkeypatch):
    monkeypatch.setenv("FACTUALLY_BASE_URL", "https://weir.example")
    assert done(*ADAM).startswith("https://weir.example/staff/welcome/")


@pytest.mark.parametrize("flag", [("--password",), ("--password", "-")])
def test_a_password_comes_from_stdin_and_nothing_is_printed(done, engine, flag):
    assert done(*ADAM, *flag, stdin=f"{PASSWORD}\n") == ""
    (adam,) = all_members(engine().reader())
    assert knows_password(adam.password_hash, PASSWORD)


def test_each_command_changes_what_it_says(done, engine):
    done(*ADAM, "--password", "-", stdin=f"{PASSWORD}\n")
    done("staff", "add", "willa@weir.example", "--name", "Willa", "--role", "writer")
    assert done("staff", "role", "Willa@weir.example", "editor") == ""
    assert members(done)["willa@weir.example"]["role"] == "editor"
    assert done("staff", "password", "willa@weir.example", "--password", "-", stdin=f"{PASSWORD}\n") == ""
    assert "/staff/welcome/" in done("staff", "password", "willa@weir.example")
    assert done("staff", "second-factor", "willa@weir.example") == "no\n"
    assert done("staff", "remove", "willa@weir.example") == ""
    assert members(done)["willa@weir.example"]["active"] is False
    assert re.search(r"willa@weir.example\tWilla\teditor\tremoved\n", done("staff", "list"))
    assert actions(engine) == [
        "remove_member",
        "make_sign_in_link",
        "set_password",
        "change_role",
        "make_sign_in_link",
        "add_member",
        "add_member",
    ]
    assert {entry.actor_name for entry in newest_entries(engine().reader(), limit=9)} == {"factually staff"}
    done("check")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "adam", "--name", "Adam", "--role", "editor"), "An address has an @"),
        (
            ("add", "adam@weir.example", "--name", "Adam", "--role", "editor"),
            "signs in with this address already",
        ),
        (("add", "a@weir.example", "--name", " ", "--role", "editor"), "A member has a name"),
        (("add", "a@weir.example", "--name", "A", "--role", "owner"), "'owner' is not one of"),
        (
            ("add", "a@weir.example", "--name", "A", "--role", "editor", "--password", "-"),
            "at least 15 characters",
        ),
        (("password", "adam@weir.example", "--password", PASSWORD), "never written into a command"),
        (("role", "nobody@weir.example", "editor"), "nobody signs in with 'nobody@weir.example'"),
        (("role", "adam@weir.example", "editor"), "This is the only administrator"),
        (("remove", "adam@weir.example"), "This is the only administrator"),
        (("remove", "nobody@weir.example"), "nobody signs in with"),
        (("second-factor", "adam@weir.example", "--reset"), "Adam has no second factor"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(done, refused, arguments, sentence):
    done(*ADAM)
    before = members(done)
    assert sentence in refused("staff", *arguments)
    assert members(done) == before


def test_check_finds_an_altered_entry(done, run, data, engine):
    done(*ADAM)
    done("check")
    writer = engine()._writer
    writer.execute("DROP TRIGGER audit_stands")
    writer.execute("UPDATE audit_log SET actor_name = 'nobody' WHERE number = 1")
    result = run("check")
    assert result.exit_code == 1
    assert "row 1 of the audit log is not what was sealed" in result.stdout
