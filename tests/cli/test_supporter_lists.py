"""factually supporters import, reconcile, events and erase"""

import json

import pytest


@pytest.fixture(autouse=True)
def campaign(done):
    done("campaign", "set", "--title", "Mend the weir", "--goal", "100")


def count(done):
    return json.loads(done("campaign", "show", "--json"))["count"]


@pytest.fixture
def listed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("person,amount\nann@weir.example,5\nben,\n", "utf-8")
    return str(file)


def test_a_list_is_tried_first_and_taken_then(done, listed):
    tried = done("supporters", "import", listed, "--dry-run")
    assert tried == "2 new, 0 as before\nthis was a dry run; nothing was written\n"
    assert count(done) == 0
    assert done("supporters", "import", listed) == "2 new, 0 as before\n"
    assert done("supporters", "import", "-", stdin="person\nzoe\n") == "1 new, 0 as before\n"
    assert count(done) == 3


def test_a_bad_line_is_named(refused, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("person,amount\nann,five\n", "utf-8")
    assert refused("supporters", "import", str(file)).startswith(f"{file}:2: 'five' is not an amount")
    assert "the file cannot be read: no such file" in refused("supporters", "import", "/nowhere.csv")


def test_a_list_that_differs_is_told_and_exits_with_1(run, tmp_path):
    file = tmp_path / "stripe.csv"
    file.write_text("reference,amount,currency,state\npi_1,5,USD,paid\n", "utf-8")
    result = run("supporters", "reconcile", str(file))
    assert (result.exit_code, result.stdout) == (
        1,
        "pi_1: the list has $5 paid; here nothing is known of it\n",
    )
    assert run("supporters", "reconcile", "-", stdin="reference,amount,currency,state\n").exit_code == 0


def test_without_events_there_is_nothing_to_print(done):
    assert done("supporters", "events") == ""
    assert json.loads(done("supporters", "events", "--json")) == []


def test_a_person_is_erased_and_still_counts(done, refused):
    done("supporters", "add", "ann@weir.example")
    before = done("supporters", "list")
    assert done("supporters", "erase", "-", stdin="Ann@weir.example\n") == ""
    assert (count(done), done("supporters", "list") == before) == (1, False)
    assert "nothing is kept of this person" in refused("supporters", "erase", "ann@weir.example")
