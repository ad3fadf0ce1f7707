"""/staff/corrections"""

import re

import pytest
from flask.testing import FlaskClient

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.letter import LetterKind, LetterState
from factually_app.domain.staff import Role
from factually_app.operations.letters import decline_letter
from factually_app.store.corrections import all_corrections
from factually_app.store.engine import Engine
from factually_app.store.letters import get_letter
from tests.letters import WRONG, a_letter
from tests.staff import EDDA, FormClient
from tests.web.staff.conftest import Browser

NEW = "/staff/corrections/new"
SAID = {"kind": "correction", "was": "It was noon.", "now": "It was two.", "place": "Part 1"}


def test_an_editor_tells_readers_of_a_check(
    editor: FormClient, client: FlaskClient, article: Article
) -> None:
    assert article.title in editor.get(f"{NEW}?article={article.id}").text
    response = editor.send(NEW, data={**SAID, "article": article.id})
    assert response.status_code == 303
    listed = editor.get(response.headers["Location"]).text
    assert "Given by Edda" in listed
    assert "Readers are told." in listed
    assert "It was noon." in client.get(article.url).text


def test_an_editor_tells_readers_of_a_claim_record(
    editor: FormClient, client: FlaskClient, claim: Claim
) -> None:
    assert claim.text in editor.get(f"{NEW}?claim={claim.id}").text
    assert editor.send(NEW, data={**SAID, "claim": claim.id}).status_code == 303
    assert "It was noon." in client.get(claim.url).text


def test_a_report_leads_to_a_notice_and_its_writer_to_that(
    editor: FormClient, client: FlaskClient, engine: Engine, claim: Claim
) -> None:
    report = a_letter(engine, WRONG, token="tok", kind=LetterKind.REPORT, page=claim.url)
    page = editor.get(f"/staff/letters/{report.id}").text
    found = re.search(r'href="(/staff/corrections/new\?[^"]+)"', page)
    assert found
    form = editor.get(found[1].replace("&amp;", "&")).text
    assert WRONG in form
    assert f'name="claim" value="{claim.id}"' in form
    response = editor.send(NEW, data={**SAID, "claim": claim.id, "letter": report.id, "seen": "1"})
    assert response.headers["Location"].startswith(f"/staff/letters/{report.id}")
    follow = client.get("/report/tok").text
    (given,) = all_corrections(engine.reader())
    assert f'href="{claim.url}#correction-{given.id}"' in follow
    assert "It was two." in follow


def test_when_somebody_closed_the_report_meanwhile_nothing_is_told_yet(
    editor: FormClient, engine: Engine, article: Article
) -> None:
    report = a_letter(engine, WRONG, kind=LetterKind.REPORT)
    decline_letter(engine, EDDA, report.id, "It is right.", seen=1)
    data = {**SAID, "article": article.id, "letter": report.id, "seen": "1"}
    response = editor.send(NEW, data=data)
    assert response.status_code == 409
    assert "It was noon." in response.text
    assert 'name="letter"' not in response.text
    assert list(all_corrections(engine.reader())) == []
    assert get_letter(engine.reader(), report.id).state is LetterState.DECLINED


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"now": ""}, "Say what is right now."),
        ({"was": ""}, "Say what was wrong."),
        ({"kind": "pigeon"}, "Choose what kind"),
        ({"kind": ""}, "Choose what kind"),
        ({"kind": "retraction"}, "by withdrawing it"),
        ({"now": "x" * 2_001}, "2,001 characters"),
        ({"place": "a\x00b"}, "U+0000"),
        ({"article": ""}, "Say which article"),
        ({"article": "abcdef"}, "Readers do not see that"),
        ({"article": "\x00"}, "Readers do not see that"),
    ],
)
def test_what_cannot_be_told_is_said_and_what_was_typed_stays(
    editor: FormClient, engine: Engine, article: Article, fields: dict[str, str], sentence: str
) -> None:
    response = editor.send(NEW, data={**SAID, "article": article.id, **fields})
    assert response.status_code == 422
    assert sentence in response.text
    for field in {"was", "now"} - set(fields):
        assert SAID[field] in response.text
    assert list(all_corrections(engine.reader())) == []


@pytest.mark.parametrize("role", [Role.WRITER, Role.REVIEWER])
@pytest.mark.parametrize("path", ["/staff/corrections", NEW])
def test_only_editors_speak_for_the_newsroom(browser: Browser, role: Role, path: str) -> None:
    assert browser(role).get(path).status_code == 403
    assert browser(role).send(NEW, data=SAID).status_code == 403


def test_others_are_sent_away(stranger: FlaskClient, editor: FormClient, article: Article) -> None:
    assert stranger.get(NEW).status_code == 303
    assert stranger.post(NEW, data=SAID).status_code == 401
    assert editor.post(NEW, data={**SAID, "article": article.id}).status_code == 403
    other = {"Sec-Fetch-Site": "cross-site"}
    assert editor.send(NEW, data={**SAID, "article": article.id}, headers=other).status_code == 403
    assert editor.send("/staff/corrections").status_code == 405
