"""The newsroom as journeys enter it: an invented question with claims, and a browser that is signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sessions import new_session
from factually_app.operations.starting import start_question
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import Newsroom, evidence
from tests.journeys.site import Site
from tests.staff import WILLA, a_member


@contextmanager
def database(site: Site) -> Iterator[SqliteEngine]:
    """The site's database, beside the server that serves it."""
    engine = SqliteEngine(site.data / "factually.db")
    try:
        yield engine
    finally:
        engine.close()


def sign_in(page: Page, site: Site, role: Role) -> None:
    """Let a member of a role be signed in with this browser."""
    with database(site) as engine:
        session = new_session(a_member(engine, role), Stage.FULL, device="Weir", network="127.0.0.0/24")
        engine.commit(session.statements)
    page.context.add_cookies([{"name": "factually", "value": session.token, "url": site.origin}])


@dataclass(frozen=True)
class Begun:
    """A question that was started, and claims that may answer it."""

    url: str
    name: str
    claims: tuple[str, ...]


def begin_question(site: Site, name: str) -> Begun:
    """Start a question of its own for a journey, with claims that its words find."""
    with database(site) as engine:
        newsroom = Newsroom(engine)
        source = newsroom.source(f"Minutes of the {name} committee")
        texts = (
            f"The {name} clock stopped on 2 May 1994.",
            f"The {name} clock was wound by a weasel.",
            f"Nobody saw the {name} clock stop.",
        )
        for text in texts:
            newsroom.claim(text, evidence(source))
        question = start_question(engine, WILLA, text=f"Why did the {name} clock stop?")
    return Begun(f"{site.origin}/staff/questions/{question.id}", name, texts)
