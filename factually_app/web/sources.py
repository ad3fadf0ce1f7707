"""Sources: a document, and every claim and check that cites it."""

from flask import Blueprint, Response

from factually_app.store import articles, claims
from factually_app.store.source_checks import find_check
from factually_app.web.addresses import led_to, moved
from factually_app.web.pages import reader, render
from factually_app.web.public_records import public_source

bp = Blueprint("sources", __name__, url_prefix="/sources")


@bp.get("/<public_id:source_id>")
def lead_on(source_id: str) -> Response:
    """Lead from a source's address without words to the one it has."""
    return led_to(public_source(reader(), source_id).url)


@bp.get("/<slug>-<public_id:source_id>")
def show(slug: str, source_id: str) -> Response:
    """Show a source with every claim that it bears on."""
    db = reader()
    source = public_source(db, source_id)
    if redirection := moved(source.url):
        return redirection
    return render(
        page="sources/show.html",
        fragment="sources/_source.html",
        source=source,
        check=find_check(db, source.id),
        citing=claims.claims_citing(db, source.id),
        citing_articles=articles.articles_citing(db, source.id),
    )
