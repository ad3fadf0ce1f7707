"""What an article is made of: its sections, the claims they rest on, what its numbers stand for."""

from functools import lru_cache

from sqlite_utils import Database

from factually_app.domain.article import CitedSource, Section, SectionClaim
from factually_app.domain.claim import Stance
from factually_app.store.claims import claim_from
from factually_app.store.sources import source_from


def sections_of(db: Database, article_id: str) -> list[Section]:
    """Return an article's sections, each with the ids of the claims it rests on."""
    rows = db.query(
        """
        SELECT sections.position, sections.heading, sections.subtitle, sections.body_markdown,
               sections.body_html,
               (SELECT group_concat(claim_id, ' ')
                  FROM (SELECT section_claims.claim_id
                          FROM section_claims
                         WHERE section_claims.article_id = sections.article_id
                           AND section_claims.section = sections.position
                         ORDER BY section_claims.position)) AS claim_ids
          FROM sections
         WHERE sections.article_id = :article_id
         ORDER BY sections.position
        """,
        {"article_id": article_id},
    )
    return [
        Section(
            position=row["position"],
            heading=row["heading"],
            subtitle=row["subtitle"],
            body_markdown=row["body_markdown"],
            body_html=row["body_html"],
            claim_ids=tuple((row["claim_ids"] or "").split()),
        )
        for row in rows
    ]


def section_claims_of(db: Database, article_id: str) -> list[SectionClaim]:
    """Return the claims an article rests on, once each, oldest event first, undated last; no drafts.

    Its title claim is among them, in section 0 if in no other. Stances are in no order.
    """
    rows = db.query(
        """
        SELECT claims.id, claims.ref, claims.slug, claims.text, claims.about, claims.kind,
               claims.rating, claims.happened, claims.checked, claims.version,
               claims.created_at, claims.updated_at, claims.status,
               group_concat(resting.section, ' ') AS sections,
               (SELECT group_concat(stance, ' ') FROM evidence WHERE claim_id = claims.id) AS stances
          FROM (SELECT section, claim_id FROM section_claims WHERE article_id = :article_id
                 UNION ALL
                SELECT 0, claim_id FROM articles WHERE id = :article_id) AS resting
          JOIN claims ON claims.id = resting.claim_id
         WHERE claims.status <> 'draft'
         GROUP BY claims.id
         ORDER BY claims.happened IS NULL, claims.happened, claims.id
        """,
        {"article_id": article_id},
    )
    return [
        SectionClaim(
            claim_from(row),
            _numbers(row["sections"]),
            _stances(row["stances"] or ""),
        )
        for row in rows
    ]


def cited_sources_of(db: Database, article_id: str) -> list[CitedSource]:
    """Return what each number of an article stands for, in order of number."""
    rows = db.query(
        """
        SELECT article_sources.number, article_sources.locator, article_sources.quote,
               article_sources.note AS citation_note,
               article_sources.checked AS citation_checked,
               sources.id, sources.ref, sources.slug, sources.title, sources.publisher,
               sources.author, sources.published, sources.address, sources.archive_address,
               sources.kind, sources.language, sources.note, sources.checked, sources.version,
               sources.created_at, sources.updated_at, sources.status
          FROM article_sources
          LEFT JOIN sources ON sources.id = article_sources.source_id
         WHERE article_sources.article_id = :article_id
         ORDER BY article_sources.number
        """,
        {"article_id": article_id},
    )
    return [
        CitedSource(
            number=row["number"],
            source=source_from(row) if row["id"] else None,
            locator=row["locator"],
            quote=row["quote"],
            note=row["citation_note"],
            checked=bool(row["citation_checked"]),
        )
        for row in rows
    ]


@lru_cache(maxsize=1024)
def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in text.split()))


@lru_cache(maxsize=1024)
def _stances(text: str) -> tuple[Stance, ...]:
    """Read which way evidence points; few combinations are read over and over."""
    return tuple(Stance(stance) for stance in text.split())
