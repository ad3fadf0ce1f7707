"""The edition: version numbers that every batch bumps which changes what readers see."""

from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.store.engine import Statement


@dataclass(frozen=True)
class Edition:
    """What caches ask: did the content or the campaign change?"""

    content: int
    campaign: int


def get_edition(db: Database) -> Edition:
    """Return the edition that this connection sees."""
    row = next(db.query("SELECT content, campaign FROM edition WHERE id = 1"))
    return Edition(row["content"], row["campaign"])


def content_changed() -> Statement:
    """Say that articles, claims, questions, sources or topics are not what they were."""
    return Statement("UPDATE edition SET content = content + 1 WHERE id = 1")


def campaign_changed() -> Statement:
    """Say that the goal, or what stands toward it, is not what it was."""
    return Statement("UPDATE edition SET campaign = campaign + 1 WHERE id = 1")
