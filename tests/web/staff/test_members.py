"""/staff/members"""

import re

import pytest

from factually_app import create_app
from factually_app.config import Settings
from factually_app.domain.staff import Role
from factually_app.store.engine import Engine
from factually_app.store.staff import all_members, find_member, get_member
from tests.newcomers import a_session, with_password
from tests.staff import FormClient, a_member
from tests.web.staff.conftest import Browser


@pytest.fixture
def rita(engine: Engine):
    return a_member(engine, Role.WRITER, name="Rita", totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def link_on(page: str) -> str:
    found = re.search(r'value="(/staff/welcome/[\w-]{43})"', page)
    assert found
    return found[1]


def test_somebody_is_added_and_their_link_is_shown_once(engine: Engine, administrator: FormClient) -> None:
    said = {"name": "Nora", "address": "Nora@weir.example", "role": "reviewer"}
    page = administrator.send("/staff/members", data=said).text
    assert administrator.application.test_client().get(link_on(page)).status_code == 200
    added = find_member(engine.reader(), "nora@weir.example")
    assert added is not None
    assert (added.name, added.role, added.password_hash) == ("Nora", Role.REVIEWER, None)
    again = administrator.get("/staff/members").text
    assert "nora@weir.example" in again
    assert "/staff/welcome/" not in again


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"address": "nora"}, "An address has an @"),
        ({"name": " "}, "A member has a name"),
        ({"address": "adam@weir.example"}, "Adam signs in with this address already"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(
    engine: Engine, administrator: FormClient, said: dict[str, str], sentence: str
) -> None:
    whole = {"name": "Nora", "address": "nora@weir.example", "role": "editor", **said}
    response = administrator.send("/staff/members", data=whole)
    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{whole["address"]}"' in response.text
    assert '<option value="editor" selected>' in response.text
    assert len(all_members(engine.reader())) == 1


@pytest.mark.parametrize("said", [{"role": "owner"}, {"role": ""}])
def test_a_role_that_there_is_not_is_refused(administrator: FormClient, rita, said: dict[str, str]) -> None:
    assert administrator.send(f"/staff/members/{rita.id}/role", data={"seen": "1", **said}).status_code == 400
    assert (
        administrator.send("/staff/members", data={"name": "N", "address": "n@w", **said}).status_code == 400
    )


def test_a_role_is_given_and_ends_their_sessions(
    engine: Engine, administrator: FormClient, browser: Browser, rita
) -> None:
    hers = browser(Role.WRITER, name="Rita")
    response = administrator.send(f"/staff/members/{rita.id}/role", data={"role": "editor", "seen": "1"})
    assert response.headers["Location"] == "/staff/members?said=role-given"
    assert get_member(engine.reader(), rita.id).role is Role.EDITOR
    assert hers.get("/staff").status_code == 303
    late = administrator.send(f"/staff/members/{rita.id}/role", data={"role": "writer", "seen": "1"})
    assert late.status_code == 409
    assert "Somebody else changed this meanwhile" in late.text


@pytest.mark.parametrize("act", ["sign-out", "second-factor/remove", "remove"])
def test_each_of_these_signs_them_out(administrator: FormClient, browser: Browser, rita, act: str) -> None:
    hers = browser(Role.WRITER, name="Rita")
    assert administrator.send(f"/staff/members/{rita.id}/{act}", data={"seen": "1"}).status_code == 303
    assert hers.get("/staff").status_code == 303


def test_a_lost_second_factor_is_taken_away(engine: Engine, administrator: FormClient, rita) -> None:
    administrator.send(f"/staff/members/{rita.id}/second-factor/remove")
    assert not get_member(engine.reader(), rita.id).has_second_factor
    own = administrator.send(f"/staff/members/{administrator.member.id}/second-factor/remove")
    assert own.status_code == 422
    assert get_member(engine.reader(), administrator.member.id).has_second_factor


def test_a_new_link_is_shown_once(administrator: FormClient, rita) -> None:
    page = administrator.send(f"/staff/members/{rita.id}/link").text
    assert "A link for <strong>Rita</strong>" in page
    assert administrator.application.test_client().get(link_on(page)).status_code == 200


def test_who_left_gets_no_link(administrator: FormClient, rita) -> None:
    administrator.send(f"/staff/members/{rita.id}/remove", data={"seen": "1"})
    response = administrator.send(f"/staff/members/{rita.id}/link")
    assert response.status_code == 422
    assert "Rita is not of the newsroom any more" in response.text
    assert "removed" in administrator.get("/staff/members").text


@pytest.mark.parametrize("act", ["remove", "role"])
def test_the_only_administrator_stays(engine: Engine, administrator: FormClient, act: str) -> None:
    me = administrator.member
    response = administrator.send(f"/staff/members/{me.id}/{act}", data={"seen": "1", "role": "writer"})
    assert response.status_code == 422
    assert "This is the only administrator" in response.text
    assert get_member(engine.reader(), me.id).may(Role.ADMINISTRATOR)


def test_somebody_who_is_not_there_is_not_found(administrator: FormClient) -> None:
    for act in ("role", "link", "remove", "sign-out", "second-factor/remove"):
        data = {"seen": "1", "role": "writer"}
        assert administrator.send(f"/staff/members/ffffff/{act}", data=data).status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "١"])
def test_a_version_that_is_none_is_refused(administrator: FormClient, rita, seen: str) -> None:
    assert administrator.send(f"/staff/members/{rita.id}/remove", data={"seen": seen}).status_code == 400


def test_the_link_names_the_public_origin_where_one_is_set(engine: Engine, tmp_path) -> None:
    app = create_app(Settings(data_dir=tmp_path, base_url="https://weir.example"), engine)
    app.test_client_class = FormClient
    client = app.test_client()
    adam = with_password(engine, Role.ADMINISTRATOR)
    client.set_cookie("__Host-factually", a_session(engine, adam).token, domain="localhost")
    base_url, data = "https://localhost", {"form_word": ""}
    data["form_word"] = client.form_word("https://localhost/staff")
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Host": "evil.example"}
    path = f"/staff/members/{adam.id}/link"
    page = client.post(
        path, data=data, base_url=base_url, headers={**forged, "Sec-Fetch-Site": "same-origin"}
    ).text
    assert 'value="https://weir.example/staff/welcome/' in page
    assert "evil.example" not in page
