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
        # signing in and out
        "staff_sign_in.show": Access.ANYONE,
        "staff_sign_in.sign_in": Access.ANYONE,
        "staff_sign_in.sign_out": Access.SIGNED_IN,
        # the desk
        "staff_desk.show": Role.WRITER,
        # questions
        "staff_questions.index": Role.WRITER,
        "staff_questions.new": Role.WRITER,
        "staff_questions.start": Role.WRITER,
        "staff_questions.similar": Role.WRITER,
        "staff_questions.find": Role.WRITER,
        "staff_question_editor.show": Role.WRITER,
        "staff_question_editor.save": Role.WRITER,
        "staff_question_editor.claims": Role.WRITER,
        "staff_question_editor.following": Role.WRITER,
        "staff_question_editor.sources": Role.WRITER,
        "staff_question_steps.review": Role.WRITER,
        "staff_question_steps.submit": Role.WRITER,
        "staff_question_steps.go_on": Role.WRITER,
        "staff_question_steps.discard": Role.WRITER,
        "staff_question_steps.revisions": Role.WRITER,
        "staff_question_steps.restore": Role.WRITER,
        "staff_question_steps.approve": Role.REVIEWER,
        "staff_question_steps.send_back": Role.REVIEWER,
        "staff_question_steps.publish": Role.EDITOR,
    }
)
"""By endpoint. A role stands for itself and every role above it."""
