"""`factually supporters wall`: first names for the thank-you wall are listed, approved and declined."""

import json
from collections.abc import Sequence

import click

from factually_app.cli.installation import existing_database
from factually_app.domain.staff import Actor
from factually_app.domain.thanks_wall import WallName
from factually_app.operations.thanks_wall import approve_name, decline_name
from factually_app.store.thanks_wall import all_names, pending_names

BY = Actor(None, "factually supporters")

_PUBLIC = ("id", "campaign_id", "name", "state", "stands", "offered_at", "decided_at", "version")
"""What a program is told of a name: all but the digest of the person."""


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Also names that are shown, hidden or were declined.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array for programs.")
@click.pass_context
def wall(ctx: click.Context, every: bool, as_json: bool) -> None:
    """Print the first names that wait for moderation, the one offered first at the top."""
    if ctx.invoked_subcommand:
        return
    with existing_database() as engine:
        names = list((all_names if every else pending_names)(engine.reader()))
    if as_json:
        click.echo(json.dumps([{key: getattr(name, key) for key in _PUBLIC} for name in names]))
        return
    for name in names:
        click.echo(_line(name))


@wall.command()
@click.argument("name_ids", metavar="ID...", nargs=-1, required=True)
def approve(name_ids: Sequence[str]) -> None:
    """Let readers see the names ID: all of them, or none when one does not wait any more."""
    with existing_database() as engine:
        names = approve_name(engine, BY, *name_ids)
    click.echo(f"{len(names):,} approved", err=True)


@wall.command()
@click.argument("name_ids", metavar="ID...", nargs=-1, required=True)
def decline(name_ids: Sequence[str]) -> None:
    """Take away the names ID, shown or not; their text is not kept."""
    with existing_database() as engine:
        names = decline_name(engine, BY, *name_ids)
    click.echo(f"{len(names):,} declined", err=True)


def _line(name: WallName) -> str:
    state = name.state.value if name.stands else f"{name.state.value}, hidden"
    return "\t".join((name.id, name.offered_at, state, name.name or "-"))
