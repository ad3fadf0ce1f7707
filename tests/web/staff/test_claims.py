"""/staff/claims: the list, finding, the form, conflicts, versions, retiring, merging."""

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.operations.whole_records import claim_record
from factually_app.store.claims import get_claim
from factually_app.store.corrections import corrections_of_claim
from factually_app.store.engine import Engine
from tests.factories import Newsroom, evidence
from tests.staff import FormClient
from tests.web.staff.records import BADLY_TYPED, HTMX, claim_fields, id_in, row, with_history

# Adding


def test_a_writer_adds_a_claim_that_no_reader_sees(
    writer: FormClient, client: FlaskClient, engine: Engine, source: Source
) -> None:
    data = claim_fields(**row(1, source, quote="It is short.", locator="page 3", checked="yes"))
    response = writer.send("/staff/claims", data=data)
    assert response.status_code == 303
    claim_id = id_in(response.headers["Location"])
    record = claim_record(engine, claim_id)
    assert (record.claim.status, record.evidence[0].quote) == (RecordStatus.DRAFT, "It is short.")
    assert "Added as a draft" in writer.get(response.headers["Location"]).text
    assert client.get(record.claim.url).status_code == 404
    assert record.claim.text not in client.get(source.url).text


def test_in_its_place_a_form_comes_and_goes_as_a_fragment(writer: FormClient) -> None:
    form = writer.get("/staff/claims/new?in_place=claims", headers=HTMX).text
    assert form.lstrip().startswith('<div id="claim-form"')
    assert 'data-hx-post="/staff/claims"' in form
    wrong = writer.send("/staff/claims", data=claim_fields("", in_place="claims"), headers=HTMX)
    assert (wrong.status_code, "<html" in wrong.text) == (422, False)
    added = writer.send("/staff/claims", data=claim_fields(in_place="claims"), headers=HTMX)
    assert added.status_code == 200
    assert 'name="claims"' in added.text
    assert "checked" in added.text


def test_what_was_typed_stays_and_each_field_says_what_is_wrong(writer: FormClient, source: Source) -> None:
    data = claim_fields("", **{"claim-about": "the <ladder>", "claim-happened": "soon"}, **row(1, source))
    response = writer.send("/staff/claims", data={**data, "evidence-2-stance": "supports"})
    assert response.status_code == 422
    for words in ("the &lt;ladder&gt;", "A claim needs its sentence", "Write the date as", source.title):
        assert words in response.text
    assert "Choose the source, or remove the row." in response.text


@pytest.mark.parametrize("bad", BADLY_TYPED, ids=len)
def test_what_cannot_be_kept_is_refused_by_a_sentence(writer: FormClient, bad: str) -> None:
    response = writer.send("/staff/claims", data=claim_fields(bad))
    assert response.status_code == 422
    assert "This cannot be kept" in response.text
    assert len(response.text) > len(bad)


# Rows of evidence


def test_rows_are_added_moved_and_removed_by_buttons_that_keep_everything(
    writer: FormClient, newsroom: Newsroom, source: Source
) -> None:
    other = newsroom.source("Another paper")
    data = claim_fields(**row(1, source, quote="One."), **row(2, other, quote="Two."))
    up = writer.send("/staff/claims/rows", data={**data, "do": "up-2"}).text
    assert "<html" in up
    assert up.index("Two.") < up.index("One.")
    removed = writer.send("/staff/claims/rows", data={**data, "do": "remove-1"}).text
    assert "One." not in removed
    assert "Two." in removed
    added = writer.send("/staff/claims/rows", data={**data, "do": "add"}, headers=HTMX).text
    assert added.lstrip().startswith('<div id="evidence"')
    assert "Evidence 3" in added
    found = writer.send("/staff/claims/rows", data={**data, "do": "find-1", "evidence-1-find": "anoth"}).text
    assert f'name="evidence-1-source" value="{other.id}"' in found


@pytest.mark.parametrize("do", ["", "fly", "up-0", "remove-99", "down-²", "add-1", "x" * 1000])
def test_a_button_that_there_is_not_changes_nothing(writer: FormClient, source: Source, do: str) -> None:
    response = writer.send("/staff/claims/rows", data=claim_fields(do=do, **row(1, source, quote="One.")))
    assert response.status_code == 200
    assert "One." in response.text


