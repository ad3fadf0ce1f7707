"""/staff/sources: the list, finding, the form, conflicts, what needs a look, merging."""

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.domain.source_check import Outcome, SourceCheck
from factually_app.store.engine import Engine
from factually_app.store.source_checks import put_check
from factually_app.store.sources import get_source
from tests.factories import THEN, Newsroom, evidence
from tests.staff import FormClient
from tests.web.staff.records import BADLY_TYPED, HTMX, id_in, source_fields


def test_a_writer_adds_a_source_that_no_reader_sees(
    writer: FormClient, client: FlaskClient, engine: Engine
) -> None:
    response = writer.send("/staff/sources", data=source_fields())
    made = get_source(engine.reader(), id_in(response.headers["Location"]))
    assert (made.status, made.publisher) == (RecordStatus.DRAFT, "Weir Ironmongers")
    assert client.get(made.url).status_code == 404


def test_in_its_place_the_new_source_is_chosen_at_once(writer: FormClient) -> None:
    form = writer.get("/staff/sources/new?in_place=evidence-1-source", headers=HTMX).text
    assert form.lstrip().startswith('<div id="source-form"')
    data = source_fields(in_place="evidence-1-source")
    added = writer.send("/staff/sources", data=data, headers=HTMX).text
    assert 'type="radio" name="evidence-1-source"' in added
    assert "checked" in added
    assert writer.send("/staff/sources", data={**data, "source-title": ""}, headers=HTMX).status_code == 422


@pytest.mark.parametrize("bad", BADLY_TYPED, ids=len)
def test_what_cannot_be_kept_is_refused_by_a_sentence(writer: FormClient, bad: str) -> None:
    for field in ("source-title", "source-note"):
        response = writer.send("/staff/sources", data=source_fields(**{field: bad}))
        assert response.status_code == 422
        assert "This cannot be kept" in response.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a", "https://", "//a.example", "http://a b"]
)
def test_an_address_is_a_web_address(writer: FormClient, address: str) -> None:
    response = writer.send("/staff/sources", data=source_fields(**{"source-address": address}))
    assert (response.status_code, "An address begins with" in response.text) == (422, True)


def test_a_conflict_keeps_what_was_typed(
    reviewer: FormClient, editor: FormClient, engine: Engine, source: Source
) -> None:
    path = f"/staff/sources/{source.id}"
    editor.send(path, data=source_fields("Minutes, found again", seen="1"))
    response = reviewer.send(path, data=source_fields("Minutes, in two parts", seen="1"))
    assert response.status_code == 409
    assert "<ins>Minutes, found again</ins>" in response.text
    assert 'value="Minutes, in two parts"' in response.text
    assert get_source(engine.reader(), source.id).title == "Minutes, found again"
    assert reviewer.send(path, data=source_fields("Minutes, in two parts", seen="2")).status_code == 303


def test_saving_without_a_change_says_so(reviewer: FormClient, source: Source) -> None:
    path = f"/staff/sources/{source.id}"
    data = {
        "source-title": source.title,
        "source-publisher": source.publisher,
        "source-published": "1994-05",
        "source-address": source.address,
        "source-kind": source.kind,
        "source-language": "en",
        "source-checked": "yes",
        "seen": "1",
    }
    assert reviewer.send(path, data=data).headers["Location"] == f"{path}?said=unchanged"
    assert "It was imported and has not been changed since." in reviewer.get(f"{path}/revisions").text


def test_versions_are_compared_and_restored(reviewer: FormClient, engine: Engine, source: Source) -> None:
    path = f"/staff/sources/{source.id}"
    reviewer.send(path, data=source_fields("Minutes of the tower committee", seen="1"))
    assert "<del> clock</del>" in reviewer.get(f"{path}/compare?before=1&after=2").text
    assert reviewer.send(f"{path}/restore", data={"number": "1", "seen": "2"}).status_code == 303
    assert get_source(engine.reader(), source.id).title == source.title


def test_a_source_says_where_it_is_used(
    writer: FormClient, source: Source, claim: Claim, article: Article
) -> None:
    page = writer.get(f"/staff/sources/{source.id}").text
    assert claim.text in page
    assert article.title in page
    listed = writer.get("/staff/sources?q=minutes", headers=HTMX).text
    assert "used in 1 check, 2 claims" in listed


def test_a_merged_source_leads_to_the_one_that_stands_for_it(
    editor: FormClient, client: FlaskClient, newsroom: Newsroom, source: Source, claim: Claim
) -> None:
    other = newsroom.source("Minutes of the clock committee, bound")
    merged = editor.send(f"/staff/sources/{source.id}/merge", data={"seen": "1", "into": other.id})
    assert merged.status_code == 303
    moved = client.get(source.url)
    assert (moved.status_code, moved.headers["Location"]) == (301, other.url)
    assert other.title in client.get(claim.url).text


def test_what_needs_a_look_is_listed(
    writer: FormClient, client: FlaskClient, engine: Engine, newsroom: Newsroom
) -> None:
    dead = newsroom.source("A dead link", archive_address="https://archive.example/dead")
    newsroom.source("An unread letter", checked=False, archive_address="https://archive.example/letter")
    newsroom.source("A page without a copy")
    newsroom.source("All is well", archive_address="https://archive.example/well")
    assert "No address has been asked yet." in writer.get("/staff/sources/check").text
    engine.commit(
        [put_check(SourceCheck(dead.id, Outcome.GONE, 404, None, None, THEN), address=dead.address)]
    )
    page = writer.get("/staff/sources/check").text
    lists = page.split("<h2")[1:]
    assert ["A dead link" in each for each in lists] == [True, False, False]
    assert ["An unread letter" in each for each in lists] == [False, True, False]
    assert ["A page without a copy" in each for each in lists] == [False, False, True]
    assert "All is well" not in page
    public = client.get(dead.url).text
    assert public.index("https://archive.example/dead") < public.index("no longer at its address")
    assert "answered 404" in page


def test_a_draft_that_cites_it_is_not_on_the_page_of_a_source(
    client: FlaskClient, newsroom: Newsroom, source: Source, claim: Claim
) -> None:
    newsroom.claim("Nobody knows this yet.", evidence(source), status=RecordStatus.DRAFT)
    page = client.get(source.url).text
    assert claim.text in page
    assert "Nobody knows this yet." not in page


def test_unknown_not_allowed_wrong_method_and_cross_site(
    stranger: FlaskClient, writer: FormClient, editor: FormClient, engine: Engine, source: Source
) -> None:
    assert stranger.get("/staff/sources").status_code == 303
    assert editor.get("/staff/sources/abcdef").status_code == 404
    assert writer.send(f"/staff/sources/{source.id}", data=source_fields(seen="1")).status_code == 403
    for act in ("live", "retire", "merge"):
        assert writer.send(f"/staff/sources/{source.id}/{act}", data={"seen": "1"}).status_code == 403
    assert editor.post("/staff/sources/check").status_code == 405
    away = {"Sec-Fetch-Site": "cross-site"}
    for path in ("", f"/{source.id}", f"/{source.id}/retire"):
        assert editor.send(f"/staff/sources{path}", data=source_fields(), headers=away).status_code == 403
    assert get_source(engine.reader(), source.id).version == 1
