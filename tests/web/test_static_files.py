"""GET /static/<name>.<digest>.<suffix>"""

import gzip
import os
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factually_app import paths
from factually_app.web.minify import minify_css
from factually_app.web.static_files import StaticFiles


def files_of(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page)


def get(client: FlaskClient, address: str, accepted: str = "") -> TestResponse:
    return client.get(address, headers={"Accept-Encoding": accepted})


def test_every_file_of_a_page_is_named_by_its_content_and_kept_for_good(client: FlaskClient) -> None:
    found = files_of(client.get("/").text)
    assert len(found) == 6
    for address in found:
        assert re.search(r"\.[0-9a-f]{12}\.[a-z]+$", address)
        response = get(client, address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("suffix", "type_"),
    [("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml")],
)
def test_files_say_what_they_are(client: FlaskClient, suffix: str, type_: str) -> None:
    address = next(a for a in files_of(client.get("/").text) if a.endswith(suffix))
    assert get(client, address).headers["Content-Type"] == type_


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("gzip; q=0.0", None),
        ("", None),
        ("bread", None),
    ],
)
def test_a_browser_gets_the_smallest_form_it_takes(
    client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    for address in files_of(client.get("/").text):
        plain = get(client, address)
        response = get(client, address, accepted)
        assert response.headers.get("Content-Encoding") == encoding
        assert response.headers["Vary"] == "Accept-Encoding"
        undo = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert undo(response.data) == plain.data
        assert encoding is None or len(response.data) < len(plain.data)
        assert encoding is None or response.headers["ETag"] != plain.headers["ETag"]


def test_a_browser_that_has_a_file_is_told_so(client: FlaskClient) -> None:
    address = files_of(client.get("/").text)[0]
    known = get(client, address, "br").headers["ETag"]
    response = client.get(address, headers={"Accept-Encoding": "br", "If-None-Match": known})
    assert response.status_code == 304
    assert not response.data


@pytest.mark.parametrize("address", ["/static/site.css", "/static/site.0123456789ab.css"])
def test_an_older_name_leads_to_the_file_as_it_is_now_and_not_for_good(
    client: FlaskClient, address: str
) -> None:
    response = get(client, address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert b"--paper" in response.data


@pytest.mark.parametrize(
    "name",
    ["nothing.css", "nothing.0123456789ab.css", "README.md", "../pyproject.toml", "a/b.css"],
)
def test_what_is_not_served_is_not_found(client: FlaskClient, name: str) -> None:
    assert get(client, f"/static/{name}").status_code == 404


def test_in_development_a_changed_file_shows_at_once_under_a_new_name(app: Flask, tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("a { b: c; }")
    watching, serving = StaticFiles(tmp_path, watches=True), StaticFiles(tmp_path)
    before = watching.url("a.css")
    assert serving.url("a.css") == before
    sheet.write_text("a { b: d; }")
    os.utime(sheet, ns=(1, 1))
    assert watching.url("a.css") != before
    assert serving.url("a.css") == before
    with app.test_request_context(watching.url("a.css")):
        assert watching.answer(watching.url("a.css").removeprefix("/static/")).data == b"a{b:d}"


def test_a_minified_sheet_keeps_its_strings_and_the_spaces_that_mean_something() -> None:
    text = """
    /* gone: "a" */
    .a .b > .c, p { content: ": "; width: calc(100vw - 24px); }
    @media (max-width: 5rem) { .d::after { content: " (" attr(href) ")" / ""; } }
    """
    assert minify_css(text) == (
        '.a .b > .c,p{content:": ";width:calc(100vw - 24px)}'
        '@media (max-width:5rem){.d::after{content:" (" attr(href) ")" / ""}}'
    )


@pytest.mark.parametrize("sheet", sorted(paths.STATIC.glob("*.css")), ids=lambda p: p.name)
def test_our_sheets_hold_nothing_that_would_be_minified_wrongly(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "'" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), "strings have double quotes"
    assert not re.search(r'"[^"\n]*(/\*|\\")[^"\n]*"', text)
    assert text.count("{") == minify_css(text).count("{")