# Changing


def test_a_reviewer_changes_what_readers_see(
    reviewer: FormClient, client: FlaskClient, claim: Claim, source: Source
) -> None:
    data = claim_fields("It stood still.", seen="1", **row(1, source))
    response = reviewer.send(f"/staff/claims/{claim.id}", data=data)
    assert response.status_code == 303
    assert "It stood still." in client.get(claim.url).text


def test_a_writer_reads_what_is_live_and_may_not_change_it(
    writer: FormClient, engine: Engine, claim: Claim
) -> None:
    page = writer.get(f"/staff/claims/{claim.id}").text
    assert "a reviewer or an editor changes it" in page
    assert 'name="claim-text"' not in page
    response = writer.send(f"/staff/claims/{claim.id}", data=claim_fields("It flew.", seen="1"))
    assert response.status_code == 403
    assert "a reviewer or an editor has to change it" in response.text
    assert get_claim(engine.reader(), claim.id).version == 1


def test_another_rating_needs_an_editor_and_a_notice(
    reviewer: FormClient,
    editor: FormClient,
    engine: Engine,
    claim: Claim,
    article: Article,
    source: Source,
) -> None:
    data = claim_fields(claim.text, seen="1", **{"claim-rating": "disputed"}, **row(1, source))
    assert reviewer.send(f"/staff/claims/{claim.id}", data=data).status_code == 403
    refused = editor.send(f"/staff/claims/{claim.id}", data=data)
    assert refused.status_code == 422
    assert "say to readers why its rating changes" in refused.text
    told = {**data, "notice-kind": "correction", "notice-was": "Supported.", "notice-now": "Disputed."}
    assert editor.send(f"/staff/claims/{claim.id}", data=told).status_code == 303
    assert get_claim(engine.reader(), claim.id).rating is Rating.DISPUTED
    assert [each.now for each in corrections_of_claim(engine.reader(), claim.id)] == ["Disputed."]


def test_a_conflict_shows_both_versions_and_keeps_what_was_typed(
    reviewer: FormClient, editor: FormClient, engine: Engine, claim: Claim, source: Source
) -> None:
    with_history(engine, claim)
    path = f"/staff/claims/{claim.id}"
    rows = row(1, source)
    editor.send(path, data=claim_fields("The clock tower stopped at noon.", seen="1", **rows))
    response = reviewer.send(path, data=claim_fields("The clock tower of old stopped.", seen="1", **rows))
    assert response.status_code == 409
    assert "Edda saved version 2" in response.text
    assert "<ins> at noon.</ins>" in response.text
    assert "The clock tower of old stopped.</textarea>" in response.text
    assert 'name="seen" value="2"' in response.text
    assert get_claim(engine.reader(), claim.id).text == "The clock tower stopped at noon."


# Finding and listing


def test_claims_are_found_while_typing(
    writer: FormClient, newsroom: Newsroom, claim: Claim, question: Question, article: Article
) -> None:
    newsroom.claim("The clock was retired.", status=RecordStatus.RETIRED)
    found = writer.get("/staff/claims/find?q=clock+tow&name=pick&type=checkbox", headers=HTMX).text
    assert f'type="checkbox" name="pick" value="{claim.id}"' in found
    assert "used in 1 answer, 1 check" in found
    assert "was retired" not in found
    assert "<html" not in found
    assert f'href="/staff/claims/{claim.id}"' in writer.get("/staff/claims/find?q=clock").text


@pytest.mark.parametrize("q", ['"', "a AND (", "\x00", "x" * 100_000, "NEAR/2", "*", "é^"], ids=len)
def test_hostile_words_find_nothing_and_do_no_harm(writer: FormClient, claim: Claim, q: str) -> None:
    for path in ("/staff/claims/find", "/staff/sources/find", "/staff/claims", "/staff/sources"):
        assert writer.get(path, query_string={"q": q}).status_code == 200


