"""A topic: the shelf on which checks of one subject stand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject that checks are filed under; the slug is its address."""

    id: str
    slug: str
    name: str
    description: str

    @property
    def url(self) -> str:
        return f"/topics/{self.slug}"
