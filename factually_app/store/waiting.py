"""Working copies with what they are called: what waits on the desk."""

from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.store.rows import id_list
from factually_app.store.working_copies import all_working_copies


@dataclass(frozen=True)
class Waiting:
    """One working copy and the title or text of its record."""

    copy: WorkingCopy
    title: str

    @property
    def path(self) -> str:
        return f"/staff/{self.copy.kind.value}s/{self.copy.record_id}"


def waiting_copies(db: Database) -> list[Waiting]:
    """Return everything that is being written, what was touched last first."""
    copies = all_working_copies(db)
    titles = _titles(db, copies)
    return [Waiting(copy, titles.get((copy.kind, copy.record_id), copy.record_id)) for copy in copies]


def _titles(db: Database, copies: list[WorkingCopy]) -> dict[tuple[WorkingKind, str], str]:
    rows = db.query(
        """
        SELECT 'article' AS kind, id, title FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
         UNION ALL
        SELECT 'question', id, text FROM questions WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(copy.record_id for copy in copies)},
    )
    return {(WorkingKind(row["kind"]), row["id"]): row["title"] for row in rows}
