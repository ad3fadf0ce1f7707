"""The one policy table: who may use which address. What it does not list is refused."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from factually_app.domain.staff import Role


class Access(StrEnum):
    """Who may use an address, where that is not a role."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    """Whoever has a session, also one that still lacks its second factor."""


POLICY: Mapping[str, Access | Role] = MappingProxyType(
    {
        # readers, supporters, programs
        "articles.index": Access.ANYONE,
        "articles.topic": Access.ANYONE,
        "articles.show": Access.ANYONE,
        "questions.show": Access.ANYONE,
        "claims.show": Access.ANYONE,
        "sources.show": Access.ANYONE,
        "support.show": Access.ANYONE,
        "support.counter": Access.ANYONE,
        "handover.checkout": Access.ANYONE,
        "thanks.thanks": Access.ANYONE,
        "ledger.show": Access.ANYONE,
        "ledger.download": Access.ANYONE,
        "demo.show": Access.ANYONE,
        "demo.play": Access.ANYONE,
        "api.campaign": Access.ANYONE,
        "health.healthz": Access.ANYONE,
        "webhooks.stripe": Access.ANYONE,
        "webhooks.standard": Access.ANYONE,
        "static": Access.ANYONE,
        # what readers write, and what they are told of our errors
        "letters.ask": Access.ANYONE,
        "letters.send_question": Access.ANYONE,
        "letters.asked": Access.ANYONE,
        "letters.report": Access.ANYONE,
        "letters.send_report": Access.ANYONE,
        "letters.reported": Access.ANYONE,
        "corrections.index": Access.ANYONE,
        "corrections.feed": Access.ANYONE,
        # signing in and out
        "staff_sign_in.show": Access.ANYONE,
        "staff_sign_in.sign_in": Access.ANYONE,
        "staff_sign_in.sign_out": Access.SIGNED_IN,
        # the desk
        "staff_desk.show": Role.WRITER,
        # the goal and what stands toward it
        "staff_campaign.show": Role.EDITOR,
        "staff_campaign.change": Role.EDITOR,
        "staff_campaign.new": Role.EDITOR,
        "staff_campaign.start": Role.EDITOR,
        "staff_campaign.end": Role.EDITOR,
        "staff_supporters.show": Role.EDITOR,
        "staff_supporters.add": Role.EDITOR,
        "staff_supporters.take_list": Role.EDITOR,
        "staff_supporters.refund": Role.EDITOR,
        "staff_supporters.events": Role.EDITOR,
        "staff_supporters.event": Role.EDITOR,
        "staff_supporters.issues": Role.EDITOR,
        "staff_supporters.assign": Role.EDITOR,
        # letters: who writes takes them up, who reviews has the last word to whoever wrote them
        "staff_letters.index": Role.WRITER,
        "staff_letters.show": Role.WRITER,
        "staff_letters.plan": Role.WRITER,
        "staff_letters.take_up": Role.WRITER,
        "staff_letters.answer": Role.REVIEWER,
        "staff_letters.decline": Role.REVIEWER,
        "staff_letters.merge": Role.REVIEWER,
        "staff_letters.reopen": Role.REVIEWER,
        "staff_letters.spam": Role.REVIEWER,
        # corrections
        "staff_corrections.index": Role.EDITOR,
        "staff_corrections.new": Role.EDITOR,
        "staff_corrections.issue": Role.EDITOR,
    }
)
"""By endpoint. A role stands for itself and every role above it."""
