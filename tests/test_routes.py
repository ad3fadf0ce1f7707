"""Addresses are kept: one that disappears needs a redirect and a line here."""

from pathlib import Path

from factually_app import create_app
from factually_app.config import Settings
from factually_app.store.engine import Engine

KEPT = {
    "/",
    "/topics/<slug>",
    "/fact-checks/<topic>/<slug>-<public_id:article_id>",
    "/questions/<slug>-<public_id:question_id>",
    "/claims/<slug>-<public_id:claim_id>",
    "/sources/<slug>-<public_id:source_id>",
    "/support",
    "/support/counter",
    "/support/checkout",
    "/support/thanks",
    "/support/ledger",
    "/support/ledger.csv",
    "/support/demo",
    "/api/v1/campaign",
    "/healthz",
    "/staff",
    "/staff/sign-in",
    "/staff/sign-out",
    "/staff/welcome/<token>",
    "/staff/second-factor",
    "/staff/second-factor/set-up",
    "/staff/second-factor/set-up/picture.svg",
    "/staff/account",
    "/staff/account/password",
    "/staff/account/second-factor/remove",
    "/staff/account/codes",
    "/staff/account/sessions/<session_id>/end",
    "/staff/account/sessions/end-others",
    "/staff/members",
    "/staff/members/<staff_id>/role",
    "/staff/members/<staff_id>/link",
    "/staff/members/<staff_id>/remove",
    "/staff/members/<staff_id>/sign-out",
    "/staff/members/<staff_id>/second-factor/remove",
    "/staff/audit",
    "/webhooks/stripe",
    "/webhooks/standard",
    "/static/<path:filename>",
}


def test_the_addresses_are_these(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    assert {rule.rule for rule in app.url_map.iter_rules()} == KEPT


TAKE_MORE = {
    "/webhooks/stripe": {"POST"},
    "/webhooks/standard": {"POST"},
    "/support/demo": {"POST"},
    "/staff/sign-in": {"POST"},
    "/staff/sign-out": {"POST"},
    "/staff/welcome/<token>": {"POST"},
    "/staff/second-factor": {"POST"},
    "/staff/second-factor/set-up": {"POST"},
    "/staff/account/password": {"POST"},
    "/staff/account/second-factor/remove": {"POST"},
    "/staff/account/codes": {"POST"},
    "/staff/account/sessions/<session_id>/end": {"POST"},
    "/staff/account/sessions/end-others": {"POST"},
    "/staff/members": {"POST"},
    "/staff/members/<staff_id>/role": {"POST"},
    "/staff/members/<staff_id>/link": {"POST"},
    "/staff/members/<staff_id>/remove": {"POST"},
    "/staff/members/<staff_id>/sign-out": {"POST"},
    "/staff/members/<staff_id>/second-factor/remove": {"POST"},
}


def test_only_these_take_more_than_reading(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    for rule in app.url_map.iter_rules():
        assert rule.methods is not None
        assert rule.methods <= {"GET", "HEAD", "OPTIONS"} | TAKE_MORE.get(rule.rule, set())
