"""Factually: fact checks whose follow-up questions open in place, down to the evidence."""

from flask import Flask
from jinja2 import StrictUndefined

from factually_app import paths
from factually_app.config import Settings
from factually_app.operations.database import open_engine, require_current
from factually_app.store.engine import Engine
from factually_app.web import (
    articles,
    claims,
    errors,
    filters,
    health,
    pages,
    questions,
    security,
    sources,
    support,
)
from factually_app.web.addresses import PublicIdConverter
from factually_app.web.static_files import StaticFiles

MOST_BYTES = 64 * 1024
"""The largest body a public address takes."""


def create_app(settings: Settings | None = None, engine: Engine | None = None) -> Flask:
    """Build the application: the one place that knows every part. It changes no data.

    Without arguments it reads the environment and opens the database there, as the server does.
    """
    settings = settings or Settings.from_environment()
    engine = engine or open_engine(settings.database_path)
    app = Flask(
        __name__,
        template_folder=str(paths.TEMPLATES),
        static_folder=str(paths.STATIC),
    )
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.extensions["factually"] = engine
    require_current(engine)
    _set_up_templates(app, settings)
    for part in (articles, questions, claims, sources, support, health):
        app.register_blueprint(part.bp)
    errors.register(app)
    app.teardown_request(pages.leave_snapshot)
    app.after_request(security.make_conditional)
    app.after_request(security.add_headers)
    return app


def _set_up_templates(app: Flask, settings: Settings) -> None:
    files = StaticFiles(paths.STATIC)
    app.url_map.converters["public_id"] = PublicIdConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters.register(app)
    app.after_request(files.keep)
    app.jinja_env.globals.update(
        static_url=files.url, find_banner=support.find_banner, base_url=settings.base_url or ""
    )
