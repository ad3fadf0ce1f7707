"""Sources: a document, and every claim and check that cites it."""

from flask import Blueprint, Response

from factually_app.store import articles, claims, sources
from factually_app.web.addresses import moved
from factually_app.web.pages import reader, render

bp = Blueprint("sources", __name__, url_prefix="/sources")


@bp.get("/<slug>-<public_id:source_id>")
def show(slug: str, source_id: str) -> Response:
    """Show a source with every claim that it bears on."""
    db = reader()
    source = sources.get_source(db, source_id)
    if redirection := moved(source.url):
        return redirection
    return render(
        page="sources/show.html",
        fragment="sources/_source.html",
        source=source,
        citing=claims.claims_citing(db, source_id),
        citing_articles=articles.articles_citing(db, source_id),
    )
