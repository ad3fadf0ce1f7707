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
        editor_role=Role.EDITOR,
    )
    app.jinja_env.filters["device"] = device


def places() -> list[Place]:
    """Return the parts of the newsroom that whoever is signed in may go to."""
    found = find_member()
    return [place for place in PLACES if found and found.may(place.role)]


SAID = {
    "saved": "Saved.",
    "added": "Added as a draft: readers see it once something that uses it is published, or it is made live.",
    "unchanged": "Nothing was changed, so nothing was saved.",
    "live": "Readers see it now.",
    "retired": "Retired: it stays where it is used and is offered for no new use.",
    "merged": "Merged. This record stands for the other one now, wherever that was used.",
    "put-right": "This version cannot be restored just so: save it, and what has to be put right is said.",
    "restored": "Restored as a new version.",
    "signed-out": "You are signed out.",
    # steps of a working copy
    "started": "Started. Nobody but the newsroom sees it yet.",
    "submitted": "Submitted. Somebody else looks at it now.",
    "approved": "Approved. An editor can publish it.",
    "returned": "Back with its writer.",
    "published": "Published. Readers see it from now on.",
    "scheduled": "On the schedule.",
    "unscheduled": "Taken off the schedule.",
    "discarded": "Thrown away. The audit log keeps it.",
    "withdrawn": "Withdrawn. Its address tells readers why.",
    "revoked": "Revoked. That link works no more.",
    "taken-up": "The earlier version is in the form. Publishing it makes it a new one.",
    # accounts
    "password-set": "The password is set. You are signed out everywhere else.",
    "password-chosen": "Your password is set. Sign in with it.",
    "factor-removed": "The second factor is removed.",
    "session-ended": "That session is over.",
    "sessions-ended": "The other sessions are over.",
    "role-given": "The role is changed; they are signed out and sign in again with it.",
    "member-removed": "They are of the newsroom no more.",
    "member-signed-out": "They are signed out everywhere.",
    "factor-reset": "Their second factor is removed and they are signed out.",
    # letters and corrections
    "planned": "Whoever wrote it is told that the newsroom looks into it.",
    "made-question": "It is a question of the newsroom's now, and answered as soon as that one is published.",
    "answered": "Whoever wrote it is shown the answer.",
    "declined": "Whoever wrote it is shown the reason.",
    "letter-merged": "Whoever wrote it follows the other letter now.",
    "reopened": "It is new again.",
    "spam": "Set aside as spam.",
    "corrected": "Readers are told.",
}
"""What a page says first after something was done; the address carries the word, never the sentence."""


_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def device(said: str) -> str:
    """Return what a browser says it is in few words: Firefox on Linux; all it says, when that is unknown."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in said), None)
    system = next((name for sign, name in _SYSTEMS.items() if sign in said), None)
    return f"{browser} on {system}" if browser and system else said


def messages() -> list[str]:
    """Return what was just done, as the address of this page says it."""
    return [SAID[word] for word in request.args.getlist("said") if word in SAID]
