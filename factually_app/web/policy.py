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
    ENROLLING = "enrolling"
    """Whoever is signed in, or would be if they had the second factor that they have to set up."""


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
        # signing in and out
        "staff_sign_in.show": Access.ANYONE,
        "staff_sign_in.sign_in": Access.ANYONE,
        "staff_sign_in.sign_out": Access.SIGNED_IN,
        "staff_welcome.show": Access.ANYONE,
        "staff_welcome.set_password": Access.ANYONE,
        "staff_second_factor.show": Access.SIGNED_IN,
        "staff_second_factor.complete": Access.SIGNED_IN,
        "staff_set_up_factor.show": Access.ENROLLING,
        "staff_set_up_factor.picture": Access.ENROLLING,
        "staff_set_up_factor.set_up": Access.ENROLLING,
        # one's own account
        "staff_account.show": Role.WRITER,
        "staff_account.change_password": Role.WRITER,
        "staff_account.remove_factor": Role.WRITER,
        "staff_account.new_codes": Role.WRITER,
        "staff_account.end_session": Role.WRITER,
        "staff_account.end_others": Role.WRITER,
        # looking after the others
        "staff_members.show": Role.ADMINISTRATOR,
        "staff_members.add": Role.ADMINISTRATOR,
        "staff_members.give_role": Role.ADMINISTRATOR,
        "staff_members.new_link": Role.ADMINISTRATOR,
        "staff_members.remove": Role.ADMINISTRATOR,
        "staff_members.end_sessions": Role.ADMINISTRATOR,
        "staff_members.reset_factor": Role.ADMINISTRATOR,
        "staff_audit.show": Role.EDITOR,
        # the desk
        "staff_desk.show": Role.WRITER,
    }
)
"""By endpoint. A role stands for itself and every role above it."""
