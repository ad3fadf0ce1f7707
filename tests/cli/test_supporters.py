"""factually supporters"""

import json
import re

import pytest

MEND = ("campaign", "set", "--title", "Mend the weir", "--goal", "100")


@pytest.fixture(autouse=True)
def campaign(done):
    done(*MEND)


def count(done):
    shown = json.loads(done("campaign", "show", "--json"))
    return shown["count"], shown["amount_minor"]


def test_one_person_counts_once_and_can_be_given_back(done):
    first = done("supporters", "add", "Ann@Weir.example", "--amount", "5.00").strip()
    second = done("supporters", "add", "-", "--amount", "7", "--currency", "USD", stdin="ann@weir.example\n")
    assert count(done) == (1, 1200)
    assert done("supporters", "refund", first) == ""
    assert count(done) == (1, 700)
    done("supporters", "refund", second.strip())
    assert count(done) == (0, 0)


def test_the_list_names_nobody(done):
    pledge = done("supporters", "add", "ann@weir.example", "--amount", "5").strip()
    line = done("supporters", "list")
    assert re.fullmatch(rf"{pledge}\t[^\t]+\tpaid\t\$5\t[0-9a-f]{{12}}\n", line)
    (listed,) = json.loads(done("supporters", "list", "--json"))
    assert (listed["id"], listed["state"], listed["amount_minor"]) == (pledge, "paid", 500)
    assert "ann" not in line + json.dumps(listed)


def test_an_empty_list_is_empty(done):
    assert done("supporters", "list") == ""
    assert json.loads(done("supporters", "list", "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "ann", "--amount", "five"), "'five' is not an amount of USD such as 5.50"),
        (("add", "ann", "--amount", "-5"), "is not an amount"),
        (("add", "ann", "--currency", "EUR"), "the campaign counts in USD, not in EUR"),
        (("add", " "), "a supporter needs an address or a name"),
        (("add", "-"), "a supporter needs an address or a name"),
        (("add",), "Missing argument 'PERSON'"),
        (("refund", "p00001"), "no pledge 'p00001'"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(done, refused, arguments, sentence):
    assert sentence in refused("supporters", *arguments)
    assert count(done) == (0, 0)


def test_without_a_campaign_that_is_said(refused, tmp_path, monkeypatch):
    monkeypatch.setenv("FACTUALLY_DATA", str(tmp_path / "other"))
    assert "there is no campaign to support" in refused("supporters", "add", "ann")
