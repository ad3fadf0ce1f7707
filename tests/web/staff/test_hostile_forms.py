"""What nobody types, in every field of every form of the newsroom: a sentence, and nothing changed"""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.review import submit
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.engine import Engine
from tests.clocks import StoppedClock
from tests.factories import Newsroom
from tests.staff import WILLA, FormClient
from tests.web.staff.conftest import Browser
from tests.web.staff.forms import Field, PostedForm, forms_on
from tests.web.staff.places import Records, path_to, rules
from tests.web.staff.tables import PRESENCE, SEALING, digests

pytestmark = pytest.mark.slow

MARK = "Hostile Weir"
HOSTILE = {
    "200 KB": MARK + "x" * 200_000,
    "a NUL": f"{MARK}\x00",
    "nested tags": MARK + "<b>" * 5_000,
}
QUOTED = {"nested quotations": ">" * 5_000 + MARK}
"""Plain text may hold these: it is not read as Markdown."""
LONE_SURROGATE = "%ED%A0%80"
URLENCODED = "application/x-www-form-urlencoded"

MARKDOWN = re.compile(r"summary|section-\d+-body")
FINDS = re.compile(r"find-\w+|evidence-\d+-find|(?:claim|next|source)-q")
"""Boxes in which one looks for records: kept nowhere, and not in the way of what is saved."""
BY_BUTTON = {
    "staff_articles.save": {"new-question"},
    "staff_article_steps.publish": {"publish_at"},
    "staff_question_editor.save": {
        *("claim-about", "claim-happened", "claim-text", "evidence-1-locator", "evidence-1-note"),
        *("source-address", "source-published", "source-publisher", "source-title"),
    },
}
"""Fields that only a button of their own reads: `test_fields_of_a_button_of_their_own`."""
SAID_TOO = {
    "staff_article_steps.publish": {"notice-kind": "update", "notice-now": "It struck."},
    "staff_corrections.issue": {"kind": "update", "now": "It struck."},
}
"""What has to be said as well, so that it is the field in question that is refused."""
NAMED_AS = {"article": "about", "claim": "about"}
"""Fields that are refused together."""
KEEPS_NOTHING = {"staff_claims.rows", "staff_article_preview.preview"}
"""Draw what was sent, once more or as readers would see it."""
BEFORE_THE_GATE = {"staff_sign_in.sign_in", "staff_welcome.set_password"}
"""A stranger learns only that something was not right."""
SECRETS = {"code", "password", "password_again", "password_now", "password_codes"}
"""Never sent back; wrong is all that is said of them."""


@pytest.fixture
def everything(engine: Engine, records: Records, newsroom: Newsroom) -> Records:
    """A newsroom in which every form shows: a goal with a payment, writing on its way, letters."""
    newsroom.campaign()
    records.a_pledge()
    copy = open_working_copy(engine, WorkingKind.ARTICLE, records.what_willa_writes())
    submit(engine, WILLA, WorkingKind.ARTICLE, records.article.id, seen=copy.version)
    return records


def test_every_field_refuses_it_names_it_and_keeps_it(
    app: Flask, engine: Engine, everything: Records, browser: Browser, stopped: StoppedClock
) -> None:
    met, forms = set(), list(every_form(app, everything, browser))
    wrong: list[str] = []
    before = unchanging(engine)
    for client, endpoint, form in forms:
        for field in form.fields:
            if not is_asked(endpoint, field) or (endpoint, field.name) in met:
                continue
            met.add((endpoint, field.name))
            for what, text in hostile_to(field).items():
                response = client.post(
                    form.action, data={**form.data(), **said_too(endpoint, everything), field.name: text}
                )
                if found := wrong_with(response, endpoint, field):
                    wrong.append(f"{endpoint}, {field.name}, {what}: {found}")
            if unchanging(engine) != before:
                wrong.append(f"{endpoint}, {field.name}: something changed")
                before = unchanging(engine)
    assert not wrong, "\n".join(wrong)
    assert len(met) > 80


def wrong_with(response: TestResponse, endpoint: str, field: Field) -> str:
    """Return what is wrong with how a field was refused; nothing, when all is well."""
    is_strangers = endpoint in BEFORE_THE_GATE
    if is_strangers and response.status_code == 413:
        return ""  # cut short before anybody reads it
    if field.name in SECRETS and response.status_code == 429:
        return ""  # too many that were wrong
    if response.status_code != 422:
        return f"answered {response.status_code}"
    if is_strangers or field.name in SECRETS:
        return ""
    if f'#f-{NAMED_AS.get(field.name, field.name)}"' not in response.text:
        return "the field is not named"
    return "" if MARK in response.text else "what was typed is lost"


