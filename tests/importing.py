"""What tests of import and export share: the invented town as files, and looks into the database."""

from collections.abc import Iterator
from pathlib import Path

from factually_app.domain.claim import ClaimRecord
from factually_app.formats.records import ArticleRecord, QuestionRecord
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_report import ImportReport
from factually_app.operations.whole_records import article_record, claim_records, question_records
from factually_app.store.engine import Engine
from factually_app.store.exchange_reads import known_names

WEIR = Path(__file__).parent / "operations" / "weir"


def take(engine: Engine, *paths: Path, publish: bool = False, dry_run: bool = False) -> ImportReport:
    """Import as the clerk of Oddly Weir."""
    return import_paths(engine, paths, publish=publish, dry_run=dry_run, by="the clerk")


def dump(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table."""
    db = engine.reader()
    return {table: sorted(map(repr, db.query(f"SELECT * FROM {table}"))) for table in db.table_names()}


def dump_records(engine: Engine) -> dict[str, list[str]]:
    """Return every row of the tables that an export carries over."""
    machinery = {"migrations", "edition", "guard", "payment_events", "staff_members", "audit_log"}
    machinery |= {name for name in dump(engine) if name.startswith("search_")}  # follows from the records
    return {table: rows for table, rows in dump(engine).items() if table not in machinery}


def id_of(engine: Engine, kind: str, ref: str) -> str:
    return next(name.id for name in known_names(engine.reader(), kind) if name.ref == ref)


def claim(engine: Engine, ref: str) -> ClaimRecord:
    return claim_records(engine, [found := id_of(engine, "claim", ref)])[found]


def question(engine: Engine, ref: str) -> QuestionRecord:
    return question_records(engine, [found := id_of(engine, "question", ref)])[found]


def article(engine: Engine, ref: str) -> ArticleRecord:
    return article_record(engine, id_of(engine, "article", ref))


def articles(engine: Engine) -> Iterator[ArticleRecord]:
    return (article_record(engine, name.id) for name in known_names(engine.reader(), "article"))


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that has to be in the file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
