"""Supporters from a list that was kept elsewhere, all of them or, when a line is wrong, none."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.domain.audit import Action
from factually_app.domain.campaign import Campaign
from factually_app.domain.errors import FactuallyError, FormError, InputError, Problem, UnreadableTextError
from factually_app.domain.money import Money
from factually_app.domain.pledge import Pledge, Provider
from factually_app.domain.staff import Actor
from factually_app.formats.tables import TableRow, read_table
from factually_app.operations.supporters import OfflineGift, as_pledge, current_campaign
from factually_app.store import audit, edition, pledges
from factually_app.store.engine import Engine, Statement

COLUMNS = ("person", "amount", "currency", "date", "reference")


@dataclass(frozen=True)
class OfflineReport:
    """How many gifts were new, or would be, and how many are kept already."""

    new: int
    same: int


def import_offline(
    engine: Engine, by: Actor, text: str, *, file: str, key: bytes, dry_run: bool
) -> OfflineReport:
    """Record the gifts of a list: person, and if known amount, currency, date and reference.

    The same list twice does no harm: without references, two gifts are the same when all they say
    is the same, as often as it is said. InputError names every line that cannot be taken.
    """
    campaign = current_campaign(engine)
    found = _pledges(read_table(text, file=file, needed=["person"], known=COLUMNS), campaign, key)
    db = engine.reader()
    new = [one for one in found if not pledges.find_payment(db, Provider.OFFLINE, one.reference)]
    if new and not dry_run:
        engine.commit([*_batch(new), _entry(by, campaign, new)])
    return OfflineReport(new=len(new), same=len(found) - len(new))


def readable_list(text: str, *, limit: int) -> str:
    """Return a list as somebody typed it; FormError where it cannot be read, or holds nothing."""
    try:
        read = plain_text(text, limit=limit).strip()
    except UnreadableTextError as error:
        raise FormError({"list": f"This cannot be read: {error}."}) from None
    if len(read.splitlines()) < 2 and not read.startswith("{"):
        raise FormError({"list": "Below the line that names the columns there has to be one at least."})
    return read


def _batch(new: list[Pledge]) -> list[Statement]:
    return [*(pledges.insert_unknown_pledge(pledge) for pledge in new), edition.campaign_changed()]


def _entry(by: Actor, campaign: Campaign, new: list[Pledge]) -> Statement:
    after = {"pledges": len(new), "amount_minor": sum(pledge.amount_minor for pledge in new)}
    return audit.insert_entry(
        by, Action.IMPORT_OFFLINE, "campaign", campaign.id, at=clock.stamp(), after=after
    )


def _pledges(rows: list[TableRow], campaign: Campaign, key: bytes) -> list[Pledge]:
    found: list[Pledge] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    said: Counter[str] = Counter()
    for row in rows:
        try:
            pledge = _pledge(row, campaign, key, said)
        except (FactuallyError, ValueError) as error:
            problems.append(row.problem(str(error)))
            continue
        if (line := lines.setdefault(pledge.reference, row.line)) != row.line:
            problems.append(row.problem(f"the reference '{pledge.reference}' stands on line {line} already"))
        found.append(pledge)
    if problems:
        raise InputError(problems)
    return found


def _pledge(row: TableRow, campaign: Campaign, key: bytes, said: Counter[str]) -> Pledge:
    currency = row.cell("currency").upper() or campaign.currency
    gift = OfflineGift(
        person=row.cell("person"),
        amount_minor=Money.parse(row.cell("amount") or "0", currency).minor,
        currency=currency,
        pledged_at=_moment(row.cell("date")),
        reference=row.cell("reference") or None,
    )
    pledge = as_pledge(gift, campaign, key=key)
    if gift.reference:
        return pledge
    same = f"{campaign.id}:{pledge.person}:{pledge.amount_minor}:{currency}:{row.cell('date')}"
    said[same] += 1
    digest = hashlib.sha256(f"{same}:{said[same]}".encode()).hexdigest()
    return replace(pledge, reference=f"list-{digest[:32]}")


def _moment(text: str) -> str | None:
    try:
        return f"{date.fromisoformat(text).isoformat()}T00:00:00+00:00" if text else None
    except ValueError:
        raise ValueError(f"'{text}' is not a day such as 2026-01-31") from None
