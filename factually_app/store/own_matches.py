"""The newsroom's own records for what is being typed, drafts too: to be linked, or there already."""

from sqlite_utils import Database

from factually_app.domain.match import MatchKind
from factually_app.store.matching import find_matches


def find_own(db: Database, kind: MatchKind, typed: str, *, limit: int, typing: bool = True) -> list[str]:
    """Return the ids of the records of a kind that fit best, those of other newsrooms left out.

    BusyError as for `find_matches`.
    """
    found = find_matches(db, typed, kinds={kind}, limit=limit, drafts=True, typing=typing, ours=True)
    return [match.id for match in found]
