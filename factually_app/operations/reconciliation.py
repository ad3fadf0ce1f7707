"""Holding the ledger against a list that the provider exported: differences both ways, as sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from factually_app.domain.campaign import Mode
from factually_app.domain.errors import InputError, Problem
from factually_app.domain.money import Money
from factually_app.domain.pledge import Pledge, PledgeState, Provider
from factually_app.formats.tables import TableRow, read_table
from factually_app.store.engine import Engine
from factually_app.store.pledges import all_pledges

COLUMNS = ("reference", "amount", "currency", "state", "refunded")

_STATES = {
    **{state.value: state for state in PledgeState},
    "succeeded": PledgeState.PAID,
    "canceled": PledgeState.FAILED,
    "processing": PledgeState.PENDING,
    "partially_refunded": PledgeState.PAID,
}
"""A provider's words for where a payment is, beside ours."""

_NEVER_PAID = {PledgeState.PENDING, PledgeState.FAILED}


@dataclass(frozen=True)
class _Listed:
    """A payment as the provider's list has it."""

    amount: Money
    refunded: Money
    state: PledgeState

    @property
    def words(self) -> str:
        given_back = f", {self.refunded.words} of it given back" if self.refunded.minor else ""
        return f"{self.amount.words} {self.state}{given_back}"


def reconcile(engine: Engine, text: str, *, file: str, provider: Provider, mode: Mode) -> list[str]:
    """Return every difference between what is kept of a provider's payments and its own list.

    The list has to cover all of them: what it lacks is a difference too. Amounts are as people write
    them, such as 5.00. InputError names every line that cannot be read.
    """
    listed = _read(text, file)
    kept = {
        pledge.reference: pledge
        for pledge in all_pledges(engine.reader())
        if (pledge.provider, pledge.mode) == (provider, mode)
    }
    return list(_differences(listed, kept))


def _differences(listed: dict[str, _Listed], kept: dict[str, Pledge]) -> Iterator[str]:
    for reference, theirs in listed.items():
        ours = kept.get(reference)
        if ours is None and theirs.state not in _NEVER_PAID:
            yield f"{reference}: the list has {theirs.words}; here nothing is known of it"
        elif ours is not None and _says(ours) != theirs and not _both_unpaid(ours, theirs):
            yield f"{reference}: the list has {theirs.words}; here it is {_says(ours).words}"
    for reference, ours in kept.items():
        if reference not in listed and ours.paid:
            yield f"{reference}: here it is {_says(ours).words}; the list does not have it"


def _says(ours: Pledge) -> _Listed:
    refunded = min(ours.refunded_minor, ours.amount_minor)
    return _Listed(Money(ours.amount_minor, ours.currency), Money(refunded, ours.currency), ours.state)


def _both_unpaid(ours: Pledge, theirs: _Listed) -> bool:
    return ours.state in _NEVER_PAID and theirs.state in _NEVER_PAID


def _read(text: str, file: str) -> dict[str, _Listed]:
    needed = ("reference", "amount", "currency", "state")
    found: dict[str, _Listed] = {}
    problems: list[Problem] = []
    for row in read_table(text, file=file, needed=needed, known=COLUMNS):
        try:
            if (reference := row.cell("reference")) in found or not reference:
                raise ValueError(f"the reference '{reference}' is empty or stands here twice")
            found[reference] = _listed(row)
        except ValueError as error:
            problems.append(row.problem(str(error)))
    if problems:
        raise InputError(problems)
    return found


def _listed(row: TableRow) -> _Listed:
    currency, state = row.cell("currency").upper(), row.cell("state").lower().replace(" ", "_")
    if state not in _STATES:
        raise ValueError(f"'{state}' is not one of {', '.join(_STATES)}")
    amount = Money.parse(row.cell("amount"), currency)
    given_back = Money.parse(row.cell("refunded"), currency) if row.cell("refunded") else Money(0, currency)
    if _STATES[state] is PledgeState.REFUNDED:
        given_back = amount
    return _Listed(amount, given_back, _STATES[state])
