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
    "/staff/questions",
    "/staff/questions/new",
    "/staff/questions/similar",
    "/staff/questions/find",
    "/staff/questions/<public_id:question_id>",
    "/staff/questions/<public_id:question_id>/claims",
    "/staff/questions/<public_id:question_id>/next",
    "/staff/questions/<public_id:question_id>/sources",
    "/staff/questions/<public_id:question_id>/review",
    "/staff/questions/<public_id:question_id>/submit",
    "/staff/questions/<public_id:question_id>/approve",
    "/staff/questions/<public_id:question_id>/return",
    "/staff/questions/<public_id:question_id>/publish",
    "/staff/questions/<public_id:question_id>/discard",
    "/staff/questions/<public_id:question_id>/go-on",
    "/staff/questions/<public_id:question_id>/revisions",
    "/staff/questions/<public_id:question_id>/restore",
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
    "/staff/questions/new": {"POST"},
    "/staff/questions/<public_id:question_id>": {"POST"},
    "/staff/questions/<public_id:question_id>/submit": {"POST"},
    "/staff/questions/<public_id:question_id>/approve": {"POST"},
    "/staff/questions/<public_id:question_id>/return": {"POST"},
    "/staff/questions/<public_id:question_id>/publish": {"POST"},
    "/staff/questions/<public_id:question_id>/discard": {"POST"},
    "/staff/questions/<public_id:question_id>/go-on": {"POST"},
    "/staff/questions/<public_id:question_id>/restore": {"POST"},
}


def test_only_these_take_more_than_reading(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    for rule in app.url_map.iter_rules():
        assert rule.methods is not None
        assert rule.methods <= {"GET", "HEAD", "OPTIONS"} | TAKE_MORE.get(rule.rule, set())
