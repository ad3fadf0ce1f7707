"""`factually supporters uncounted`, `failures` and `assign`: what counts nowhere, and putting it right."""

import json
from collections.abc import Sequence

import click

from factually_app.cli.installation import existing_database
from factually_app.domain.money import Money
from factually_app.domain.payment import Contradiction
from factually_app.domain.pledge import Pledge
from factually_app.domain.staff import Actor
from factually_app.domain.uncounted import EventSetAside, Issue, Reason
from factually_app.operations.uncounted import assign_payment, payments_at_issue, uncounted_payments
from factually_app.store.uncounted import events_set_aside

BY = Actor(None, "factually supporters")

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
_limit = click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
_after = click.option("--after", metavar="ID", help="The last payment seen: go on behind it.")


@click.command()
@_json
@_limit
@_after
def uncounted(as_json: bool, limit: int, after: str | None) -> None:
    """Print the paid payments that count nowhere and why, then the events that took no effect."""
    with existing_database() as engine:
        found = [(one.pledge, one.reason) for one in uncounted_payments(engine, limit=limit, after=after)]
        # They come once, with the first page.
        aside = [] if after else list(events_set_aside(engine.reader(), limit=limit))
    if as_json:
        events = [_event_fields(one) for one in aside]
        click.echo(json.dumps({"payments": _fields(found), "events": events}))
        return
    _print(found)
    for one in aside:
        click.echo("\t".join((one.event.event_id, one.event.happened_at, one.event.type, one.reason.words)))


@click.command()
@_json
@_limit
@_after
def failures(as_json: bool, limit: int, after: str | None) -> None:
    """Print the payments that failed, are in dispute or do not add up, the last changed first."""
    with existing_database() as engine:
        found = [(one.pledge, one.issue) for one in payments_at_issue(engine, limit=limit, after=after)]
    if as_json:
        click.echo(json.dumps({"payments": _fields(found)}))
        return
    _print(found)


@click.command()
@click.argument("payment", metavar="PAYMENT")
@click.argument("campaign", metavar="CAMPAIGN")
def assign(payment: str, campaign: str) -> None:
    """Let PAYMENT, which counts nowhere, count toward CAMPAIGN; both by their ids."""
    with existing_database() as engine:
        assign_payment(engine, BY, payment, campaign)


def _print(found: Sequence[tuple[Pledge, Reason | Issue]]) -> None:
    for pledge, why in found:
        amount = Money(pledge.amount_minor, pledge.currency).words
        about = (pledge.id, pledge.pledged_at, pledge.provider.value, pledge.reference, amount)
        click.echo("\t".join((*about, why.words)))


def _fields(found: Sequence[tuple[Pledge, Reason | Issue]]) -> list[dict[str, object]]:
    return [{**vars(pledge), "state": pledge.state, **_why(why)} for pledge, why in found]


def _event_fields(one: EventSetAside) -> dict[str, object]:
    return {**vars(one.event), "raw": json.loads(one.event.raw), **_why(one.reason)}


def _why(why: Reason | Issue | Contradiction) -> dict[str, str]:
    return {"reason": why.value, "sentence": why.words}
