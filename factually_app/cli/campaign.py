"""`factually campaign`: the goal, as the newsroom sets it."""

import json

import click

from factually_app import clock
from factually_app.cli.installation import database, existing_database
from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.dates import day_in_words
from factually_app.domain.errors import FormError, NotFoundError
from factually_app.domain.staff import Actor
from factually_app.operations.campaign_terms import read_terms
from factually_app.operations.campaigns import Terms, end_campaign, set_campaign
from factually_app.store.campaigns import find_current_campaign

BY = Actor(None, "factually campaign")
"""Who changes the goal from the command line, as the audit log keeps it."""


@click.group()
def campaign() -> None:
    """The goal that the banner shows."""


@campaign.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
def show(as_json: bool) -> None:
    """Print the current campaign."""
    with existing_database() as engine:
        current = find_current_campaign(engine.reader())
    if current is None:
        raise NotFoundError("there is no campaign; `factually campaign set` makes one")
    click.echo(json.dumps(_fields(current)) if as_json else _sentence(current))


@campaign.command("set")
@click.option("--new", is_flag=True, help="Start the next campaign, which begins to count at its baseline.")
@click.option("--title")
@click.option("--message", help="What the banner says beside the goal.")
@click.option("--kind", type=click.Choice([kind.value for kind in CampaignKind]))
@click.option("--goal", metavar="NUMBER", help="People, or money such as 2500 or 2500.50.")
@click.option("--currency", help="Three letters such as USD.")
@click.option("--starts-on", metavar="DAY", help="The first day, such as 2026-01-31, or none.")
@click.option("--ends-on", metavar="DAY", help="The last day, such as 2026-12-31, or none.")
@click.option("--next-goal", metavar="NUMBER", help="What is aimed for once the goal is reached, or none.")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), help="Whether test payments count.")
@click.option("--baseline", metavar="NUMBER", help="What counts toward the goal from before.")
def set_(new: bool, **given: str | None) -> None:
    """Change the current campaign; what is not named stays as it is."""
    with database() as engine:
        current = None if new else find_current_campaign(engine.reader())
        changed = set_campaign(engine, BY, new=new, **_terms(given, current))
    click.echo(_sentence(changed))


@campaign.command()
def end() -> None:
    """End the current campaign now; what was given stays on record."""
    with existing_database() as engine:
        click.echo(_sentence(end_campaign(engine, BY, clock.today())))


def _terms(given: dict[str, str | None], current: Campaign | None) -> Terms:
    try:
        return read_terms(given, current)
    except FormError as error:
        raise click.BadParameter(str(error)) from None


def _sentence(campaign: Campaign) -> str:
    state = campaign.state(clock.today()).value
    until = f", until {day_in_words(campaign.ends_on)}" if campaign.ends_on else ""
    return f"{campaign.title}: {campaign.count_words} of {campaign.goal_words}, {state}{until}"


def _fields(campaign: Campaign) -> dict[str, str | int | None]:
    """The campaign by the names that the API gives it."""
    from_before = campaign.baseline
    counts_people = campaign.kind is CampaignKind.SUPPORTERS
    return {
        "id": campaign.id,
        "title": campaign.title,
        "message": campaign.message,
        "kind": campaign.kind.value,
        "goal": campaign.goal,
        "count": campaign.supporters + (from_before if counts_people else 0),
        "amount_minor": campaign.raised_minor + (0 if counts_people else from_before),
        "currency": campaign.currency,
        "starts_on": campaign.starts_on.isoformat() if campaign.starts_on else None,
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
        "state": campaign.state(clock.today()).value,
        "mode": campaign.mode.value,
        "next_goal": campaign.next_goal,
    }