def test_the_list_is_narrowed_and_paged(writer: FormClient, newsroom: Newsroom, claim: Claim) -> None:
    for number in range(51):
        newsroom.claim(f"Pigeon {number} left.", status=RecordStatus.DRAFT)
    first = writer.get("/staff/claims?q=pigeon").text
    assert first.count("Pigeon ") == 50
    assert "page=2" in first
    assert writer.get("/staff/claims?q=pigeon&page=2").text.count("Pigeon ") == 1
    assert claim.text not in writer.get("/staff/claims?status=draft", headers=HTMX).text
    assert claim.text in writer.get("/staff/claims?rating=supported&unchecked=yes&unused=yes").text
    assert "Nothing fits." in writer.get("/staff/claims?rating=disputed").text


def test_a_claim_says_where_it_is_used(
    writer: FormClient, claim: Claim, question: Question, article: Article
) -> None:
    page = writer.get(f"/staff/claims/{claim.id}").text
    for words in (question.text, article.title, article.url):
        assert words in page


# Versions


def test_versions_are_listed_compared_and_restored(
    reviewer: FormClient, engine: Engine, claim: Claim, source: Source
) -> None:
    with_history(engine, claim)
    path = f"/staff/claims/{claim.id}"
    data = claim_fields("The clock tower stood.", seen="1", note="Plainer", **row(1, source))
    reviewer.send(path, data=data)
    assert "Version 2</b> by Rowan" in reviewer.get(f"{path}/revisions").text
    compared = reviewer.get(f"{path}/compare?before=1&after=2").text
    assert "<del> stopped on 2 May 1994.</del>" in compared
    assert "<ins> stood.</ins>" in compared
    restored = reviewer.send(f"{path}/restore", data={"number": "1", "seen": "2"})
    assert restored.headers["Location"] == f"{path}?said=restored"
    assert get_claim(engine.reader(), claim.id).text == claim.text
    for query in ("before=1&after=9", "before=x&after=1", ""):
        assert reviewer.get(f"{path}/compare?{query}").status_code == 404


def test_a_version_that_cannot_be_restored_by_a_button_is_shown_in_the_form(
    editor: FormClient, engine: Engine, claim: Claim, article: Article, source: Source
) -> None:
    with_history(engine, claim)
    path = f"/staff/claims/{claim.id}"
    told = {"notice-kind": "update", "notice-now": "More is known.", **row(1, source)}
    editor.send(path, data=claim_fields(seen="1", **{"claim-rating": "disputed"}, **told))
    response = editor.send(f"{path}/restore", data={"number": "1", "seen": "2"})
    assert response.headers["Location"] == f"{path}?version=1&said=put-right"
    assert claim.text in editor.get(response.headers["Location"]).text


# Standing


def test_a_claim_goes_live_is_retired_and_comes_back(
    reviewer: FormClient, editor: FormClient, client: FlaskClient, newsroom: Newsroom, source: Source
) -> None:
    claim = newsroom.claim("The bell rang.", evidence(source), status=RecordStatus.DRAFT)
    path = f"/staff/claims/{claim.id}"
    assert client.get(claim.url).status_code == 404
    assert reviewer.send(f"{path}/live", data={"seen": "1"}).status_code == 303
    assert client.get(claim.url).status_code == 200
    assert editor.send(f"{path}/retire", data={"seen": "1"}).status_code == 409
    assert editor.send(f"{path}/retire", data={"seen": "2"}).status_code == 303
    assert "This record is retired" in client.get(claim.url).text
    assert reviewer.send(f"{path}/live", data={"seen": "3"}).status_code == 403
    assert editor.send(f"{path}/live", data={"seen": "3"}).status_code == 303


def test_without_evidence_a_rating_does_not_go_live_and_the_form_says_why(
    reviewer: FormClient, client: FlaskClient, newsroom: Newsroom, source: Source
) -> None:
    claim = newsroom.claim("The cheese is 93 per cent holes.", status=RecordStatus.DRAFT)
    path = f"/staff/claims/{claim.id}"
    refused = reviewer.send(f"{path}/live", data={"seen": "1"})
    assert refused.status_code == 422
    assert 'href="#f-evidence">Readers could not follow this to a source' in refused.text
    assert "The cheese is 93 per cent holes.</textarea>" in refused.text
    assert client.get(claim.url).status_code == 404
    reviewer.send(path, data=claim_fields(claim.text, seen="1", **row(1, source)))
    assert reviewer.send(f"{path}/live", data={"seen": "2"}).status_code == 303
    assert client.get(claim.url).status_code == 200


