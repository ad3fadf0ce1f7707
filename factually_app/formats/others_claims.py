"""Checked claims of other newsrooms as lines of JSON: one claim a line, read and written here."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factually_app.domain.errors import FactuallyError
from factually_app.domain.others_claim import OthersClaim

LONGEST_LINE = 1_000_000
"""Bytes of a line."""
LONGEST_FIELD = 20_000
"""Characters of a field."""

_FIELDS = ("ref", "text", "title", "summary", "speaker", "date", "publisher", "url", "rating", "language")
_OF_EXPORTS = ("created_at", "updated_at")
"""What an export adds, so that an empty database becomes equal to the one exported."""
_KNOWN = (*_FIELDS, *_OF_EXPORTS)
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


class UnusableLineError(FactuallyError):
    """A line is no claim; `messages` say everything that is wrong with it."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = tuple(messages)


@dataclass(frozen=True)
class OthersLine:
    """What a line says. `values` are the fields that we know, by name; `unknown` are all others."""

    values: dict[str, str | None]
    unknown: dict[str, Any]

    @property
    def text(self) -> str:
        return self.values["text"] or ""

    @property
    def unknown_json(self) -> str | None:
        return json.dumps(self.unknown, ensure_ascii=False, sort_keys=True) if self.unknown else None


def read_line(line: bytes) -> OthersLine:
    """Return what a line says: absent, null and empty fields are None. UnusableLineError for no claim."""
    fields = _object(line)
    unknown = {name: value for name, value in fields.items() if name not in _KNOWN}
    values, messages = dict[str, str | None](), list[str]()
    for name in _KNOWN:
        try:
            values[name] = _text(name, fields.get(name))
        except ValueError as error:
            messages.append(str(error))
    if not values.get("text", "") and not messages:
        messages.append("`text` is missing: the claim itself, as it was checked")
    if (address := values.get("url")) and not _ADDRESS.fullmatch(address):
        messages.append("`url` is no address that starts with http:// or https://")
    if unknown and _UNREADABLE.search(json.dumps(unknown, ensure_ascii=False)):
        messages.append("a field holds half of a character, which no text may hold")
    if messages:
        raise UnusableLineError(messages)
    return OthersLine(values, unknown)


def looks_like_claim(line: bytes) -> bool:
    """Say whether the first line of an unnamed file makes it one of claims: an object with a text."""
    try:
        return b'"text"' in line and "text" in _object(line)
    except UnusableLineError:
        return False


def written_line(claim: OthersClaim) -> str:
    """Return a claim as a line that `read_line` reads back, without the break at its end."""
    ours = {
        "ref": claim.ref,
        "text": claim.text,
        "title": claim.title,
        "summary": claim.summary,
        "speaker": claim.speaker,
        "date": claim.said_on,
        "publisher": claim.publisher,
        "url": claim.address,
        "rating": claim.rating,
        "language": claim.language or None,
        "created_at": claim.created_at,
        "updated_at": claim.updated_at,
    }
    told = {name: value for name, value in ours.items() if value is not None}
    return json.dumps({**json.loads(claim.unknown or "{}"), **told}, ensure_ascii=False)


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise UnusableLineError([f"the line is longer than {LONGEST_LINE:,} bytes"])
    try:
        found = _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnusableLineError([f"byte {error.start + 1} of the line is not UTF-8"]) from None
    except json.JSONDecodeError as error:
        raise UnusableLineError([f"this is not JSON (column {error.colno}: {error.msg})"]) from None
    except (ValueError, RecursionError) as error:
        raise UnusableLineError([f"this JSON cannot be taken: {error}"]) from None
    if not isinstance(found, dict):
        raise UnusableLineError(['a line is one object, such as {"ref": "1", "text": "The tower fell."}'])
    return found


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"`{next(name for name in names if names.count(name) > 1)}` stands in it twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _text(name: str, value: object) -> str | None:
    """Return a field on one line; a number as it is written. ValueError says what is wrong with it."""
    if value is None:
        return None
    if not isinstance(value, str):
        value = _digits(name, value)
    if _UNREADABLE.search(value):
        raise ValueError(f"`{name}` holds a control character or half of a character, which no text may hold")
    if len(value) > LONGEST_FIELD:
        raise ValueError(f"`{name}` is longer than {LONGEST_FIELD:,} characters")
    return " ".join(value.split()) or None


def _digits(name: str, value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"`{name}` is no text")


_DECODER = json.JSONDecoder(object_pairs_hook=_each_once, parse_constant=_refuse)
