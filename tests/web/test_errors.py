"""Failures, each in the same dress"""

import sqlite3

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factually_app.domain.errors import BusyError, ConflictError
from factually_app.store.engine import Engine, Statement
from factually_app.store.sqlite_engine import SqliteEngine


def test_an_unknown_address_gets_a_page(client: FlaskClient) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert response.text.startswith("<!doctype html>")
    assert "Not found" in response.text


def test_htmx_gets_the_error_as_a_fragment(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers={"HX-Request": "true"})
    assert response.status_code == 404
    assert "<html" not in response.text


def test_who_asked_for_json_gets_json(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert response.json is not None
    assert response.json["ok"] is False
    assert response.json["status"] == 404
    assert len(response.json["errors"]) == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BusyError("x"), 503),
        (ConflictError("x"), 409),
        (sqlite3.OperationalError("secret"), 500),
        (KeyError("k"), 500),
    ],
)
def test_a_failure_below_gets_its_page_and_tells_nothing_of_the_inside(
    app: Flask, error: Exception, status: int
) -> None:
    def fail() -> str:
        raise error

    app.view_functions["health.healthz"] = fail
    response = app.test_client().get("/healthz")
    assert response.status_code == status
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_busy_says_when_to_come_back(app: Flask) -> None:
    def fail() -> str:
        raise BusyError("locked")

    app.view_functions["health.healthz"] = fail
    assert app.test_client().get("/healthz").headers["Retry-After"] == "5"


def test_a_page_without_a_readable_database_is_still_an_error_page(app: Flask, engine: Engine) -> None:
    assert isinstance(engine, SqliteEngine)
    engine.commit([_drop("campaign_totals"), _drop("article_questions")])
    response = app.test_client().get("/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text


def _drop(table: str) -> Statement:
    return Statement(f"DROP TABLE {table}")
