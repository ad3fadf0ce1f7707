"""How a row becomes a value; the one place past which nothing is untyped."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from factually_app.domain.dates import PartialDate

Row = Mapping[str, Any]


def id_list(ids: Iterable[str]) -> str:
    """Return `ids` as the JSON text that `json_each` takes apart again in SQL."""
    return json.dumps(list(ids))


@lru_cache(maxsize=4096)
def partial_date(text: str | None) -> PartialDate | None:
    """Read a date of history. One that is often read is read once: it and its words never change."""
    return PartialDate(text) if text else None


def day(text: str | None) -> date | None:
    """Read a calendar day."""
    return date.fromisoformat(text) if text else None
