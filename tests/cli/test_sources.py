"""`factually sources check`"""

import json
from collections.abc import Callable, Iterator

import pytest
import yaml

from tests.cli.conftest import Run
from tests.sites import InventedSite, invented_site


@pytest.fixture
def site() -> Iterator[InventedSite]:
    with invented_site() as site:
        site.pages["/there"] = (200, {})
        yield site


@pytest.fixture
def town(site: InventedSite, done: Callable[..., str]) -> InventedSite:
    """A database with two sources, one of which is gone."""
    sources = [
        {"id": name, "title": name.capitalize(), "publisher": "Town Hall", "url": f"{site.origin}/{name}"}
        for name in ("there", "gone")
    ]
    done("import", "-", stdin=yaml.safe_dump({"sources": sources}))
    return site


def test_it_only_ever_warns(town: InventedSite, run: Run) -> None:
    result = run("sources", "check", "--allow-private")
    assert result.exit_code == 0
    assert result.stdout == f"gone: {town.origin}/gone (404) · Gone\n"
    assert result.stderr == "2 addresses asked: 1 found, 1 gone.\n"
    assert run("sources", "check", "--allow-private").stderr == "0 addresses asked.\n"


def test_json_says_everything(town: InventedSite, done: Callable[..., str]) -> None:
    said = json.loads(done("sources", "check", "--allow-private", "--json", "--limit", "1"))
    assert said["ok"]
    assert len(said["checked"]) == 1
    assert said["checked"][0]["outcome"] in ("found", "gone")


def test_our_own_network_is_left_alone_unless_told(town: InventedSite, run: Run) -> None:
    result = run("sources", "check")
    assert result.exit_code == 0
    assert result.stdout.count("private network") == 2
    assert town.asked == []


def test_the_proxy_of_the_setting_is_used(
    town: InventedSite, run: Run, done: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://weir.example/paper"
    done(
        "import",
        "-",
        stdin=yaml.safe_dump({"sources": [{"id": "p", "title": "P", "publisher": "T", "url": url}]}),
    )
    town.pages[url] = (200, {})
    monkeypatch.setenv("FACTUALLY_PROXY", town.origin)
    assert run("sources", "check").exit_code == 0
    assert ("HEAD", url) in town.asked


def test_a_proxy_that_is_none_stops_it_by_name(
    refused: Callable[..., str], done: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done("init", "--empty")
    monkeypatch.setenv("FACTUALLY_PROXY", "the gate")
    assert "FACTUALLY_PROXY has to be like" in refused("sources", "check")
