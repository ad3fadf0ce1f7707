"""`factually supporters`: pledges recorded by hand and taken back, people erased; other files add to it."""

import json
import sys

import click

from factually_app.cli.installation import database, existing_database
from factually_app.cli.supporter_issues import assign, failures, uncounted
from factually_app.cli.supporter_lists import events, import_, reconcile_
from factually_app.cli.thanks_wall import wall
from factually_app.config import Settings
from factually_app.domain.errors import NotFoundError
from factually_app.domain.money import Money
from factually_app.domain.pledge import Pledge, Provider
from factually_app.domain.staff import Actor
from factually_app.keys import secret_key
from factually_app.operations.erasure import erase_person
from factually_app.operations.people import PeopleKey
from factually_app.operations.supporters import add_supporter, refund_pledge
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from factually_app.store.pledges import pledges_toward

BY = Actor(None, "factually supporters")
"""Who records supporters from the command line, as the audit log keeps it."""


@click.group()
def supporters() -> None:
    """Who stands toward the goal; no name is kept but a first name given for the thank-you wall."""


@supporters.command()
@click.argument("person")
@click.option("--amount", metavar="AMOUNT", default="0", help="What was paid, such as 5 or 5.00.")
@click.option("--currency", help="The campaign's own, when left out.")
def add(person: str, amount: str, currency: str | None) -> None:
    """Record a paid pledge of PERSON: an address or any name for one human being, - to read it from stdin."""
    key = secret_key(Settings.from_environment())
    with database() as engine:
        pledge = add_supporter(
            engine,
            BY,
            key=key.encode(),
            person=sys.stdin.readline() if person == "-" else person,
            amount_minor=_minor(engine, amount, currency),
            currency=currency,
        )
    click.echo(pledge.id)


@supporters.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array for programs.")
def list_(as_json: bool) -> None:
    """Print the pledges toward the current campaign, oldest first."""
    with existing_database() as engine:
        current = find_current_campaign(engine.reader())
        pledges = list(pledges_toward(engine.reader(), current.id)) if current else []
    if as_json:
        click.echo(json.dumps([{**vars(pledge), "state": pledge.state} for pledge in pledges]))
        return
    for pledge in pledges:
        click.echo(_line(pledge))


@supporters.command()
@click.argument("pledge_id", metavar="ID")
def refund(pledge_id: str) -> None:
    """Take the pledge ID back out of what stands toward the goal; it stays in the ledger."""
    with existing_database() as engine:
        refund_pledge(engine, BY, pledge_id)


@supporters.command()
@click.argument("person")
@click.option("--customer", is_flag=True, help="PERSON is Stripe's id of a customer, such as cus_123.")
def erase(person: str, customer: bool) -> None:
    """Erase what is kept of PERSON, an address or name, - for stdin. What was given stays counted."""
    who = sys.stdin.readline().strip() if person == "-" else person
    key = PeopleKey(secret_key(Settings.from_environment()).encode())
    digest = key.customer(f"{Provider.STRIPE}:{who}") if customer else key.address(who)
    with existing_database() as engine:
        erase_person(engine, BY, digest)


for _command in (import_, reconcile_, events, uncounted, failures, assign, wall):
    supporters.add_command(_command)


def _minor(engine: Engine, amount: str, currency: str | None) -> int:
    current = find_current_campaign(engine.reader())
    if current is None:
        raise NotFoundError("there is no campaign to support; `factually campaign set` makes one")
    try:
        return Money.parse(amount, currency or current.currency).minor
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--amount") from None


def _line(pledge: Pledge) -> str:
    amount = Money(pledge.amount_minor, pledge.currency).words
    return "\t".join((pledge.id, pledge.pledged_at, pledge.state.value, amount, (pledge.person or "-")[:12]))
