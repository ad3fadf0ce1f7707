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
    "/support/counter",
    "/healthz",
    "/static/<path:filename>",
}


def test_the_addresses_are_these(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    assert {rule.rule for rule in app.url_map.iter_rules()} == KEPT


def test_none_of_them_changes_anything(engine: Engine, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path), engine)
    for rule in app.url_map.iter_rules():
        assert rule.methods is not None
        assert rule.methods <= {"GET", "HEAD", "OPTIONS"}
