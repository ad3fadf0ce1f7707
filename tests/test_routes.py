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
    "/ask",
    "/asked/<token>",
    "/report",
    "/report/<token>",
    "/corrections",
    "/feeds/corrections.atom",
    "/staff/letters",
    "/staff/letters/spam",
    "/staff/letters/<public_id:letter_id>",
    "/staff/letters/<public_id:letter_id>/plan",
    "/staff/letters/<public_id:letter_id>/take-up",
    "/staff/letters/<public_id:letter_id>/answer",
    "/staff/letters/<public_id:letter_id>/decline",
    "/staff/letters/<public_id:letter_id>/merge",
    "/staff/letters/<public_id:letter_id>/reopen",
    "/staff/corrections",
    "/staff/corrections/new",
    "/staff",
    "/staff/sign-in",
    "/staff/sign-out",
    "/staff/campaign",
    "/staff/campaign/new",
    "/staff/campaign/end",
    "/staff/supporters",
    "/staff/supporters/list",
    "/staff/supporters/<pledge_id>/refund",
    "/staff/supporters/<pledge_id>/assign",
    "/staff/supporters/events",
    "/staff/supporters/events/<provider>/<path:event_id>",
    "/staff/supporters/issues",
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
    "/staff/campaign": {"POST"},
    "/staff/campaign/new": {"POST"},
    "/staff/campaign/end": {"POST"},
    "/staff/supporters": {"POST"},
    "/staff/supporters/list": {"POST"},
    "/staff/supporters/<pledge_id>/refund": {"POST"},
    "/staff/supporters/<pledge_id>/assign": {"POST"},
    "/ask": {"POST"},
    "/report": {"POST"},
    "/staff/letters/spam": {"POST"},
    "/staff/letters/<public_id:letter_id>/plan": {"POST"},
    "/staff/letters/<public_id:letter_id>/take-up": {"POST"},
    "/staff/letters/<public_id:letter_id>/answer": {"POST"},
    "/staff/letters/<public_id:letter_id>/decline": {"POST"},
    "/staff/letters/<public_id:letter_id>/merge": {"POST"},
    "/staff/letters/<public_id:letter_id>/reopen": {"POST"},
    "/staff/corrections/new": {"POST"},
}


def test_only_these_take_more_than_reading(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    for rule in app.url_map.iter_rules():
        assert rule.methods is not None
        assert rule.methods <= {"GET", "HEAD", "OPTIONS"} | TAKE_MORE.get(rule.rule, set())
