"""Revisions of articles, claims and questions: immutable, one for each edit."""

from collections.abc import Iterator

from sqlite_utils import Database

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
}
_SELECT = {
    "article": "SELECT article_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM article_revisions ORDER BY article_id, number",
    "claim": "SELECT claim_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM claim_revisions ORDER BY claim_id, number",
    "question": "SELECT question_id AS record_id, number, snapshot, note, made_by, made_at"
    " FROM question_revisions ORDER BY question_id, number",
}
KINDS = tuple(_INSERT)


def insert_revision(kind: str, revision: Revision) -> Statement:
    """Record an edit of an 'article', a 'claim' or a 'question'."""
    return Statement(_INSERT[kind], vars(revision))


def all_revisions(db: Database, kind: str) -> Iterator[Revision]:
    """Yield every revision of a kind, by record and number."""
    return (Revision(**row) for row in db.query(_SELECT[kind]))
