"""Claim marks as people write them, {1} for the first linked claim, and as they are kept, by its id."""

import re
from collections.abc import Mapping, Sequence

_MARK = re.compile(r"\{([^{}]*)\}")


def marks_as_positions(short_answer: str, claim_ids: Sequence[str]) -> str:
    """Return a kept short answer as a form shows it. A mark of a claim that is not linked keeps its id."""
    return _renamed(short_answer, {id_: str(n) for n, id_ in _numbered(claim_ids)})


def marks_as_ids(typed: str, claim_ids: Sequence[str]) -> str:
    """Return what was typed as it is kept, beside the list of claims that it was typed beside.

    An id has six digits or more and a list never that many claims, so that no mark can mean two things.
    A number that no claim stands at stays what it is.
    """
    return _renamed(typed, {str(n): id_ for n, id_ in _numbered(claim_ids)})


def _numbered(claim_ids: Sequence[str]) -> list[tuple[int, str]]:
    """Return the claims with their positions from 1, a claim named twice at the first of its places."""
    return list(reversed(list(enumerate(claim_ids, start=1))))


def _renamed(text: str, names: Mapping[str, str]) -> str:
    def renamed(mark: re.Match[str]) -> str:
        parts = mark[1].split(",")
        return (
            "{"
            + ",".join(part.replace(p, names.get(p, p)) if (p := part.strip()) else part for part in parts)
            + "}"
        )

    return _MARK.sub(renamed, text)
