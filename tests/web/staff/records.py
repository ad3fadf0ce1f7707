"""What tests of claims and sources in the newsroom type into the forms."""

import re
from typing import Any

from flask.testing import FlaskClient

from factually_app.domain.claim import Claim
from factually_app.domain.revision import Revision
from factually_app.domain.source import Source
from factually_app.formats.exchange import canonical, claim_item
from factually_app.operations.whole_records import claim_record
from factually_app.store.engine import Engine
from factually_app.store.revisions import insert_revision

HTMX = {"HX-Request": "true"}
BADLY_TYPED = ["\x00", "<b>" * 5_000, "x" * 200_000, "e" + "\u0301" * 40]


def claim_fields(text: str = "The ladder was too short.", **more: Any) -> dict[str, Any]:
    return {
        "claim-text": text,
        "claim-about": "the ladder",
        "claim-kind": "event",
        "claim-rating": "supported",
        "claim-happened": "1994-05",
        "claim-checked": "yes",
        "seen": "0",
        **more,
    }


def source_fields(title: str = "Invoice for a ladder", **more: Any) -> dict[str, Any]:
    return {
        "source-title": title,
        "source-publisher": "Weir Ironmongers",
        "source-kind": "invoice",
        "source-language": "en",
        "source-address": "https://ironmongers.example/invoice",
        "seen": "0",
        **more,
    }


def row(nth: int, source: Source, **more: Any) -> dict[str, Any]:
    fields = {"source": source.id, "stance": "supports", **more}
    return {f"evidence-{nth}-{name}": value for name, value in fields.items()}


def id_in(location: str) -> str:
    found = re.search(r"/staff/\w+/([0-9a-f]{6,})", location)
    assert found, location
    return found[1]


def with_history(engine: Engine, claim: Claim) -> Claim:
    """Give a claim of the factory its first revision, as every claim of ours has."""
    item = claim_item(claim_record(engine, claim.id))
    made = Revision(claim.id, 1, canonical(item), None, "an import", claim.created_at)
    engine.commit([insert_revision("claim", made)])
    return claim


def is_found(client: FlaskClient, path: str) -> bool:
    return client.get(path).status_code == 200
