"""`factually supporters import`, `reconcile` and `events`: lists that go in, are compared, or come out."""

import json
import sys
from pathlib import Path

import click

from factually_app.cli.installation import database, existing_database
from factually_app.config import Settings
from factually_app.domain.campaign import Mode
from factually_app.domain.errors import InputError, Problem
from factually_app.domain.payment import KeptEvent
from factually_app.domain.pledge import Provider
from factually_app.domain.staff import Actor
from factually_app.keys import secret_key
from factually_app.operations.offline_supporters import import_offline
from factually_app.operations.reconciliation import reconcile
from factually_app.store.payment_events import newest_events

BY = Actor(None, "factually supporters")

_PROVIDERS = click.Choice([Provider.STRIPE.value, Provider.STANDARD.value])
_MODES = click.Choice([mode.value for mode in Mode])


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
def import_(file: str, dry_run: bool) -> None:
    """Record the supporters of a CSV list: person, and amount, currency, date, reference; - reads stdin."""
    text = _read(file)
    key = secret_key(Settings.from_environment()).encode()
    with database() as engine:
        report = import_offline(engine, BY, text, file=file, key=key, dry_run=dry_run)
    click.echo(f"{report.new:,} new, {report.same:,} as before")
    if dry_run:
        click.echo("this was a dry run; nothing was written")


@click.command("reconcile")
@click.argument("file", metavar="FILE")
@click.option("--provider", type=_PROVIDERS, default="stripe", show_default=True)
@click.option("--mode", type=_MODES, default="live", show_default=True)
def reconcile_(file: str, provider: str, mode: str) -> None:
    """Hold what is kept against a provider's list, in CSV or JSON lines; exit 1 if they differ."""
    text = _read(file)
    with existing_database() as engine:
        found = reconcile(engine, text, file=file, provider=Provider(provider), mode=Mode(mode))
    for difference in found:
        click.echo(difference)
    if found:
        raise SystemExit(1)
    click.echo("The list and the ledger say the same.", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array for programs, events in full.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
def events(as_json: bool, limit: int) -> None:
    """Print what payment providers said, the newest first; names and addresses are not in it."""
    with existing_database() as engine:
        found = list(newest_events(engine.reader(), limit=limit))
    if as_json:
        click.echo(json.dumps([{**vars(event), "raw": json.loads(event.raw)} for event in found]))
        return
    for event in found:
        click.echo(_line(event))


def _line(event: KeptEvent) -> str:
    about = event.reference or "-"
    return "\t".join((event.received_at, event.provider, event.mode, event.type, about, event.event_id))


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError([Problem(file, 0, f"the file cannot be read: {str(reason).lower()}")]) from None
