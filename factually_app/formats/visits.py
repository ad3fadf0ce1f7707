"""The reference that goes with somebody to the payment page and comes back with the payment."""

import re

from factually_app.formats.event_json import Object

_VISIT = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)
_OURS = re.compile(r"([0-9a-f]{6,64})-[0-9a-f]{8,64}", re.ASCII)


def visit_in(item: Object, key: str) -> str | None:
    """Return a reference. It is part of an address that anybody may change: an odd one is none, no fault."""
    found = item.get(key)
    return found if isinstance(found, str) and _VISIT.fullmatch(found) else None


def campaign_of(visit: str | None) -> str | None:
    """Return the id of the campaign in a reference `<campaign id>-<random hex>`; None for any other text."""
    found = _OURS.fullmatch(visit) if visit else None
    return found[1] if found else None
