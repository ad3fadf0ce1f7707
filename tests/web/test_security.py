"""Headers on every answer, whatever its status"""

import hashlib
import re

import pytest
from flask.testing import FlaskClient

from factually_app import paths
from factually_app.domain.article import Article

REQUIRED = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Strict-Transport-Security",
}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/support/counter", "/healthz", "/static/site.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    assert set(client.get(path, buffered=True).headers.keys()) >= REQUIRED
    assert set(client.post(path).headers.keys()) >= REQUIRED


def test_a_304_carries_them_too(client: FlaskClient, article: Article) -> None:
    etag = client.get(article.url).headers["ETag"]
    response = client.get(article.url, headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert set(response.headers.keys()) >= REQUIRED


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_page_holds_an_inline_script_or_style(client: FlaskClient, article: Article) -> None:
    page = client.get(article.url).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style|javascript:", page)


def test_vendored_scripts_are_what_their_readme_says() -> None:
    readme = (paths.STATIC / "README.md").read_text("utf-8")
    vendored = list(paths.STATIC.glob("*.min.js"))
    assert vendored
    for script in vendored:
        assert hashlib.sha256(script.read_bytes()).hexdigest() in readme


def test_a_large_body_is_refused(client: FlaskClient) -> None:
    response = client.post("/", data=b"x" * 100_000)
    assert response.status_code in (405, 413)


def test_the_health_page_says_what_was_checked(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert response.json == {"ok": True, "checked": ["database"]}