def test_a_note_without_a_change_is_not_lost(reviewer: FormClient, newsroom: Newsroom) -> None:
    claim = newsroom.claim("The bell rang.", status=RecordStatus.DRAFT)
    data = claim_fields(claim.text, seen="1", note="I asked the ringer.", **{"claim-about": "clock tower"})
    same = {**data, "claim-happened": "1994-05-02"}
    response = reviewer.send(f"/staff/claims/{claim.id}", data=same)
    assert response.status_code == 422
    assert "Nothing else was changed" in response.text
    assert 'value="I asked the ringer."' in response.text
    assert reviewer.send(f"/staff/claims/{claim.id}", data={**same, "note": ""}).status_code == 303


def test_a_merged_claim_leads_to_the_one_that_stands_for_it(
    editor: FormClient, client: FlaskClient, newsroom: Newsroom, claim: Claim, source: Source
) -> None:
    twin = newsroom.claim("The clock tower stopped in May.")
    last = newsroom.claim("It stopped for good.", evidence(source))
    assert claim.text in editor.get(f"/staff/claims/{twin.id}/merge?q=clock").text
    wrong = editor.send(f"/staff/claims/{twin.id}/merge", data={"seen": "1", "into": ""})
    assert (wrong.status_code, "Choose the claim that takes its place" in wrong.text) == (422, True)
    merged = editor.send(f"/staff/claims/{twin.id}/merge", data={"seen": "1", "into": claim.id})
    assert merged.headers["Location"] == f"/staff/claims/{claim.id}?said=merged"
    moved = client.get(twin.url)
    assert (moved.status_code, moved.headers["Location"]) == (301, claim.url)
    editor.send(f"/staff/claims/{claim.id}/merge", data={"seen": "1", "into": last.id})
    assert client.get(twin.url).headers["Location"] == last.url
    assert "Merged into" in editor.get(f"/staff/claims/{twin.id}").text


# Who, and from where

PATHS = ["", "/find", "/new", "/{id}", "/{id}/revisions", "/{id}/compare?before=1&after=1", "/{id}/merge"]


def test_nobody_gets_in_without_signing_in(stranger: FlaskClient, claim: Claim) -> None:
    for path in PATHS:
        assert stranger.get(f"/staff/claims{path}".format(id=claim.id)).status_code == 303


def test_unknown_is_not_found(editor: FormClient) -> None:
    for path in ("/abcdef", "/abcdef/revisions", "/abcdef/merge", "/ABCDEF", "/nothing"):
        assert editor.get(f"/staff/claims{path}").status_code == 404
    for path in ("/abcdef", "/abcdef/live", "/abcdef/retire", "/abcdef/restore", "/abcdef/merge"):
        data = {"seen": "1", "number": "1", "into": "abcdef"}
        assert editor.send(f"/staff/claims{path}", data=data).status_code in (404, 422)


@pytest.mark.parametrize(
    ("act", "allowed"), [("live", "reviewer"), ("retire", "editor"), ("merge", "editor")]
)
def test_roles_are_asked(
    writer: FormClient, reviewer: FormClient, claim: Claim, engine: Engine, act: str, allowed: str
) -> None:
    for client in (writer, reviewer) if allowed == "editor" else (writer,):
        response = client.send(f"/staff/claims/{claim.id}/{act}", data={"seen": "1"})
        assert response.status_code == 403
    assert get_claim(engine.reader(), claim.id).version == 1


def test_wrong_methods_and_other_sites_are_refused(editor: FormClient, claim: Claim, engine: Engine) -> None:
    assert editor.get("/staff/claims/rows").status_code == 405
    assert editor.get(f"/staff/claims/{claim.id}/retire").status_code == 405
    away = {"Sec-Fetch-Site": "cross-site"}
    for path in ("", "/rows", f"/{claim.id}", f"/{claim.id}/retire", f"/{claim.id}/merge"):
        data = claim_fields(seen="1")
        assert editor.send(f"/staff/claims{path}", data=data, headers=away).status_code == 403
        assert editor.post(f"/staff/claims{path}", data=data).status_code == 403
    assert get_claim(engine.reader(), claim.id).version == 1
