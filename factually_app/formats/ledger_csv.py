"""The public ledger as CSV: a row a line, each with the hash that chains it to the one before."""

from collections.abc import Iterable, Iterator

from factually_app.domain import ledger
from factually_app.domain.ledger import LedgerRow

FIELDS = (*ledger.FIELDS, "hash")


def ledger_csv(rows: Iterable[LedgerRow]) -> Iterator[str]:
    """Yield the lines of the file. The hash comes last, so that what it is made of stands before it."""
    yield ",".join(FIELDS) + "\n"
    for row in rows:
        yield f"{row.canonical},{row.hash or ''}\n"
