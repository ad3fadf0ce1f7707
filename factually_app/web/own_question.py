"""A question of a reader's own, typed or sent, and what is said aloud of what is found for it."""

from dataclasses import dataclass

from factually_app.operations.letter_box import SHORTEST
from factually_app.web.filters import count
from factually_app.web.nearest import Nearest


@dataclass(frozen=True)
class OwnQuestion:
    """A question as far as it is typed. `article_id` is of the check under which it is asked."""

    text: str
    article_id: str

    @property
    def is_whole(self) -> bool:
        """Say whether so much is typed that it could be sent."""
        return len(" ".join(self.text.split())) >= SHORTEST

    def words_for(self, near: Nearest) -> str:
        """Return what whoever does not see it is told was found; nothing while too little is typed."""
        if near:
            return f"{count(len(near.items), 'record')} found below"
        return "Nothing fits; you can ask the newsroom" if self.is_whole else ""
