"""`factually sources`: whether cited documents are still where they were."""

import json
from collections import Counter
from datetime import timedelta

import click

from factually_app.cli.installation import existing_database
from factually_app.config import Settings
from factually_app.domain.source_check import Outcome
from factually_app.operations.asking import Asker
from factually_app.operations.source_checks import CheckedSource, check_sources


@click.group()
def sources() -> None:
    """Sources: whether cited documents are still where they were."""


@sources.command()
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 100_000),
    default=1_000,
    show_default=True,
    help="Ask at most so many.",
)
@click.option(
    "--older-than",
    metavar="DAYS",
    type=click.IntRange(0, 10_000),
    default=7,
    show_default=True,
    help="Ask those that nobody asked for so many days.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
@click.option("--allow-private", is_flag=True, help="Also ask addresses in private networks.")
def check(limit: int, older_than: int, as_json: bool, allow_private: bool) -> None:
    """Ask the address of each source whether the document is there. It only ever warns: exit 0.

    What is met is shown to the newsroom under "Sources to check". The proxy of FACTUALLY_PROXY, or else of
    HTTPS_PROXY, HTTP_PROXY and NO_PROXY, is used.
    """
    asker = Asker(Settings.from_environment().proxies, allow_private=allow_private)
    with existing_database() as engine:
        done = check_sources(
            engine,
            asker,
            older_than=timedelta(days=older_than),
            limit=limit,
            on_check=None if as_json else _say,
        )
    if as_json:
        click.echo(json.dumps({"ok": True, "checked": [_fields(each) for each in done]}, ensure_ascii=False))
    else:
        click.echo(_sum(done), err=True)


def _say(checked: CheckedSource) -> None:
    found = checked.check
    if found.outcome is not Outcome.FOUND:
        said = (found.status, found.leads_to and f"led to {found.leads_to}", found.detail)
        more = ", ".join(str(each) for each in said if each)
        click.echo(f"{found.outcome.value}: {checked.source.address} ({more}) · {checked.source.title}")


def _sum(done: list[CheckedSource]) -> str:
    counts = Counter(each.check.outcome for each in done)
    parts = [f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome if counts[outcome]]
    return f"{len(done):,} addresses asked{': ' if parts else ''}{', '.join(parts)}."


def _fields(checked: CheckedSource) -> dict[str, object]:
    found = checked.check
    return {
        "id": checked.source.id,
        "title": checked.source.title,
        "address": checked.source.address,
        "outcome": found.outcome.value,
        "status": found.status,
        "leads_to": found.leads_to,
        "detail": found.detail,
        "checked_at": found.checked_at,
    }
