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
    "/support/wall",
    "/support/ledger",
    "/support/ledger.csv",
    "/support/demo",
    "/api/v1/campaign",
    "/healthz",
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
    "/staff/supporters/wall",
    "/staff/claims",
    "/staff/claims/find",
    "/staff/claims/new",
    "/staff/claims/rows",
    "/staff/claims/<public_id:claim_id>",
    "/staff/sources",
    "/staff/sources/find",
    "/staff/sources/new",
    "/staff/sources/check",
    "/staff/sources/<public_id:source_id>",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/revisions",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/compare",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/restore",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/live",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/retire",
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/merge",
    # articles as they are written
    "/staff/articles",
    "/staff/articles/new",
    "/staff/articles/find",
    "/staff/articles/<public_id:article_id>",
    "/staff/articles/<public_id:article_id>/preview",
    "/staff/articles/<public_id:article_id>/preview/questions/<public_id:question_id>",
    "/staff/articles/<public_id:article_id>/review",
    "/staff/articles/<public_id:article_id>/submit",
    "/staff/articles/<public_id:article_id>/approve",
    "/staff/articles/<public_id:article_id>/return",
    "/staff/articles/<public_id:article_id>/publish",
    "/staff/articles/<public_id:article_id>/schedule",
    "/staff/articles/<public_id:article_id>/unschedule",
    "/staff/articles/<public_id:article_id>/discard",
    "/staff/articles/<public_id:article_id>/withdraw",
    "/staff/articles/<public_id:article_id>/revisions",
    "/staff/articles/<public_id:article_id>/revisions/compare",
    "/staff/articles/<public_id:article_id>/revisions/<int:number>",
    "/staff/articles/<public_id:article_id>/revisions/<int:number>/restore",
    "/staff/articles/<public_id:article_id>/links",
    "/staff/articles/<public_id:article_id>/links/<public_id:link_id>/revoke",
    "/staff/topics",
    "/staff/topics/<slug>",
    "/staff/paste",
    "/preview/<token>",
    "/preview/<token>/questions/<public_id:question_id>",
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
    "/support/wall": {"POST"},
    "/staff/supporters/wall": {"POST"},
    "/staff/claims": {"POST"},
    "/staff/claims/rows": {"POST"},
    "/staff/claims/<public_id:claim_id>": {"POST"},
    "/staff/sources": {"POST"},
    "/staff/sources/<public_id:source_id>": {"POST"},
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/restore": {"POST"},
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/live": {"POST"},
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/retire": {"POST"},
    "/staff/<any(claims, sources):shelf>/<public_id:record_id>/merge": {"POST"},
    # articles as they are written
    "/staff/articles/new": {"POST"},
    "/staff/articles/<public_id:article_id>": {"POST"},
    "/staff/articles/<public_id:article_id>/preview": {"POST"},
    "/staff/articles/<public_id:article_id>/submit": {"POST"},
    "/staff/articles/<public_id:article_id>/approve": {"POST"},
    "/staff/articles/<public_id:article_id>/return": {"POST"},
    "/staff/articles/<public_id:article_id>/publish": {"POST"},
    "/staff/articles/<public_id:article_id>/schedule": {"POST"},
    "/staff/articles/<public_id:article_id>/unschedule": {"POST"},
    "/staff/articles/<public_id:article_id>/discard": {"POST"},
    "/staff/articles/<public_id:article_id>/withdraw": {"POST"},
    "/staff/articles/<public_id:article_id>/revisions/<int:number>/restore": {"POST"},
    "/staff/articles/<public_id:article_id>/links": {"POST"},
    "/staff/articles/<public_id:article_id>/links/<public_id:link_id>/revoke": {"POST"},
    "/staff/topics": {"POST"},
    "/staff/topics/<slug>": {"POST"},
    "/staff/paste": {"POST"},
}


def test_only_these_take_more_than_reading(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    for rule in app.url_map.iter_rules():
        assert rule.methods is not None
        assert rule.methods <= {"GET", "HEAD", "OPTIONS"} | TAKE_MORE.get(rule.rule, set())
