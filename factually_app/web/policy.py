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
        "thanks_wall.show": Access.ANYONE,
        "thanks_wall.change": Access.ANYONE,
        "ledger.show": Access.ANYONE,
        "ledger.download": Access.ANYONE,
        "demo.show": Access.ANYONE,
        "demo.play": Access.ANYONE,
        "api.campaign": Access.ANYONE,
        "health.healthz": Access.ANYONE,
        "metrics.show": Access.ANYONE,
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
        # claims and sources; what hangs on a record's status is in domain/record_rules.py
        "staff_claims.index": Role.WRITER,
        "staff_claims.find": Role.WRITER,
        "staff_claims.new": Role.WRITER,
        "staff_claims.add": Role.WRITER,
        "staff_claims.rows": Role.WRITER,
        "staff_claims.show": Role.WRITER,
        "staff_claims.change": Role.WRITER,
        "staff_sources.index": Role.WRITER,
        "staff_sources.find": Role.WRITER,
        "staff_sources.new": Role.WRITER,
        "staff_sources.add": Role.WRITER,
        "staff_sources.show": Role.WRITER,
        "staff_sources.change": Role.WRITER,
        "staff_sources.check": Role.WRITER,
        "staff_records.revisions": Role.WRITER,
        "staff_records.compare": Role.WRITER,
        "staff_records.restore": Role.WRITER,
        "staff_records.make_live": Role.REVIEWER,
        "staff_records.retire": Role.EDITOR,
        "staff_merging.show": Role.EDITOR,
        "staff_merging.merge": Role.EDITOR,
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
        "staff_wall.show": Role.EDITOR,
        "staff_wall.decide": Role.EDITOR,
        # articles as they are written
        "staff_article_list.index": Role.WRITER,
        "staff_article_list.new": Role.WRITER,
        "staff_article_list.create": Role.WRITER,
        "staff_articles.show": Role.WRITER,
        "staff_articles.save": Role.WRITER,
        "staff_article_preview.preview": Role.WRITER,
        "staff_article_preview.preview_saved": Role.WRITER,
        "staff_article_preview.answer": Role.WRITER,
        "staff_article_preview.found": Role.WRITER,
        "staff_paste.paste": Role.WRITER,
        # their way to readers and back; whose copy it is decides besides, in domain/working_copy.py
        "staff_article_steps.show": Role.WRITER,
        "staff_article_steps.submit": Role.WRITER,
        "staff_article_steps.discard": Role.WRITER,
        "staff_article_steps.approve": Role.REVIEWER,
        "staff_article_steps.send_back": Role.REVIEWER,
        "staff_article_steps.publish": Role.EDITOR,
        "staff_article_steps.schedule": Role.EDITOR,
        "staff_article_steps.unschedule": Role.EDITOR,
        "staff_article_steps.ask_withdraw": Role.EDITOR,
        "staff_article_steps.withdraw": Role.EDITOR,
        # their revisions, and ways in for outsiders
        "staff_revisions.index": Role.WRITER,
        "staff_revisions.show": Role.WRITER,
        "staff_revisions.compare": Role.WRITER,
        "staff_revisions.restore": Role.WRITER,
        "staff_preview_links.index": Role.WRITER,
        "staff_preview_links.make": Role.WRITER,
        "staff_preview_links.revoke": Role.WRITER,
        "preview.show": Access.ANYONE,
        "preview.answer": Access.ANYONE,
        # topics
        "staff_topics.index": Role.WRITER,
        "staff_topics.show": Role.EDITOR,
        "staff_topics.add": Role.EDITOR,
        "staff_topics.change": Role.EDITOR,
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
