"""A newsroom behind a running site: somebody of it who is signed in, and what readers wrote to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from factually_app.domain.correction import CorrectionKind
from factually_app.domain.letter import LetterKind
from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.corrections import issue_correction
from factually_app.operations.letter_box import Written, send_letter
from factually_app.operations.notices import Notice
from factually_app.operations.sessions import new_session
from factually_app.store.engine import Engine
from factually_app.store.letters import find_letter_of
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.throttle import Throttle
from tests.journeys.site import Site
from tests.staff import EDDA, a_member


@dataclass
class Newsroom:
    """The site's own database, beside the server that reads it."""

    site: Site
    engine: Engine
    throttle: Throttle
    written: list[str] = field(default_factory=list)

    @property
    def article_id(self) -> str:
        return self.site.article.rsplit("-", 1)[1]

    def sign_in(self, page: Page, role: Role = Role.EDITOR) -> None:
        """Let a browser be that of a member."""
        session = new_session(a_member(self.engine, role), Stage.FULL, device="Weir", network="here")
        self.engine.commit(session.statements)
        cookie = {"name": "factually", "value": session.token, "url": self.site.origin}
        page.context.add_cookies([cookie])  # type: ignore[list-item]

    def letter(self, kind: LetterKind, text: str, **fields: str) -> tuple[str, str]:
        """Put a letter into the box; its address and its id in the newsroom."""
        self.written.append(text)
        whence = f"reader {len(self.written)}"
        written = Written(kind, text, **fields)
        token = send_letter(self.engine, written, throttle=self.throttle, whence=whence)
        (row,) = self.engine.reader().query("SELECT digest FROM letters WHERE text = :text", {"text": text})
        letter = find_letter_of(self.engine.reader(), row["digest"], kind)
        assert letter
        return f"{kind.path}/{token}", letter.id

    def correct(self, **about: str) -> None:
        notice = Notice(CorrectionKind.CORRECTION, now="It was two.", was="It was noon.", place="Section 2")
        issue_correction(self.engine, EDDA, notice, **about)


@contextmanager
def newsroom_of(site: Site, folder: Path) -> Iterator[Newsroom]:
    """Open the database of a running site."""
    engine, throttle = SqliteEngine(site.data / "factually.db"), Throttle(folder / "throttle.db")
    try:
        yield Newsroom(site, engine, throttle)
    finally:
        throttle.close()
        engine.close()
