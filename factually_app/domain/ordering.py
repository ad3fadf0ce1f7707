"""Lists that people put in order: whatever is done to one, its places stay without gaps and doubles."""

from collections.abc import Sequence

Ids = tuple[str, ...]


def placed(ids: Sequence[str], id_: str, position: int) -> Ids:
    """Return the list with `id_` at a place from 1, whether it was in it before or not; 0 is the end."""
    others = without(ids, id_)
    at = len(others) if position < 1 else min(position - 1, len(others))
    return (*others[:at], id_, *others[at:])


def shifted(ids: Sequence[str], id_: str, *, by: int) -> Ids:
    """Return the list with `id_` so many places further down; at either end it stops."""
    if id_ not in ids:
        return tuple(ids)
    return placed(ids, id_, max(1, list(ids).index(id_) + 1 + by))


def without(ids: Sequence[str], id_: str) -> Ids:
    """Return the list without `id_`."""
    return tuple(other for other in ids if other != id_)
