"""Sources: reads and statements."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from factually_app.domain.errors import NotFoundError
from factually_app.domain.record import RecordStatus
from factually_app.domain.source import Source
from factually_app.store.engine import Statement, Value
from factually_app.store.rows import Row, id_list, partial_date


def get_source(db: Database, source_id: str) -> Source:
    """Return one source; NotFoundError when there is none."""
    rows = db.query(
        """
        SELECT id, ref, slug, title, publisher, author, published, address, archive_address,
               kind, language, note, checked, version, created_at, updated_at, status
          FROM sources
         WHERE id = :id
        """,
        {"id": source_id},
    )
    for row in rows:
        return source_from(row)
    raise NotFoundError(f"no source '{source_id}'")


def all_sources(db: Database) -> Iterator[Source]:
    """Yield every source in order of id."""
    rows = db.query(
        """
        SELECT id, ref, slug, title, publisher, author, published, address, archive_address,
               kind, language, note, checked, version, created_at, updated_at, status
          FROM sources
         ORDER BY id
        """
    )
    return (source_from(row) for row in rows)


def sources_by_id(db: Database, source_ids: Iterable[str]) -> dict[str, Source]:
    """Return those of the sources that there are, by id."""
    rows = db.query(
        """
        SELECT id, ref, slug, title, publisher, author, published, address, archive_address,
               kind, language, note, checked, version, created_at, updated_at, status
          FROM sources
         WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": id_list(source_ids)},
    )
    return {row["id"]: source_from(row) for row in rows}


def sources_at(db: Database, addresses: Iterable[str]) -> list[Source]:
    """Return the sources at any of these addresses that may be used anew, the oldest first."""
    rows = db.query(
        """
        SELECT id, ref, slug, title, publisher, author, published, address, archive_address, kind,
               language, note, checked, version, created_at, updated_at, status
          FROM sources
         WHERE address IN (SELECT value FROM json_each(:addresses)) AND status <> 'retired'
         ORDER BY created_at, id
        """,
        {"addresses": id_list(addresses)},
    )
    return [source_from(row) for row in rows]


def source_from(row: Row, prefix: str = "") -> Source:
    """Make a source of a row whose source columns start with `prefix`."""
    return Source(
        id=row[f"{prefix}id"],
        ref=row[f"{prefix}ref"],
        slug=row[f"{prefix}slug"],
        title=row[f"{prefix}title"],
        publisher=row[f"{prefix}publisher"],
        author=row[f"{prefix}author"],
        published=partial_date(row[f"{prefix}published"]),
        address=row[f"{prefix}address"],
        archive_address=row[f"{prefix}archive_address"],
        kind=row[f"{prefix}kind"],
        language=row[f"{prefix}language"],
        note=row[f"{prefix}note"],
        checked=bool(row[f"{prefix}checked"]),
        version=row[f"{prefix}version"],
        created_at=row[f"{prefix}created_at"],
        updated_at=row[f"{prefix}updated_at"],
        status=RecordStatus(row[f"{prefix}status"]),
    )


def insert_source(source: Source) -> Statement:
    return Statement(
        "INSERT INTO sources (id, ref, slug, title, publisher, author, published, address,"
        " archive_address, kind, language, note, checked, version, created_at, updated_at, status)"
        " VALUES (:id, :ref, :slug, :title, :publisher, :author, :published, :address,"
        " :archive_address, :kind, :language, :note, :checked, :version, :created_at, :updated_at,"
        " :status)",
        _params(source),
    )


def update_source(source: Source, *, seen: int) -> Statement:
    """Replace what is kept of a source that still has version `seen`; guard it."""
    return Statement(
        "UPDATE sources SET ref = :ref, slug = :slug, title = :title, publisher = :publisher,"
        " author = :author, published = :published, address = :address,"
        " archive_address = :archive_address, kind = :kind, language = :language, note = :note,"
        " checked = :checked, version = :version, updated_at = :updated_at, status = :status"
        " WHERE id = :id AND version = :seen",
        {**_params(source), "seen": seen},
    )


def _params(source: Source) -> dict[str, Value]:
    return {
        **vars(source),
        "published": source.published.text if source.published else None,
        "checked": int(source.checked),
        "status": source.status.value,
    }
