"""Revisions of articles, claims, questions and sources: immutable, one for each edit."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.revision import Revision
from factually_app.store.engine import Statement

_INSERT = {
    "article": "INSERT INTO article_revisions (article_id, number, snapshot, note, made_by, made_at)"
    " VALUES (:record_id, :number, :snapshot, :note, :made_by, :made_at)",
    "claim": "INSERT INTO claim_revisions (claim_id, number, snapshot, note, made_by, made_at)"
    " VALUES (:record_id, :number, :snapshot, :note, :made_by, :made_at)",
    "question": "INSERT INTO question_revisions"
    " (question_id, number, snapshot, note, made_by, made_at)"
    " VALUES (:record_id, :number, :snapshot, :note, :made_by, :made_at)",
    "source": "INSERT INTO source_revisions (source_id, number, snapshot, note, made_by, made_at)"
    " VALUES (:record_id, :number, :snapshot, :note, :made_by, :made_at)",
}
_SELECT = {
    "article": "SELECT article_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM article_revisions ORDER BY article_id, number",
    "claim": "SELECT claim_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM claim_revisions ORDER BY claim_id, number",
    "question": "SELECT question_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM question_revisions ORDER BY question_id, number",
    "source": "SELECT source_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM source_revisions ORDER BY source_id, number",
}
_OF_ONE = {
    "article": "SELECT article_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM article_revisions WHERE article_id = :record_id ORDER BY number DESC",
    "claim": "SELECT claim_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM claim_revisions WHERE claim_id = :record_id ORDER BY number DESC",
    "question": "SELECT question_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM question_revisions WHERE question_id = :record_id ORDER BY number DESC",
    "source": "SELECT source_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM source_revisions WHERE source_id = :record_id ORDER BY number DESC",
}
KINDS = tuple(_INSERT)


def insert_revision(kind: str, revision: Revision) -> Statement:
    """Record an edit of an 'article', a 'claim', a 'question' or a 'source'."""
    return Statement(_INSERT[kind], vars(revision))


def all_revisions(db: Database, kind: str) -> Iterator[Revision]:
    """Yield every revision of a kind, by record and number."""
    return (Revision(**row) for row in db.query(_SELECT[kind]))


def revisions_of(db: Database, kind: str, record_id: str) -> list[Revision]:
    """Return the revisions of one record, the newest first."""
    return [Revision(**row) for row in db.query(_OF_ONE[kind], {"record_id": record_id})]


def find_revision(db: Database, kind: str, record_id: str, number: int) -> Revision | None:
    """Return one revision; None when there is none of that number."""
    return next((made for made in revisions_of(db, kind, record_id) if made.number == number), None)


def get_revision(db: Database, kind: str, record_id: str, number: int) -> Revision:
    """Return one revision; NotFoundError when there is none of that number."""
    if found := find_revision(db, kind, record_id, number):
        return found
    raise NotFoundError(f"no revision {number} of {kind} '{record_id}'")
