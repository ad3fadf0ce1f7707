"""Pages as they are kept: drawn once, packed once, answered from memory; and the shelf they stand on."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from wsgiref.types import StartResponse

from factually_app.web.encodings import IDENTITY, QUICKLY, WELL, accepted, is_worth_it

Headers = list[tuple[str, str]]
Key = tuple[str, str, bool]
"""Path, query, and whether htmx asked for a piece."""

_OVERHEAD = 4_000
"""Bytes that a page takes besides its bodies: headers, objects, its place on the shelf."""

_MOST_ASKED = 16
"""Ways of saying what a browser accepts that a page remembers; there are few, and anybody can invent more."""

_OF_THE_MOMENT = ("content-length", "etag", "date")
"""What is made anew for each way to send the page, or for each answer by the server."""

_NOT_IN_A_304 = ("content-type", "content-length", "last-modified", "content-disposition")


class Page:
    """One answer with status 200, in every encoding that was asked for so far."""

    def __init__(self, version: object, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        self.version = version
        self.is_used = False
        self.is_best = False
        self._body = body
        self._lock = threading.Lock()
        kept = {name: value for name, value in headers if name.lower() not in _OF_THE_MOMENT}
        self.is_packable = is_worth_it(kept.get("Content-Type", ""), len(body))
        if self.is_packable:
            kept["Vary"] = ", ".join(filter(None, (kept.get("Vary"), "Accept-Encoding")))
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        self.digest = f'"{digest}"'
        self._headers = list(kept.items())
        self._same = [pair for pair in self._headers if pair[0].lower() not in _NOT_IN_A_304]
        self._same.append(("ETag", self.digest))
        self._ways: dict[str, tuple[Headers, bytes]] = {IDENTITY: self._way(IDENTITY, body)}
        self._asked: dict[str, tuple[Headers, bytes]] = {}

    @property
    def size(self) -> int:
        """How many bytes of memory it takes at most: what is packed is at most half of it, each way."""
        return _OVERHEAD + len(self._body) * (2 if self.is_packable else 1)

    def answer(self, known: str | None, accepts: str, is_head: bool, start: StartResponse) -> list[bytes]:
        """Answer with the page, its head alone, or that `known` (If-None-Match) is it already.

        `accepts` is Accept-Encoding as it was sent; what most browsers send is read once.
        """
        self.is_used = True
        if known and self._is_known(known):
            start("304 NOT MODIFIED", self._same.copy())
            return []
        headers, body = self._asked.get(accepts) or self._find_way(accepts)
        start("200 OK", headers.copy())
        return [] if is_head else [body]

    def improve(self) -> None:
        """Make it as small as it gets; whoever asks meanwhile gets it as it is."""
        self.is_best = True
        for name in [name for name in self._ways if name != IDENTITY]:
            self._ways[name] = self._packed(name, WELL[name])
        self._asked = {}

    def _find_way(self, accepts: str) -> tuple[Headers, bytes]:
        asked, encoding = self._asked, accepted(accepts)
        way = self._ways.get(encoding) or self._pack(encoding)
        if len(asked) < _MOST_ASKED:
            asked[accepts] = way
        return way

    def _is_known(self, known: str) -> bool:
        """Compare weakly, as If-None-Match is to be: the words count, not how they travelled."""
        if known == self.digest:
            return True
        tags = (tag.strip().removeprefix("W/") for tag in known.split(","))
        return known.strip() == "*" or self.digest in tags

    def _pack(self, encoding: str) -> tuple[Headers, bytes]:
        """Make it smaller for the first who takes this encoding; others wait for that."""
        if not self.is_packable:
            return self._ways[IDENTITY]
        with self._lock:
            if encoding not in self._ways:
                self._ways[encoding] = self._packed(encoding, QUICKLY[encoding])
                self.is_best = False
            return self._ways[encoding]

    def _packed(self, encoding: str, pack: Callable[[bytes], bytes]) -> tuple[Headers, bytes]:
        body = pack(self._body)
        return self._way(encoding, body) if len(body) <= len(self._body) // 2 else self._ways[IDENTITY]

    def _way(self, encoding: str, body: bytes) -> tuple[Headers, bytes]:
        # Bytes made smaller may differ from one time to the next; weak says that the words do not.
        if encoding == IDENTITY:
            own = [("ETag", self.digest)]
        else:
            own = [("Content-Encoding", encoding), ("ETag", f"W/{self.digest}")]
        return [*self._headers, *own, ("Content-Length", str(len(body)))], body


class Shelf:
    """Pages by key, within so many bytes; those not asked for since one last looked make room.

    So no page has to be moved when it is asked for, which would take a lock each time.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.evicted = 0
        self.pages: dict[Key, Page] = {}
        self._sizes: dict[Key, int] = {}
        self._lock = threading.Lock()

    def find(self, key: Key) -> Page | None:
        """Return a page, whichever version it is of. Takes no lock."""
        return self.pages.get(key)

    def put(self, key: Key, page: Page) -> None:
        """Keep a page; one that would take more than a quarter of the shelf is not kept."""
        size = page.size + len(key[0]) + len(key[1])
        with self._lock:
            self._take_out(key)
            if size > self.most_bytes // 4:
                return
            self.pages[key], self._sizes[key] = page, size
            self.bytes += size
            self._make_room()

    def __iter__(self) -> Iterator[Page]:
        with self._lock:
            return iter(list(self.pages.values()))

    def __len__(self) -> int:
        return len(self.pages)

    def _make_room(self) -> None:
        """Take out the oldest; one that was asked for since goes to the end of the row instead, once."""
        while self.bytes > self.most_bytes:
            key = next(iter(self.pages))
            page, size = self.pages[key], self._sizes[key]
            self._take_out(key)
            if page.is_used:
                page.is_used = False
                self.pages[key], self._sizes[key] = page, size
                self.bytes += size
            else:
                self.evicted += 1

    def _take_out(self, key: Key) -> None:
        if self.pages.pop(key, None) is not None:
            self.bytes -= self._sizes.pop(key)
