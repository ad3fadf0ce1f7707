"""/staff/articles/<id>/links and /preview/<token>"""

import re
from datetime import timedelta

import pytest

from factually_app import clock
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.revision import Revision
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.working_copies import save_working_copy
from factually_app.store.audit import newest_entries
from factually_app.store.revisions import insert_revision
from tests.staff import WILLA
from tests.web.staff.writing import Writing


@pytest.fixture
def tab(writer, article):
    tab = Writing(writer, article.id)
    tab.save(title="The clock rests")
    return tab


def make(tab, **said):
    response = tab.browser.send(f"{tab.path}/links", data={"label": "The mayor", "lasts": "48", **said})
    found = re.search(r"/preview/([\w-]+)", response.text)
    assert found, response.text
    return f"/preview/{found[1]}"


def test_a_stranger_sees_the_one_article_as_it_is_being_written(tab, stranger, article):
    response = stranger.get(make(tab))
    assert response.status_code == 200
    assert "The clock rests</h1>" in response.text
    assert "Preview, not published" in response.text
    assert stranger.get(f"/staff/articles/{article.id}").status_code == 303
    assert "The clock rests" not in stranger.get(article.url).text


def test_nothing_keeps_it_lists_it_or_learns_its_address(tab, stranger):
    response = stranger.get(make(tab))
    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert 'name="robots" content="noindex' in response.text
    assert "form_word" not in response.text
    assert "Set-Cookie" not in response.headers


def test_of_the_secret_nothing_but_a_digest_is_kept(tab, engine):
    token = make(tab).rsplit("/", 1)[1]
    page = tab.browser.get(f"{tab.path}/links").text
    assert "The mayor" in page
    assert token not in page
    assert all(token not in line for line in engine.reader().conn.iterdump())


def test_a_revoked_link_opens_nothing(tab, stranger, engine):
    address = make(tab)
    revoke = re.search(r'action="([^"]+/revoke)"', tab.browser.get(f"{tab.path}/links").text)
    assert tab.browser.send(revoke[1]).status_code == 303
    response = stranger.get(address)
    assert response.status_code == 410
    assert "revoked" in response.text
    assert "The clock rests" not in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert newest_entries(engine.reader(), limit=1)[0].action == "revoke_preview_link"
    assert tab.browser.send(revoke[1]).status_code == 409


def test_a_link_works_for_its_time_and_no_longer(tab, stranger, monkeypatch):
    address, now = make(tab), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=47))
    assert stranger.get(address).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=49))
    assert stranger.get(address).status_code == 410


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"label": " "}, "label"),
        ({"lasts": "99999"}, "lasts"),
        ({"lasts": "x"}, "lasts"),
        ({"lasts": "0"}, "lasts"),
    ],
)
def test_a_link_that_makes_no_sense_is_not_made(tab, said, field):
    response = tab.browser.send(f"{tab.path}/links", data={"label": "The mayor", "lasts": "48", **said})
    assert response.status_code == 422
    assert f'id="p-{field}"' in response.text


def test_there_is_no_link_to_a_revision_that_there_is_none_of(tab):
    data = {"label": "The mayor", "lasts": "48", "revision": "77"}
    assert tab.browser.send(f"{tab.path}/links", data=data).status_code == 422


def test_a_pinned_revision_stays_whatever_is_written(tab, stranger, engine, article):
    snapshot = '{"title":"As it began","topic":"oddly-weir","checked_on":"2026-01-01"}'
    engine.commit(
        [insert_revision("article", Revision(article.id, 1, snapshot, None, "Willa", "2026-01-01"))]
    )
    address = make(tab, revision="1")
    tab.save(title="Changed since")
    page = stranger.get(address).text
    assert "As it began</h1>" in page
    assert "Changed since" not in page


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "..", "é"])
def test_a_token_that_is_none_opens_nothing(stranger, token):
    assert stranger.get(f"/preview/{token}").status_code == 404


def test_a_link_to_one_article_opens_no_other_and_no_question_of_another(tab, stranger, newsroom, article):
    other = newsroom.question("What of the other town?")
    address = make(tab)
    assert stranger.get(f"{address}/questions/{other.id}").status_code == 404
    assert stranger.get(f"{address}/{article.id}").status_code == 404


def test_a_draft_question_opens_below_the_preview_as_it_is_being_written(tab, stranger, engine, claim):
    tab.press("start-question", new__question="Who winds the clock?")
    question_id = tab.fields["questions"][-1]
    tab.save()
    answer = QuestionDraft("Who winds the clock?", f"The mayor {{{claim.id}}}.", (claim.id,))
    save_working_copy(engine, WILLA, WorkingKind.QUESTION, question_id, answer, seen=1)
    address = make(tab)
    assert f"{address}/questions/{question_id}" in stranger.get(address).text
    response = stranger.get(f"{address}/questions/{question_id}", headers={"HX-Request": "true"})
    assert "The mayor" in response.text
    assert claim.text in response.text
    assert "<html" not in response.text
    assert response.headers["Cache-Control"] == "no-store"
    whole = stranger.get(f"{address}?open={question_id}").text
    assert "The mayor" in whole
