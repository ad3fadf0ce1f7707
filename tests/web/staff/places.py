"""Every address of the application with records that exist, and everybody who may come to it.

A new address with parts in it needs a line in PARTS: without one, the tests over all addresses fail.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Flask
from werkzeug.routing import Rule

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.letter import Letter, LetterKind
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.domain.staff import Role, StaffMember
from factually_app.domain.working_copy import WorkingKind
from factually_app.formats.drafts import read_article_draft
from factually_app.operations import claims, sources
from factually_app.operations.preview_links import NewPreviewLink, make_preview_link
from factually_app.operations.sign_in_links import make_sign_in_link
from factually_app.operations.working_copies import open_working_copy, save_working_copy
from factually_app.store.campaigns import find_current_campaign
from factually_app.store.engine import Engine
from factually_app.store.payment_events import insert_event
from tests.factories import Newsroom
from tests.letters import a_letter as keep_letter
from tests.newcomers import a_session
from tests.operations.records import a_claim, a_source
from tests.payments import provider_event
from tests.staff import EDDA, WILLA, a_member

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Records:
    """What the addresses are about. Rita is a writer to whom things are done."""

    engine: Engine
    article: Article
    question: Question
    claim: Claim
    source: Source

    @property
    def rita(self) -> StaffMember:
        return a_member(self.engine, Role.WRITER, name="Rita")

    def a_link(self) -> str:
        return make_sign_in_link(self.engine, EDDA, self.rita.id)

    def a_session(self) -> str:
        return a_session(self.engine, self.rita).session.id

    def a_draft(self, kind: str) -> str:
        """Return a claim or a source that no reader sees, which every writer may change."""
        willa = a_member(self.engine, Role.WRITER)
        if kind == "claims":
            typed = a_claim(text=f"The ladder was too short, says {secrets.token_hex(4)}.")
            return claims.add_claim(self.engine, willa, typed).id
        return sources.add_source(self.engine, willa, a_source(another=True)).id

    def what_willa_writes(self) -> str:
        """Return an article of which Willa, who may discard her own, is writing a copy."""
        kept = open_working_copy(self.engine, WorkingKind.ARTICLE, self.article.id)
        draft = replace(read_article_draft(kept.content), summary=f"It stopped {secrets.token_hex(4)}. [1]")
        save_working_copy(self.engine, WILLA, WorkingKind.ARTICLE, self.article.id, draft, seen=kept.version)
        return self.article.id

    def a_letter(self, kind: LetterKind = LetterKind.QUESTION) -> Letter:
        return keep_letter(self.engine, f"Who paid for the bridge {secrets.token_hex(4)}?", kind=kind)

    def a_token(self, kind: LetterKind) -> str:
        token = secrets.token_urlsafe(16)
        keep_letter(self.engine, f"Who paid for the bridge {token}?", token=token, kind=kind)
        return token

    def a_pledge(self) -> str:
        newest = Newsroom(self.engine)
        campaign = find_current_campaign(self.engine.reader()) or newest.campaign()
        return newest.pledge(campaign, "miller").id

    def an_event(self) -> str:
        event_id = f"evt_{secrets.token_hex(4)}"
        event = provider_event(event_id, "paid", event_id)
        self.engine.commit([insert_event(event, received_at=event.happened_at)])
        return event_id

    def a_preview_link(self) -> NewPreviewLink:
        return make_preview_link(
            self.engine, EDDA, self.article.id, label="The clockmaker", lasts=timedelta(hours=48)
        )


Parts = Mapping[str, str]

PARTS: dict[str, Callable[[Records], Parts]] = {
    "articles.topic": lambda _: {"slug": "oddly-weir"},
    "articles.show": lambda r: {
        "topic": "oddly-weir",
        "slug": r.article.slug,
        "article_id": r.article.id,
    },
    "questions.show": lambda r: {"slug": r.question.slug, "question_id": r.question.id},
    "articles.records": lambda r: {
        "topic": "oddly-weir",
        "slug": r.article.slug,
        "article_id": r.article.id,
    },
    "claims.lead_on": lambda r: {"claim_id": r.claim.id},
    "sources.lead_on": lambda r: {"source_id": r.source.id},
    "claims.show": lambda r: {"slug": r.claim.slug, "claim_id": r.claim.id},
    "sources.show": lambda r: {"slug": r.source.slug, "source_id": r.source.id},
    "static": lambda _: {"filename": "site.css"},
    "followed_letters.asked": lambda r: {"token": r.a_token(LetterKind.QUESTION)},
    "followed_letters.feed": lambda r: {"token": r.a_token(LetterKind.QUESTION)},
    "followed_letters.reported": lambda r: {"token": r.a_token(LetterKind.REPORT)},
    "preview.show": lambda r: {"token": r.a_preview_link().token},
    "preview.answer": lambda r: {"token": r.a_preview_link().token, "question_id": r.question.id},
    "staff_welcome.show": lambda r: {"token": r.a_link()},
    "staff_welcome.set_password": lambda r: {"token": r.a_link()},
    "staff_account.end_session": lambda r: {"session_id": r.a_session()},
    "staff_members.give_role": lambda r: {"staff_id": r.rita.id},
    "staff_members.new_link": lambda r: {"staff_id": r.rita.id},
    "staff_members.remove": lambda r: {"staff_id": r.rita.id},
    "staff_members.end_sessions": lambda r: {"staff_id": r.rita.id},
    "staff_members.reset_factor": lambda r: {"staff_id": r.rita.id},
    "staff_supporters.refund": lambda r: {"pledge_id": r.a_pledge()},
    "staff_supporters.assign": lambda r: {"pledge_id": r.a_pledge()},
    "staff_supporters.event": lambda r: {"provider": "stripe", "event_id": r.an_event()},
    "staff_claims.show": lambda r: {"claim_id": r.claim.id},
    "staff_claims.change": lambda r: {"claim_id": r.a_draft("claims")},
    "staff_sources.show": lambda r: {"source_id": r.source.id},
    "staff_sources.change": lambda r: {"source_id": r.a_draft("sources")},
    **dict.fromkeys(
        (
            "staff_records.revisions",
            "staff_records.compare",
            "staff_records.restore",
            "staff_records.make_live",
            "staff_records.retire",
            "staff_merging.show",
            "staff_merging.merge",
        ),
        lambda r: {"shelf": "claims", "record_id": r.a_draft("claims")},
    ),
    **dict.fromkeys(
        (
            "staff_articles.show",
            "staff_articles.save",
            "staff_article_preview.preview",
            "staff_article_preview.preview_saved",
            "staff_article_steps.show",
            "staff_article_steps.submit",
            "staff_article_steps.approve",
            "staff_article_steps.send_back",
            "staff_article_steps.publish",
            "staff_article_steps.schedule",
            "staff_article_steps.unschedule",
            "staff_article_steps.ask_withdraw",
            "staff_article_steps.withdraw",
            "staff_revisions.index",
            "staff_revisions.compare",
            "staff_preview_links.index",
            "staff_preview_links.make",
        ),
        lambda r: {"article_id": r.article.id},
    ),
    "staff_article_steps.discard": lambda r: {"article_id": r.what_willa_writes()},
    "staff_revisions.show": lambda r: {"article_id": r.article.id, "number": "1"},
    "staff_revisions.restore": lambda r: {"article_id": r.article.id, "number": "1"},
    "staff_article_preview.answer": lambda r: {"article_id": r.article.id, "question_id": r.question.id},
    "staff_preview_links.revoke": lambda r: {
        "article_id": r.article.id,
        "link_id": r.a_preview_link().link.id,
    },
    "staff_topics.show": lambda _: {"slug": "oddly-weir"},
    "staff_topics.change": lambda _: {"slug": "oddly-weir"},
    **dict.fromkeys(
        (
            "staff_question_editor.show",
            "staff_question_editor.save",
            "staff_question_editor.claims",
            "staff_question_editor.following",
            "staff_question_editor.sources",
            "staff_question_steps.review",
            "staff_question_steps.submit",
            "staff_question_steps.publish",
            "staff_question_steps.approve",
            "staff_question_steps.send_back",
            "staff_question_steps.discard",
            "staff_question_steps.go_on",
            "staff_question_steps.revisions",
            "staff_question_steps.restore",
        ),
        lambda r: {"question_id": r.question.id},
    ),
    **dict.fromkeys(
        (
            "staff_letters.show",
            "staff_letters.plan",
            "staff_letters.take_up",
            "staff_letters.answer",
            "staff_letters.decline",
            "staff_letters.merge",
            "staff_letters.reopen",
        ),
        lambda r: {"letter_id": r.a_letter().id},
    ),
}
"""For each endpoint whose address has parts: which record it is asked for."""


def path_to(app: Flask, rule: Rule, records: Records) -> str:
    """Return the path of an address, with the ids of records that exist."""
    parts = PARTS[rule.endpoint](records) if rule.arguments else {}
    found = app.url_map.bind("localhost").build(rule.endpoint, dict(parts), method=method_of(rule))
    return str(found)


def rules(app: Flask, *, unsafe: bool | None = None) -> Iterator[Rule]:
    """Yield every rule of the application; those that change something, or those that do not."""
    for rule in app.url_map.iter_rules():
        if unsafe is None or unsafe == (method_of(rule) in UNSAFE):
            yield rule


def method_of(rule: Rule) -> str:
    """Return the method that a rule is about."""
    assert rule.methods is not None
    return min(rule.methods - {"HEAD", "OPTIONS"})
