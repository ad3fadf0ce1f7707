"""What happens to claims and sources when something that uses them is published: drafts go live."""

from collections.abc import Iterable

from factually_app.store.engine import Statement
from factually_app.store.record_guards import guard_evidenced
from factually_app.store.rows import id_list


def make_claims_live(claim_ids: Iterable[str]) -> list[Statement]:
    """Show drafts among these claims to readers, with the sources that bear on them.

    The batch is undone if one of them is rated and has no evidence, the live ones among them too.
    """
    every = list(claim_ids)
    ids = {"ids": id_list(every)}
    return [
        Statement(
            "UPDATE claims SET status = 'live'"
            " WHERE status = 'draft' AND id IN (SELECT value FROM json_each(:ids))",
            ids,
        ),
        Statement(
            "UPDATE sources SET status = 'live'"
            " WHERE status = 'draft' AND id IN (SELECT source_id FROM evidence"
            " WHERE claim_id IN (SELECT value FROM json_each(:ids)))",
            ids,
        ),
        guard_evidenced(every),
    ]


def make_sources_live(source_ids: Iterable[str]) -> Statement:
    """Show drafts among these sources to readers."""
    return Statement(
        "UPDATE sources SET status = 'live'"
        " WHERE status = 'draft' AND id IN (SELECT value FROM json_each(:ids))",
        {"ids": id_list(source_ids)},
    )
