"""Claims that other newsrooms checked: reads and statements."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from factually_app.domain.others_claim import OthersClaim
from factually_app.store.engine import Statement
from factually_app.store.rows import Row, id_list


def find_others_claim(db: Database, claim_id: str) -> OthersClaim | None:
    """Return one claim of another newsroom, if there is one of that id."""
    return others_claims_by_id(db, [claim_id]).get(claim_id)


def others_claims_by_id(db: Database, claim_ids: Iterable[str]) -> dict[str, OthersClaim]:
    """Return those of the claims that there are, by id."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, title, summary, speaker, said_on, publisher, address, rating,
               language, unknown, stems, created_at, updated_at
          FROM others_claims
         WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(claim_ids)},
    )
    return {row["id"]: _claim_from(row) for row in rows}


def all_others_claims(db: Database) -> Iterator[OthersClaim]:
    """Yield every claim of others, in the order in which they came."""
    rows = db.query(
        """
        SELECT id, ref, slug, text, title, summary, speaker, said_on, publisher, address, rating,
               language, unknown, stems, created_at, updated_at
          FROM others_claims
         ORDER BY number
        """
    )
    return (_claim_from(row) for row in rows)


def count_others_claims(db: Database) -> int:
    """Return how many claims of others are kept."""
    return int(next(db.query("SELECT count(number) AS claims FROM others_claims"))["claims"])


def _claim_from(row: Row) -> OthersClaim:
    return OthersClaim(**row)


def put_others_claim(claim: OthersClaim) -> Statement:
    """Keep a claim; one of the same id is replaced, but for when it came."""
    return Statement(
        """
        INSERT INTO others_claims (number, id, ref, slug, text, title, summary, speaker, said_on, publisher,
                                   address, rating, language, unknown, stems, created_at, updated_at)
        VALUES ((SELECT coalesce(max(number), 39999999) + 1 FROM others_claims), :id, :ref, :slug,
                :text, :title, :summary, :speaker, :said_on, :publisher, :address, :rating, :language,
                :unknown, :stems, :created_at, :updated_at)
        ON CONFLICT (id) DO UPDATE
           SET ref = excluded.ref, slug = excluded.slug, text = excluded.text, title = excluded.title,
               summary = excluded.summary, speaker = excluded.speaker, said_on = excluded.said_on,
               publisher = excluded.publisher, address = excluded.address, rating = excluded.rating,
               language = excluded.language, unknown = excluded.unknown, stems = excluded.stems,
               updated_at = excluded.updated_at
        """,
        vars(claim),
    )
