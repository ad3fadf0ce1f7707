"""Factually: fact checks whose follow-up questions open in place, down to the evidence."""

from functools import cache, partial

from flask import Flask
from jinja2 import StrictUndefined

from factually_app import paths
from factually_app.config import Settings
from factually_app.extras import load_meaning
from factually_app.keys import demo_secret, secret_key
from factually_app.operations.database import open_engine, require_current
from factually_app.store.edition_watch import EditionWatch
from factually_app.store.engine import Engine
from factually_app.store.throttle import Throttle
from factually_app.web import errors, filters, keeping, pages, security, support, webhooks
from factually_app.web.addresses import PublicIdConverter
from factually_app.web.cache import PageCache
from factually_app.web.cross_site import refuse_cross_site
from factually_app.web.doorkeeper import Doorkeeper
from factually_app.web.kept import Kept
from factually_app.web.pace import search_pace
from factually_app.web.parts import PARTS
from factually_app.web.proxies import trust_proxies
from factually_app.web.staff import dress, gate
from factually_app.web.static_files import StaticFiles
from factually_app.web.templates import Unindented
from factually_app.web.turns import Turns

MOST_BYTES = 64 * 1024
"""The largest body a public address takes."""


def create_app(
    settings: Settings | None = None, engine: Engine | None = None, *, turns: int | None = None
) -> Flask:
    """Build the application: the one place that knows every part. It changes no data.

    Without arguments it reads the environment and opens the database there, as the server does. With
    `turns`, so many threads do Flask's work; without, the threads of whoever calls it do.
    """
    settings = settings or Settings.from_environment()
    engine = engine or open_engine(settings.database_path)
    app = Flask(
        __name__,
        template_folder=str(paths.TEMPLATES),
        static_folder=None,  # `static_files` answers instead
    )
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.extensions["factually"] = engine
    _hand_over(app, settings)
    require_current(engine)
    _set_up_templates(app, settings)
    for part in PARTS:
        app.register_blueprint(part.bp)
    errors.register(app)
    trust_proxies(app, settings.trusted_proxies)
    app.before_request(refuse_cross_site(settings.base_url))
    app.before_request(gate.refuse_in_the_clear)
    app.before_request(gate.ask_policy)
    app.teardown_request(pages.leave_snapshot)
    app.after_request(security.forget_host)
    app.after_request(security.make_conditional)
    app.after_request(keeping.say_how_long)
    app.after_request(gate.keep_private)
    app.after_request(security.add_headers)
    doorkeeper = Doorkeeper(
        Turns(app.wsgi_app, turns) if turns else app.wsgi_app,
        webhooks.doors(settings, app.extensions["factually_demo_secret"]),
        most_bytes=webhooks.MOST_BYTES,
        refusals=webhooks.refusals,
    )
    cache = PageCache(doorkeeper, app.url_map, EditionWatch(engine))
    app.wsgi_app = cache  # type: ignore[method-assign]
    app.extensions["factually_cache"] = cache
    return app


def _hand_over(app: Flask, settings: Settings) -> None:
    """Put what the web layer needs of the settings where it finds them; keys are read when first needed."""
    app.extensions["factually_settings"] = settings
    app.extensions["factually_secret_key"] = cache(partial(secret_key, settings))
    app.extensions["factually_checks"] = Kept()
    app.extensions["factually_search_pace"] = search_pace()
    app.extensions["factually_throttle"] = Throttle(settings.throttle_path)
    app.extensions["factually_meaning"] = load_meaning(settings)
    app.extensions["factually_demo_secret"] = cache(partial(demo_secret, settings))


def _set_up_templates(app: Flask, settings: Settings) -> None:
    files = StaticFiles(paths.STATIC, watches=app.debug)
    app.add_url_rule("/static/<path:filename>", "static", files.answer)
    app.url_map.converters["public_id"] = PublicIdConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)
    filters.register(app)
    dress.register(app)
    app.jinja_env.globals.update(
        static_url=files.url, find_banner=support.find_banner, base_url=settings.base_url or ""
    )
