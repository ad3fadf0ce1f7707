"""How a page travels: as it is, or made smaller by brotli or gzip; which, is what the browser takes."""

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

import brotli

IDENTITY = "identity"
LEAST_BYTES = 300
"""Below this the names of the headers cost more than is saved."""

_TEXT = ("text/", "application/json", "application/atom+xml", "application/javascript", "image/svg+xml")
_GZIP = 16 + zlib.MAX_WBITS


@lru_cache(maxsize=1024)
def accepted(header: str) -> str:
    """Return br, gzip or identity, the first of them that an Accept-Encoding header takes."""
    weights = {}
    for item in header.lower().split(","):
        name, _, parameter = item.partition(";")
        weights[name.strip()] = _weight(parameter)
    for name in ("br", "gzip"):
        if weights.get(name, 0.0) > 0:
            return name
    return IDENTITY


def _weight(parameter: str) -> float:
    """Return the q of a coding: 1 where none is said, 0 where it is not a number."""
    name, _, number = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0


def is_worth_it(content_type: str, length: int) -> bool:
    """Say whether making a body smaller saves anything: pictures and fonts are small already."""
    return length >= LEAST_BYTES and content_type.startswith(_TEXT)


def _gzip(body: bytes, level: int) -> bytes:
    # Without a time in its head, the same page is the same bytes.
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


QUICKLY: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"br": lambda body: brotli.compress(body, quality=4), "gzip": lambda body: _gzip(body, 5)}
)
"""For whoever asks first and waits: about a millisecond for an article."""

WELL: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"br": lambda body: brotli.compress(body, quality=11), "gzip": lambda body: _gzip(body, 9)}
)
"""For everyone after: a hundred times as long, and a fifth smaller."""
