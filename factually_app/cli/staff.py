"""`factually staff`: who may sign in to the newsroom, from the machine that it runs on."""

import json
import sys

import click

from factually_app.cli.installation import database, existing_database
from factually_app.config import Settings
from factually_app.domain.errors import FactuallyError
from factually_app.domain.staff import Actor, Role, StaffMember
from factually_app.operations.second_factor import remove_second_factor
from factually_app.operations.sign_in_links import make_sign_in_link, set_password
from factually_app.operations.staff import add_member, change_role, member_at, remove_member
from factually_app.store.staff import all_members

BY = Actor(None, "factually staff")
"""Who the audit log says did it: whoever has the machine needs no account."""

_ROLE = click.Choice([role.value for role in Role])
_TO_ASK, _FROM_STDIN = "ask", "-"
_PASSWORD_OPTION = click.option(
    "--password",
    "password_from",
    is_flag=False,
    flag_value=_TO_ASK,
    metavar="[-]",
    help="Ask for a password here, twice; --password - reads it from stdin.",
)


class PasswordInTheOpenError(FactuallyError):
    """A password was given where everybody on the machine can read it."""


class NothingToDoError(FactuallyError):
    """A command was given nothing to do."""


@click.group()
def staff() -> None:
    """Who may sign in to the newsroom, and as what."""


@staff.command()
@click.argument("address")
@click.option("--name", required=True, help="What the record of their work shows.")
@click.option("--role", type=_ROLE, required=True)
@_PASSWORD_OPTION
def add(address: str, name: str, role: str, password_from: str | None) -> None:
    """Let somebody sign in with ADDRESS; without --password it prints a link that is good for a day, once."""
    password = _password(password_from)
    with database() as engine:
        added = add_member(engine, BY, name=name, address=address, role=Role(role), password=password)
    if added.token:
        click.echo(_link(added.token))


@staff.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array for programs.")
def list_(as_json: bool) -> None:
    """Print who may sign in, and who once might."""
    with existing_database() as engine:
        members = all_members(engine.reader())
    if as_json:
        click.echo(json.dumps([_fields(member) for member in members], ensure_ascii=False))
        return
    for member in members:
        click.echo("\t".join((member.address, member.name, member.role.value, _standing(member))))


@staff.command()
@click.argument("address")
@click.argument("role", type=_ROLE)
def role(address: str, role: str) -> None:
    """Give ADDRESS another role; they are signed out everywhere."""
    with existing_database() as engine:
        member = member_at(engine, address)
        change_role(engine, BY, member.id, Role(role), seen=member.version)


@staff.command()
@click.argument("address")
@_PASSWORD_OPTION
def password(address: str, password_from: str | None) -> None:
    """Print a new link for ADDRESS to set a password with, or set one here with --password."""
    given = _password(password_from)
    with existing_database() as engine:
        member = member_at(engine, address)
        if given is None:
            click.echo(_link(make_sign_in_link(engine, BY, member.id)))
        else:
            set_password(engine, BY, member.id, given)


@staff.command()
@click.argument("address")
def remove(address: str) -> None:
    """Let ADDRESS in no more; what they did keeps their name."""
    with existing_database() as engine:
        member = member_at(engine, address)
        remove_member(engine, BY, member.id, seen=member.version)


@staff.command("second-factor")
@click.argument("address")
@click.option("--reset", is_flag=True, help="Take it away, with its recovery codes; they are signed out.")
def second_factor(address: str, reset: bool) -> None:
    """Say whether ADDRESS has a second factor, or take one away that is lost."""
    with existing_database() as engine:
        member = member_at(engine, address)
        if not reset:
            click.echo("yes" if member.has_second_factor else "no")
        elif not member.has_second_factor:
            raise NothingToDoError(f"{member.name} has no second factor")
        else:
            remove_second_factor(engine, BY, member.id)


def _password(password_from: str | None) -> str | None:
    if password_from is None:
        return None
    if password_from == _FROM_STDIN or (password_from == _TO_ASK and not sys.stdin.isatty()):
        return sys.stdin.readline().rstrip("\r\n")
    if password_from != _TO_ASK:
        raise PasswordInTheOpenError(
            "a password is never written into a command; put --password last to be asked, or --password -"
        )
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _link(token: str) -> str:
    settings = Settings.from_environment()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{settings.base_url or f'http://{host}:{settings.port}'}/staff/welcome/{token}"


def _standing(member: StaffMember) -> str:
    if not member.is_active:
        return "removed"
    if member.password_hash is None:
        return "no password yet"
    return "second factor" if member.has_second_factor else "password"


def _fields(member: StaffMember) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "address": member.address,
        "role": member.role.value,
        "active": member.is_active,
        "has_password": member.password_hash is not None,
        "second_factor": member.has_second_factor,
    }
