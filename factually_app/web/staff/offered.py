"""Records offered while somebody types, each with what one chooses by: how it is used, whether it is live."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from sqlite_utils import Database

from factually_app.domain.claim import Claim
from factually_app.domain.match import MatchKind
from factually_app.domain.record_use import Uses
from factually_app.domain.source import Source
from factually_app.store.claims import claims_by_id
from factually_app.store.own_matches import find_own
from factually_app.store.record_uses import uses_of_claims, uses_of_sources
from factually_app.store.sources import sources_by_id
from factually_app.web.staff.record_pages import MOST_OFFERED

_ROW = re.compile(r"evidence-([1-9][0-9]?)-source")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class OfferedClaim:
    """A claim to choose, with its uses."""

    claim: Claim
    uses: Uses


@dataclass(frozen=True)
class OfferedSource:
    """A source to choose, with its uses."""

    source: Source
    uses: Uses


@dataclass(frozen=True)
class Wish:
    """What is looked for, and how one is to be chosen: by a `control` named `name`, or else by a link."""

    typed: str
    name: str
    control: str

    @property
    def found_in(self) -> str:
        """The id of the place beside a row of evidence in which its sources are offered, if it is one's."""
        row = _ROW.fullmatch(self.name)
        return f"found-{row[1]}" if row else ""


def wish(name: str | None = None) -> Wish:
    """Return what the address asks for. `?name=` makes the offered ones controls of a form of that name,
    of the type `?type=` (radio or checkbox); a `row` of evidence asks by the name of its own field."""
    asked = request.args
    row = asked.get("row", "")
    if re.fullmatch("[1-9][0-9]?", row):
        return Wish(asked.get(f"evidence-{row}-find", ""), f"evidence-{row}-source", "radio")
    name = asked.get("name", "") if name is None else name
    control = "checkbox" if asked.get("type") == "checkbox" else "radio"
    return Wish(asked.get("q", ""), name if _NAME.fullmatch(name) else "", control)


def offered_claims(db: Database, typed: str, *, ids: Sequence[str] | None = None) -> list[OfferedClaim]:
    """Return the claims that fit what was typed, best first; or those with these ids."""
    ids = find_own(db, MatchKind.CLAIM, typed, limit=MOST_OFFERED) if ids is None else ids
    claims, uses = claims_by_id(db, ids), uses_of_claims(db, ids)
    return [OfferedClaim(claims[id_], uses[id_]) for id_ in ids]


def offered_sources(db: Database, typed: str, *, ids: Sequence[str] | None = None) -> list[OfferedSource]:
    """Return the sources that fit what was typed, best first; or those with these ids."""
    ids = find_own(db, MatchKind.SOURCE, typed, limit=MOST_OFFERED) if ids is None else ids
    sources, uses = sources_by_id(db, ids), uses_of_sources(db, ids)
    return [OfferedSource(sources[id_], uses[id_]) for id_ in ids]
