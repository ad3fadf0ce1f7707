"""Two people at one record: what the other one changed meanwhile, so that nobody overwrites it unseen."""

import json
from dataclasses import dataclass

from factually_app.domain.differences import FieldDifference, differences
from factually_app.formats.exchange import Item
from factually_app.store.revisions import find_revision, revisions_of
from factually_app.web.pages import reader
from factually_app.web.staff.record_pages import words_for


@dataclass(frozen=True)
class OthersChange:
    """Who saved last, when, and what changed since the version that the form was read at."""

    made_by: str
    made_at: str
    fields: list[FieldDifference]


def what_others_changed(kind: str, record_id: str, seen: int, now: Item) -> OthersChange:
    """Return what changed from the version that was read to what is kept now."""
    newest = next(iter(revisions_of(reader(), kind, record_id)), None)
    read = find_revision(reader(), kind, record_id, seen)
    then = json.loads(read.snapshot) if read else now
    fields = differences(then, now, words=words_for(then, now))
    return OthersChange(newest.made_by if newest else "somebody", newest.made_at if newest else "", fields)
