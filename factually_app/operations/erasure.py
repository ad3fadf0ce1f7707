"""Erasing a person: whatever could still tell who gave is taken out; what was given stays counted."""

import json
import secrets

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import NotFoundError
from factually_app.domain.staff import Actor
from factually_app.store import audit, edition
from factually_app.store.engine import Engine
from factually_app.store.payment_events import erase_from_events, erase_from_pledges, erase_from_supporters
from factually_app.store.pledges import has_person
from factually_app.store.thanks_wall import delete_names_of

REDACTED = json.dumps({"redacted": "a person was erased"})
"""What stands in place of every event of an erased person."""


def erase_person(engine: Engine, by: Actor, person: str) -> None:
    """Put a random digest in place of the digest `person`, redact their events, delete their first name.

    Totals stay. NotFoundError when nothing is kept of them.
    """
    if not has_person(engine.reader(), person):
        raise NotFoundError("nothing is kept of this person")
    nobody = secrets.token_hex(32)
    engine.commit(
        [
            delete_names_of(person),
            # The events before the pledges: they are found by the pledges that are still the person's.
            erase_from_events(person, become=nobody, raw=REDACTED),
            erase_from_pledges(person, become=nobody),
            erase_from_supporters(person, become=nobody),
            audit.insert_entry(by, Action.ERASE_PERSON, "person", "erased", at=clock.stamp()),
            edition.campaign_changed(),
        ]
    )
