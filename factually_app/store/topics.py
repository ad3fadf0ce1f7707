"""Topics: reads and statements."""

from collections.abc import Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.topic import Topic
from factually_app.store.engine import Statement
from factually_app.store.rows import Row


def get_topic(db: Database, slug: str) -> Topic:
    """Return the topic at an address; NotFoundError when there is none."""
    if found := find_topic(db, slug):
        return found
    raise NotFoundError(f"no topic '{slug}'")


def find_topic(db: Database, slug: str) -> Topic | None:
    """Return the topic at an address; None when there is none."""
    rows = db.query("SELECT id, slug, name, description FROM topics WHERE slug = :slug", {"slug": slug})
    return next((topic_from(row) for row in rows), None)


def all_topics(db: Database) -> list[Topic]:
    """Return every topic by name."""
    rows = db.query("SELECT id, slug, name, description FROM topics ORDER BY name, id")
    return [topic_from(row) for row in rows]


def topic_ids(db: Database) -> Iterator[str]:
    """Yield every id in use."""
    return (row["id"] for row in db.query("SELECT id FROM topics"))


def topic_from(row: Row) -> Topic:
    """Make a topic of a row."""
    return Topic(row["id"], row["slug"], row["name"], row["description"])


def insert_topic(topic: Topic) -> Statement:
    return Statement(
        "INSERT INTO topics (id, slug, name, description) VALUES (:id, :slug, :name, :description)",
        vars(topic),
    )


def update_topic(topic: Topic) -> Statement:
    return Statement(
        "UPDATE topics SET slug = :slug, name = :name, description = :description WHERE id = :id",
        vars(topic),
    )
