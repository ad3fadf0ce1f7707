"""Every address of the application with records that exist, and everybody who may come to it.

A new address with parts in it needs a line in PARTS: without one, the tests over all addresses fail.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.domain.staff import Role, StaffMember
from factually_app.operations.sign_in_links import make_sign_in_link
from factually_app.store.engine import Engine
from tests.newcomers import a_session
from tests.staff import EDDA, a_member

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


Parts = Mapping[str, str]

PARTS: dict[str, Callable[[Records], Parts]] = {
    "articles.topic": lambda _: {"slug": "oddly-weir"},
    "articles.show": lambda r: {
        "topic": "oddly-weir",
        "slug": r.article.slug,
        "article_id": r.article.id,
    },
    "questions.show": lambda r: {"slug": r.question.slug, "question_id": r.question.id},
    "claims.show": lambda r: {"slug": r.claim.slug, "claim_id": r.claim.id},
    "sources.show": lambda r: {"slug": r.source.slug, "source_id": r.source.id},
    "static": lambda _: {"filename": "site.css"},
    "staff_welcome.show": lambda r: {"token": r.a_link()},
    "staff_welcome.set_password": lambda r: {"token": r.a_link()},
    "staff_account.end_session": lambda r: {"session_id": r.a_session()},
    "staff_members.give_role": lambda r: {"staff_id": r.rita.id},
    "staff_members.new_link": lambda r: {"staff_id": r.rita.id},
    "staff_members.remove": lambda r: {"staff_id": r.rita.id},
    "staff_members.end_sessions": lambda r: {"staff_id": r.rita.id},
    "staff_members.reset_factor": lambda r: {"staff_id": r.rita.id},
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
