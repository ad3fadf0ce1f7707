"""Atom: notices as a feed, each entry as plain text."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]

MIME_TYPE = "application/atom+xml; charset=utf-8"
_OURS = uuid.UUID("5f2c7d1e-6f0a-4c8e-9a53-0d7e3b1c4a92")
"""What the names of entries are made within: they stay the same wherever the site is served from."""


@dataclass(frozen=True)
class Entry:
    """One thing to tell. `id` is ours, `path` an address of this site, `text` plain."""

    id: str
    title: str
    path: str
    text: str
    at: datetime


def atom(
    *, title: str, path: str, home: str, base_url: str, entries: Iterable[Entry], since: datetime
) -> str:
    """Return a feed. `path` is its own address, `home` the page it goes with.

    `since` stands for when it last changed while it holds nothing. Without a `base_url` addresses
    have no host, which readers of the feed complete with the one they asked.
    """
    feed = _PlainFeed(
        title=title,
        link=base_url + home,
        feed_url=base_url + path,
        feed_guid=_name(f"feed {path}"),
        description=None,
        language="en",
        author_name="Factually",
    )
    feed.since = since
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=base_url + entry.path,
            description=None,
            unique_id=_name(f"entry {entry.id}"),
            pubdate=entry.at,
            updateddate=entry.at,
            text=entry.text,
        )
    return str(feed.writeString("utf-8"))


def _name(seed: str) -> str:
    return uuid.uuid5(_OURS, seed).urn


class _PlainFeed(Atom1Feed):  # type: ignore[misc] # the library has no types
    """The library's feed, which takes what it is given for HTML; ours is plain text and says so."""

    since: datetime

    def add_item_elements(self, handler: object, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["text"], {"type": "text"})  # type: ignore[attr-defined]

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=self.since)
