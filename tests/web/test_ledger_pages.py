"""GET /support/ledger and /support/ledger.csv"""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from factually_app.operations.supporters import refund_pledge
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.staff import EDDA
from tests.web.giving import give, main_of

VERIFY = Path(__file__).parents[2] / "templates" / "support" / "verify.py.txt"


def test_each_day_says_who_came_who_left_and_what_stood(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign()
    give(engine, "ada", on="2026-06-01")
    give(engine, "bo", on="2026-06-02")
    give(engine, "ada", on="2026-06-02", minor=1000)
    page = client.get("/support/ledger").text
    words = re.sub(r"\s*(<[^>]+>\s*)+", " ", main_of(page))
    assert "2 June 2026 1 0 2 $20 1 June 2026 1 0 1 $5" in words


def test_a_refund_is_a_row_and_not_an_erasure(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign()
    refund_pledge(engine, EDDA, give(engine, "ada"))
    lines = client.get("/support/ledger.csv").text.splitlines()
    assert lines[0] == "number,day,people,amount_minor,currency,reason,hash"
    assert re.fullmatch(r"1,2026-06-01,1,500,USD,offline,[0-9a-f]{64}", lines[1])
    assert re.fullmatch(r"2,[0-9-]{10},-1,-500,USD,refunded,[0-9a-f]{64}", lines[2])


def test_nobody_is_in_it(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign()
    give(engine, "ada@weir.example")
    person = next(engine.reader().query("SELECT person FROM pledges"))["person"]
    for path in ("/support", "/support/ledger", "/support/ledger.csv"):
        text = client.get(path).text
        assert "ada" not in main_of(text) if "<main" in text else "ada" not in text
        assert person[:12] not in text


def test_the_page_says_how_it_counts(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign(baseline=120)
    page = main_of(client.get("/support/ledger").text)
    for words in ("People, not payments", "given back in part", "120 stood before this campaign"):
        assert words in page


def test_the_printed_program_verifies_the_download_and_finds_a_changed_row(
    client: FlaskClient, newsroom: Newsroom, engine: Engine, tmp_path: Path
) -> None:
    newsroom.campaign()
    for n in range(5):
        give(engine, f"person {n}")
    program = VERIFY.read_text()
    assert program.splitlines()[0] in client.get("/support/ledger").text
    file = tmp_path / "ledger.csv"
    file.write_text(client.get("/support/ledger.csv").text)
    assert verify(tmp_path).returncode == 0
    file.write_text(file.read_text().replace("3,2026-06-01,1,500", "3,2026-06-01,1,900"))
    assert verify(tmp_path).returncode == 1


def verify(folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, VERIFY], cwd=folder, capture_output=True, timeout=60)


def test_the_file_may_be_read_from_anywhere_and_an_unchanged_one_costs_a_304(
    client: FlaskClient, newsroom: Newsroom, engine: Engine
) -> None:
    newsroom.campaign()
    give(engine, "ada")
    first = client.get("/support/ledger.csv")
    assert first.mimetype == "text/csv"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    asked = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/support/ledger.csv", headers=asked).status_code == 304
    give(engine, "bo")
    assert client.get("/support/ledger.csv", headers=asked).status_code == 200


def test_an_empty_ledger_is_a_file_with_a_heading(client: FlaskClient, newsroom: Newsroom) -> None:
    newsroom.campaign()
    assert client.get("/support/ledger.csv").text.count("\n") == 1
    assert "Nothing is on the ledger yet." in client.get("/support/ledger").text


def test_without_a_campaign_there_is_no_file(client: FlaskClient) -> None:
    assert client.get("/support/ledger.csv").status_code == 404


def test_many_days_come_in_pages(client: FlaskClient, newsroom: Newsroom, engine: Engine) -> None:
    newsroom.campaign()
    first = date(2026, 1, 1)
    for n in range(61):
        give(engine, f"person {n}", on=(first + timedelta(days=n)).isoformat())
    newest, oldest = client.get("/support/ledger").text, client.get("/support/ledger?page=2").text
    assert (newest.count("<time"), oldest.count("<time")) == (60, 1)
    assert 'rel="next" href="/support/ledger?page=2"' in newest
    assert 'rel="prev" href="/support/ledger"' in oldest
    assert "nothing on this page" in client.get("/support/ledger?page=9").text


@pytest.mark.parametrize("path", ["/support/ledger", "/support/ledger.csv"])
def test_they_take_nothing_but_reading(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 405
