"""Checking that the database is what it has to be; every finding is a sentence."""

from collections.abc import Iterator

from factually_app.domain.errors import UnreadableTextError
from factually_app.formats.records import ArticleRecord
from factually_app.operations.article_prose import citations_in, rendered
from factually_app.operations.audit import verify_audit_log
from factually_app.operations.ledger import verify_ledger
from factually_app.operations.letter_integrity import letter_findings
from factually_app.operations.record_integrity import record_findings
from factually_app.operations.whole_records import article_record
from factually_app.store import articles, integrity, pledges, questions
from factually_app.store.engine import Engine
from factually_app.store.exchange_reads import citations_of
from factually_app.store.ledger import ledger_sums
from factually_app.store.question_links import claim_ids_of


def findings(engine: Engine) -> list[str]:
    """Return everything that is wrong, seen at one moment; nothing, when all is well."""
    with engine.snapshot() as db:
        if faults := integrity.file_faults(db):
            # What a damaged file says beyond this could not be relied on.
            return [f"the file is damaged: {fault}" for fault in faults]
        if torn := list(_references(engine)):
            # Nor can records be read whole that hang on others which are not there.
            return torn
        return [finding for check in _CHECKS for finding in check(engine)]


def totals_findings(engine: Engine) -> list[str]:
    """Return where the totals are not what their rows and ledgers come to."""
    return list(_totals(engine))


def _references(engine: Engine) -> Iterator[str]:
    db = engine.reader()
    for table, parent in integrity.broken_references(db):
        yield f"a row of {table} names a record of {parent} that is not there"
    if not integrity.has_edition(db):
        yield "the edition is missing, so that caches never learn of changes"


def _totals(engine: Engine) -> Iterator[str]:
    db = engine.reader()
    for campaign_id in integrity.campaigns_without_totals(db):
        yield f"campaign {campaign_id} has no totals"
    for campaign_id, kept, written in ledger_sums(db):
        anew = pledges.counted_anew(db, campaign_id)
        if not kept == anew == written:
            found = f"its pledges come to {anew}, its ledger to {written}"
            yield f"campaign {campaign_id} keeps the totals {kept}, {found}"
    for campaign_id, people in integrity.miscounted_supporters(db).items():
        yield f"campaign {campaign_id} miscounts the pledges that stand of {people} of its supporters"


def _ledgers(engine: Engine) -> Iterator[str]:
    yield from verify_ledger(engine)


def _audit_log(engine: Engine) -> Iterator[str]:
    yield from verify_audit_log(engine)


def _sources_named(engine: Engine) -> Iterator[str]:
    db = engine.reader()
    for article_id in integrity.published_with_unnamed_sources(db):
        yield f"article {article_id} is published with sources still to be named"


def _sequences(engine: Engine) -> Iterator[str]:
    db = engine.reader()
    for kind, record_id in integrity.broken_sequences(db):
        yield f"the {kind} {record_id} do not run from first to last without gaps"


def _answers(engine: Engine) -> Iterator[str]:
    db = engine.reader()
    every = list(questions.all_questions(db))
    linked = claim_ids_of(db, [question.id for question in every])
    for question in every:
        known = set(linked.get(question.id, ()))
        named = {claim_id for sentence in question.sentences for claim_id in sentence.claim_ids}
        for claim_id in sorted(named - known):
            yield f"the answer to question {question.id} rests on claim {claim_id}, which is not linked to it"


def _derived(engine: Engine) -> Iterator[str]:
    """Hold what is derived from an article's Markdown against what it gives now."""
    db = engine.reader()
    for article_id in articles.article_ids(db):
        record = article_record(engine, article_id)
        if citations_in(record) != citations_of(db, article_id):
            yield f"article {article_id} keeps other citations than its prose has"
        if _rendered_anew(record) != record:
            yield f"article {article_id} shows other HTML, or another length, than its Markdown gives"


def _rendered_anew(record: ArticleRecord) -> ArticleRecord | None:
    try:
        return rendered(record)
    except UnreadableTextError:
        return None


_CHECKS = (
    _totals,
    _ledgers,
    _audit_log,
    _sources_named,
    _sequences,
    _answers,
    _derived,
    record_findings,
    letter_findings,
)
