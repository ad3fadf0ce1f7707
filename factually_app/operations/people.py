"""People: what is kept in place of who somebody is, a keyed digest."""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field

from factually_app.domain.errors import FactuallyError


class NobodyError(FactuallyError):
    """Somebody was to be named, and nobody was."""


@dataclass(frozen=True)
class PeopleKey:
    """The key of this installation: who has it can tell whether a digest is a certain person's."""

    key: bytes = field(repr=False)

    def address(self, text: str) -> str:
        """Return the digest of an e-mail address, the same for every spelling of it."""
        return person_digest(self.key, text)

    def customer(self, text: str) -> str:
        """Return the digest of the id that a provider has for a person."""
        return _digest(self.key, "customer:" + text)


def person_digest(key: bytes, person: str) -> str:
    """Return what is kept of a person: the same for every spelling that differs in case or spaces."""
    name = unicodedata.normalize("NFC", " ".join(person.split()).casefold())
    if not name:
        raise NobodyError("a supporter needs an address or a name, which is not kept")
    return _digest(key, "supporter:" + name)


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
