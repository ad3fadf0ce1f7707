"""What staff sign in with: an e-mail address, and the name that the newsroom knows them by."""

import re
import unicodedata

from factually_app.content.plain import plain_text
from factually_app.domain.errors import FormError, UnreadableTextError

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
LONGEST_ADDRESS = 254
LONGEST_NAME = 100


def folded_address(address: str) -> str:
    """Return an address as it is kept: the same for every spelling that differs in case or spaces."""
    folded = unicodedata.normalize("NFC", "".join(address.split()).casefold())
    return folded.encode("utf-8", "replace").decode()  # halves of characters are nobody's address


def read_address(text: str) -> str:
    """Return an address as it is kept; FormError when it is none."""
    try:
        found = folded_address(plain_text(text.strip(), limit=LONGEST_ADDRESS))
    except UnreadableTextError as error:
        raise FormError({"address": f"The address cannot be kept: {error}."}) from None
    if not _ADDRESS.fullmatch(found):
        raise FormError(
            {"address": "An address has an @ with something on both sides, such as ann@weir.example."}
        )
    return found


def read_name(text: str) -> str:
    """Return a name as it is kept; FormError when it is none."""
    try:
        name = " ".join(plain_text(text, limit=LONGEST_NAME).split())
    except UnreadableTextError as error:
        raise FormError({"name": f"The name cannot be kept: {error}."}) from None
    if not name:
        raise FormError({"name": "A member has a name, which the record of what they do will show."})
    return name