def test_fields_of_a_button_of_their_own(engine: Engine, everything: Records, editor: FormClient) -> None:
    article, question = (
        f"/staff/articles/{everything.article.id}",
        f"/staff/questions/{everything.question.id}",
    )
    claim = {"act": "add-claim", "claim-text": "It rang.", "claim-rating": "supported"}
    for page, there, said, names in (
        (article, article, {"do": "start-question"}, BY_BUTTON["staff_articles.save"]),
        (f"{article}/review", f"{article}/schedule", {}, BY_BUTTON["staff_article_steps.publish"]),
        (question, question, claim, BY_BUTTON["staff_question_editor.save"]),
    ):
        form = max(forms_on(editor.get(page).text), key=lambda form: len(form.fields))
        before = unchanging(engine)
        for name in sorted(names):
            for what, text in HOSTILE.items():
                response = editor.post(there, data={**form.data(), **said, name: text})
                cell = f"{there}, {name}, {what}: {response.status_code}"
                assert response.status_code == 422, cell
                assert MARK in response.text, f"{cell}: what was typed is lost"
        assert unchanging(engine) == before, there


def test_half_a_character_in_any_form_is_a_sentence_and_the_text_stays(
    app: Flask, engine: Engine, everything: Records, browser: Browser, stopped: StoppedClock
) -> None:
    met, forms = set(), list(every_form(app, everything, browser))
    before = unchanging(engine)
    for client, endpoint, form in forms:
        if endpoint in BEFORE_THE_GATE:
            continue
        for field in form.fields:
            if not field.is_typed or field.name in SECRETS or (endpoint, field.name) in met:
                continue
            met.add((endpoint, field.name))
            said = {name: text for name, text in form.data().items() if name != field.name}
            body = f"{urlencode(said)}&{field.name}={MARK.replace(' ', '+')}{LONE_SURROGATE}"
            response = client.post(form.action, data=body, content_type=URLENCODED)
            assert response.status_code == 422, f"{endpoint}, {field.name}"
            assert "holds half a character" in response.text
            (again,) = (found for found in forms_on(response.text) if found.action == form.action)
            sent_again = again.data()
            shown = str(sent_again.pop(field.name, ""))
            assert shown.rstrip("\ufffd") == MARK != shown, f"{endpoint}, {field.name}"
            typed = {name: text for name, text in form.data().items() if name not in SECRETS}
            assert sent_again == {name: text for name, text in typed.items() if name != field.name}
    assert unchanging(engine) == before
    assert len(met) > 80


def test_no_address_falls_over_whatever_any_field_holds(
    app: Flask, engine: Engine, everything: Records, administrator: FormClient, browser: Browser
) -> None:
    """Choices, versions and ids that no page of ours would send, at every address that takes a form."""
    names = {field.name for _, _, form in every_form(app, everything, browser) for field in form.fields}
    names |= {"html", "act", "do", "over", "number", "at", "decision", "campaign", "letter", "code"}
    names -= {"form_word", "next"}
    word = administrator.form_word()
    for rule in rules(app, unsafe=True):
        if not rule.rule.startswith("/staff") or rule.endpoint in SIGNS_OUT:
            continue
        for text in (f"{MARK}\x00", MARK + "<b>" * 500):
            path = path_to(app, rule, everything)
            data = {"form_word": word, **dict.fromkeys(names, text)}
            response = administrator.post(path, data=data)
            assert response.status_code < 500, rule.endpoint
            assert MARK not in kept(engine), rule.endpoint


SIGNS_OUT = {"staff_sign_in.sign_out", "staff_account.end_others"}


def every_form(
    app: Flask, records: Records, browser: Browser
) -> Iterator[tuple[FormClient, str, PostedForm]]:
    """Yield every form that a page shows to an administrator or halfway in, with where it leads."""
    match = app.url_map.bind("localhost").match
    pages = [path_to(app, rule, records) for rule in rules(app, unsafe=False) if is_page(rule)]
    pages.insert(0, f"/staff/corrections/new?article={records.article.id}")
    halfway = browser(Role.ADMINISTRATOR, Stage.PASSWORD)
    for client, paths in ((browser(Role.ADMINISTRATOR), pages), (halfway, ["/staff/second-factor"])):
        for path in paths:
            for form in forms_on(client.get(path).text):
                endpoint, _ = match(form.action.partition("?")[0], method="POST")
                if endpoint not in KEEPS_NOTHING:
                    yield client, endpoint, form


def is_page(rule: Rule) -> bool:
    return rule.rule.startswith("/staff") and not rule.rule.endswith((".svg", "/find", "/similar"))


def is_asked(endpoint: str, field: Field) -> bool:
    """Say whether a field keeps what is typed there, so that it has to refuse what it cannot keep."""
    return (
        field.is_typed and not FINDS.fullmatch(field.name) and field.name not in BY_BUTTON.get(endpoint, ())
    )


def said_too(endpoint: str, records: Records) -> dict[str, str]:
    """Return what has to be said in a form as well."""
    if endpoint == "staff_merging.merge":
        return {"into": records.claim.id}
    return SAID_TOO.get(endpoint, {})


def hostile_to(field: Field) -> dict[str, str]:
    """Return what a field has to refuse."""
    return {**HOSTILE, **QUOTED} if MARKDOWN.fullmatch(field.name) else HOSTILE


def unchanging(engine: Engine) -> dict[str, str]:
    """Return what the database holds that no refused form may change."""
    return digests(engine, without=(PRESENCE, SEALING))


def kept(engine: Engine) -> str:
    """Return everything that the database holds."""
    connection = engine.reader().conn
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return "\n".join(repr(connection.execute(f"SELECT * FROM {table}").fetchall()) for (table,) in tables)
