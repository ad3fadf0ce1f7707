"""Notices as an Atom feed"""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factually_app.formats.atom import Entry, atom

ATOM = "{http://www.w3.org/2005/Atom}"
THEN = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def an_entry(text: str = "It was noon.", **fields: object) -> Entry:
    """Make an entry about a claim record."""
    made = Entry(id="a1b2c3", title="Correction", path="/claims/a-b", text=text, at=THEN)
    return replace(made, **fields)  # type: ignore[arg-type]


def feed(*entries: Entry, base_url: str = "https://weir.example") -> ET.Element:
    text = atom(
        title="Corrections",
        path="/feeds/c.atom",
        home="/corrections",
        base_url=base_url,
        entries=entries,
        since=THEN,
    )
    return ET.fromstring(text)


@pytest.mark.parametrize("entries", [(), (an_entry(),), (an_entry(), an_entry(id="d4e5f6"))])
def test_a_feed_has_all_that_the_standard_requires(entries: tuple[Entry, ...]) -> None:
    root = feed(*entries)
    assert root.tag == f"{ATOM}feed"
    for part in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            found = part.findall(f"{ATOM}{name}")
            assert len(found) == 1
            assert found[0].text
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated", "")).tzinfo
        assert part.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Factually"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://weir.example/feeds/c.atom",
        "alternate": "https://weir.example/corrections",
    }


def test_an_entry_keeps_its_name_wherever_the_site_moves() -> None:
    there, elsewhere = feed(an_entry()), feed(an_entry(), base_url="https://other.example")
    name = f"{ATOM}entry/{ATOM}id"
    assert there.findtext(name) == elsewhere.findtext(name)
    assert there.findtext(name) != feed(an_entry(id="d4e5f6")).findtext(name)


def test_the_feed_changed_when_its_newest_entry_did() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    root = feed(an_entry(), an_entry(id="d4e5f6", at=later))  # type: ignore[arg-type]
    assert root.findtext(f"{ATOM}updated") == later.isoformat()


def test_text_stays_text() -> None:
    hostile = "<script>alert(1)</script> & ]]> <b>bold</b>\nnext line"
    root = feed(an_entry(hostile, title=hostile))
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert summary.text == hostile
    assert summary.get("type") == "text"
    assert not list(summary)
