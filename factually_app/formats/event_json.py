"""Reading a provider's JSON without trusting it: typed values or a clear error, and names taken out."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from factually_app.domain.payment import Digests, MalformedEventError

DEEPEST = 32
LARGEST = 10**15
LATEST = 32_503_680_000
"""The year 3000, in seconds since 1970."""

_NAME = re.compile(r"[!-~]{1,255}", re.ASCII)
_CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)
_MAIL = re.compile(r"[^\s@\"'<>,;]+@[^\s@\"'<>,;]+")
_WORD = re.compile(r"[^\s\"'<>,;]+")
_PERSONAL = re.compile(
    r"name|e-?mail|phone|address|line[12]|city|postal|zip|birth|description|note|fingerprint"
)
_ABOUT_SOMEBODY = {
    "customer_details",
    "billing_details",
    "shipping",
    "shipping_details",
    "collected_information",
    "custom_fields",
    "metadata",
    "payment_method_details",
    "evidence",
    "ip",
}
"""Where texts are removed whatever they are called."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Object = Mapping[str, Json]


def loads(text: str) -> Object:
    """Read a JSON object; MalformedEventError for anything else, too deep, or not quite JSON."""
    try:
        found: Json = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        _require_shallow(found, DEEPEST)
    except (ValueError, RecursionError):
        raise MalformedEventError("the body is not JSON that can be read") from None
    if not isinstance(found, dict):
        raise MalformedEventError("the body is not a JSON object")
    return found


def _refuse(constant: str) -> Json:
    raise ValueError(constant)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _require_shallow(value: Json, depth: int) -> None:
    if depth == 0:
        raise ValueError("too deep")
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _require_shallow(item, depth - 1)


def part(item: Object, *keys: str) -> Object:
    """Return the object under keys, one within the other; an empty one where there is none."""
    for key in keys:
        found = item.get(key)
        item = found if isinstance(found, dict) else {}
    return item


def listed(item: Object, key: str) -> list[Object]:
    """Return the objects of a list."""
    found = item.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def maybe_name(item: Object, key: str) -> str | None:
    """Return an id: plain letters without blanks. Stripe may write the whole object in its place."""
    found = item.get(key)
    if isinstance(found, dict):
        found = found.get("id")
    if found is None or found == "":
        return None
    if not isinstance(found, str) or not _NAME.fullmatch(found):
        raise MalformedEventError(f"`{key}` is not an id")
    return found


def name(item: Object, key: str) -> str:
    """Return an id that has to be there."""
    if (found := maybe_name(item, key)) is None:
        raise MalformedEventError(f"`{key}` is missing")
    return found


def maybe_text(item: Object, key: str) -> str | None:
    """Return a text that is not empty."""
    found = item.get(key)
    return found.strip() or None if isinstance(found, str) else None


def amount(item: Object, key: str, default: int | None = None) -> int:
    """Return minor units; the default where they are absent."""
    found = item.get(key, default)
    found = default if found is None else found
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= LARGEST:
        raise MalformedEventError(f"`{key}` is not an amount in the smallest unit of its currency")
    return found


def currency(item: Object, key: str = "currency") -> str:
    """Return three capitals."""
    found = item.get(key)
    if not isinstance(found, str) or not _CURRENCY.fullmatch(found):
        raise MalformedEventError(f"`{key}` is not a currency such as usd")
    return found.upper()


def moment(item: Object, key: str) -> str:
    """Return a moment given as seconds since 1970 the way moments are kept."""
    found = item.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= LATEST:
        raise MalformedEventError(f"`{key}` is not a moment in seconds since 1970")
    return datetime.fromtimestamp(found, UTC).isoformat(timespec="seconds")


def redacted(item: Object, digests: Digests) -> str:
    """Return an event as JSON text without a name or address: mail as a digest, the rest removed."""
    return json.dumps(_redacted(dict(item), digests), sort_keys=True, separators=(",", ":"))


def _redacted(value: Json, digests: Digests, key: str = "", *, personal: bool = False) -> Json:
    personal = personal or key in _ABOUT_SOMEBODY or bool(_PERSONAL.search(key.lower()))
    if isinstance(value, dict):
        return {
            _without_mail(name): _redacted(item, digests, name, personal=personal)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_redacted(item, digests, key, personal=personal) for item in value]
    if not isinstance(value, str) or not value:
        return value
    if _MAIL.fullmatch(value.strip()):
        return f"digest:{digests.address(value)}"
    return "removed" if personal else _without_mail(value)


def _without_mail(text: str) -> str:
    """Remove addresses from a text, in one pass however long it is."""
    return _WORD.sub(lambda word: "removed" if "@" in word[0] else word[0], text) if "@" in text else text
