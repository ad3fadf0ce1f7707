"""`factually serve`: the production server, after everything that could keep it from starting was tried."""

import errno
import logging
import resource
import socket
from collections.abc import Callable
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from factually_app.cli.installation import database
from factually_app.config import Settings
from factually_app.domain.errors import FactuallyError
from factually_app.extras import prepare_model
from factually_app.keys import secret_key
from factually_app.operations.sealed_secrets import seal_plain_secrets
from factually_app.store.articles import newest_articles
from factually_app.web.tallies import forget_tallies, tallies_in
from factually_app.web.turns import SERVER_THREADS

MOST_CONNECTIONS = 8_192
"""Connections that one worker holds, or fewer where the system allows fewer files; idle ones count too."""

KEPT_FREE = 256
"""Files that a worker may open besides its connections: databases, static files."""

_TALKS_TOO_MUCH = "Configuration allows spawning up to"
"""The server warns of many threads, which are meant: see `web/turns.py`."""

SECONDS_TO_STOP = 10

_TO_STDERR = {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
_LOGGING: dict[str, Any] = {
    "handlers": {"console": {**_TO_STDERR, "filters": ["meant"]}, "access": _TO_STDERR},
    "filters": {"meant": {"()": "factually_app.cli.serve.not_meant"}},
}


class AddressError(FactuallyError):
    """The server cannot listen where it was told to; the sentence says why."""


@click.command()
@click.option("--host", help="Where to listen; HOST or 127.0.0.1 when left out.")
@click.option("--port", type=click.IntRange(1, 65535), help="PORT or 8000 when left out.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
def serve(host: str | None, port: int | None, workers: int) -> None:
    """Serve the site until SIGINT or SIGTERM; the database is made and brought up to date first."""
    settings = Settings.from_environment()
    address = _free_address(host or settings.host, port or settings.port)
    newest = _made_ready(settings)
    if settings.semantic_model:
        prepare_model(settings)
    forget_tallies(tallies_in(settings.data_dir))
    server = Granian(
        "factually_app.cli.serving:serving_app",
        address=address[0],
        port=address[1],
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        blocking_threads=SERVER_THREADS,
        backpressure=_most_connections(),
        log_level=LogLevels.warning,
        log_dictconfig=_LOGGING,
    )
    server.on_startup(lambda: _say_where(_origin(*address), newest))
    server.serve()


def not_meant() -> Callable[[logging.LogRecord], bool]:
    """Return a filter for the server's log that leaves out a warning of what is meant."""
    return lambda record: not record.getMessage().startswith(_TALKS_TOO_MUCH)


def _most_connections() -> int:
    """Allow as many open files as the system does; return how many may be connections."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(KEPT_FREE, min(MOST_CONNECTIONS, most - KEPT_FREE))


def _made_ready(settings: Settings) -> str | None:
    """Make the database ready for the workers, who open it for themselves, and find what to read first.

    Secrets from before they were sealed are sealed here: no other command need know the server's key.
    """
    with database() as engine:
        seal_plain_secrets(engine, lambda: secret_key(settings))
        return next((article.url for article in newest_articles(engine.reader(), limit=1)), None)


def _say_where(origin: str, newest: str | None) -> None:
    click.echo(f"Factually serves on {origin}")
    if newest:
        click.echo(f"Read {origin}{newest}")


def _origin(address: str, port: int) -> str:
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def _free_address(host: str, port: int) -> tuple[str, int]:
    """Return the numeric address of `host`, having tried that nobody listens there.

    The server shares its port between workers (SO_REUSEPORT), and so would share it with a
    stranger of the same account without a word.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen()
    except (socket.gaierror, UnicodeError):
        raise AddressError(f"'{host}' is not an address to listen on; choose another with --host") from None
    except OSError as error:
        raise AddressError(_reason(error, host, port)) from None
    return str(address[0]), port


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} on {host} is not allowed to this account; choose another with --port"
    return f"'{host}' is not an address of this machine; choose another with --host"
