"""What every page of the newsroom needs: its places, the word of its forms, messages for the next page."""

from dataclasses import dataclass

from flask import Flask, request

from factually_app.domain.staff import Role
from factually_app.web.staff.session import find_member, form_word


@dataclass(frozen=True)
class Place:
    """A part of the newsroom, for whoever may go there."""

    name: str
    path: str
    role: Role

    @property
    def is_here(self) -> bool:
        return request.path == self.path or request.path.startswith(f"{self.path}/")


PLACES = (
    Place("Articles", "/staff/articles", Role.WRITER),
    Place("Questions", "/staff/questions", Role.WRITER),
    Place("Claims", "/staff/claims", Role.WRITER),
    Place("Sources", "/staff/sources", Role.WRITER),
    Place("Letters", "/staff/letters", Role.WRITER),
    Place("Corrections", "/staff/corrections", Role.EDITOR),
    Place("Campaign", "/staff/campaign", Role.EDITOR),
    Place("Audit", "/staff/audit", Role.EDITOR),
    Place("Staff", "/staff/members", Role.ADMINISTRATOR),
)


def register(app: Flask) -> None:
    """Make what the newsroom's templates need known to them."""
    app.jinja_env.globals.update(
        signed_in_member=find_member,
        form_word=form_word,
        staff_places=places,
        staff_messages=messages,
    )


def places() -> list[Place]:
    """Return the parts of the newsroom that whoever is signed in may go to."""
    found = find_member()
    return [place for place in PLACES if found and found.may(place.role)]


SAID = {
    "saved": "Saved.",
    "signed-out": "You are signed out.",
    # letters and corrections
    "planned": "Whoever wrote it is told that the newsroom looks into it.",
    "taken-up": "It is a question of the newsroom's now, and answered as soon as that one is published.",
    "answered": "Whoever wrote it is shown the answer.",
    "declined": "Whoever wrote it is shown the reason.",
    "merged": "Whoever wrote it follows the other letter now.",
    "reopened": "It is new again.",
    "spam": "Set aside as spam.",
    "corrected": "Readers are told.",
}
"""What a page says first after something was done; the address carries the word, never the sentence."""


def messages() -> list[str]:
    """Return what was just done, as the address of this page says it."""
    return [SAID[word] for word in request.args.getlist("said") if word in SAID]
