"""Importing: files become records, all of them or, when anything is wrong, none."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from factually_app import clock
from factually_app.domain.errors import InputError
from factually_app.domain.topic import Topic
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_articles import Shelves, plan_articles
from factually_app.operations.import_campaigns import plan_campaigns
from factually_app.operations.import_claims import plan_claims
from factually_app.operations.import_corrections import plan_corrections
from factually_app.operations.import_history import complete_histories
from factually_app.operations.import_identities import Identities
from factually_app.operations.import_moved_records import plan_moved_records
from factually_app.operations.import_others import write_files
from factually_app.operations.import_pages import GENERAL, Shelf, plan_pages
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_pledges import plan_ledgers, plan_pledges
from factually_app.operations.import_questions import plan_questions
from factually_app.operations.import_reading import Reading, read_paths
from factually_app.operations.import_report import ImportReport
from factually_app.operations.import_revisions import plan_revisions
from factually_app.operations.import_sources import plan_sources
from factually_app.operations.import_topics import plan_topics
from factually_app.operations.others_files import check_files
from factually_app.store.engine import Engine

Progress = Callable[[int, int], None]


def import_paths(
    engine: Engine,
    paths: Sequence[Path],
    *,
    publish: bool,
    dry_run: bool,
    by: str,
    topic: str | None = None,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Take content files, exports, folders of them, pasted pages and claims of others into the database.

    Raises InputError with everything that is wrong, before anything is written. `publish` publishes
    pasted pages although their sources are to be named, `topic` is what new ones are filed under,
    `by` signs the revisions. `on_progress` is told how much of the work is done, and of how much.
    """
    say = _parted(on_progress or _keep_quiet)
    reading = read_paths(paths, say("reading"))
    others = check_files(reading.others, say("checking"))
    with engine.snapshot():
        plan = _plan(engine, reading, by=by)
        topics = _plan_records(plan, reading)
        plan_pages(plan, reading.pages, Shelf(topic or GENERAL, topics), publish=publish)
    if problems := {*reading.problems, *others.all_problems, *plan.who.problems, *plan.problems}:
        raise InputError(sorted(problems))
    if not dry_run:
        _commit(plan, say("writing"))
    count = write_files(engine, reading.others, others, at=plan.at, dry_run=dry_run, on_claim=say("claims"))
    report = plan.report(dry_run=dry_run)
    warnings = (*report.warnings, *others.warnings)
    return replace(report, others=count if reading.others else None, warnings=warnings)


def _keep_quiet(_done: int, _total: int) -> None:
    """Tell nobody."""


def _plan(engine: Engine, reading: Reading, *, by: str) -> ImportPlan:
    """Return an empty plan that knows who is who, in the database and in all the files."""
    who = Identities(engine)
    who.take(reading.entries)
    revised = complete_histories(_of(reading, Kind.REVISION))
    return ImportPlan(engine, by, clock.stamp(), reading.files, who, revised)


def _plan_records(plan: ImportPlan, reading: Reading) -> dict[str, Topic]:
    """Plan the entries of content files, kind after kind, and return all topics there will be."""

    def spoken(kind: Kind) -> list[Entry]:
        return plan.who.spoken_for(_of(reading, kind))

    topics = plan_topics(plan, spoken(Kind.TOPIC))
    sources = plan_sources(plan, spoken(Kind.SOURCE))
    plan_claims(plan, spoken(Kind.CLAIM), sources)
    plan_questions(plan, spoken(Kind.QUESTION))
    plan_articles(plan, spoken(Kind.ARTICLE), Shelves(topics, sources))
    campaigns = plan_campaigns(plan, spoken(Kind.CAMPAIGN))
    plan_ledgers(plan, [entry for entry in _of(reading, Kind.LEDGER_ROW) if entry.sound])
    plan_pledges(plan, spoken(Kind.PLEDGE), campaigns)
    plan_corrections(plan, [entry for entry in _of(reading, Kind.CORRECTION) if entry.sound])
    plan_moved_records(plan, [entry for entry in _of(reading, Kind.MOVED_RECORD) if entry.sound])
    plan_revisions(plan, [entry for entry in _of(reading, Kind.REVISION) if entry.sound])
    return topics


def _of(reading: Reading, kind: Kind) -> list[Entry]:
    return [entry for entry in reading.entries if entry.kind is kind]


def _commit(plan: ImportPlan, say: Progress) -> None:
    batches = list(plan.batches())
    for done, batch in enumerate(batches, start=1):
        plan.engine.commit(batch)
        say(done, len(batches))


_PARTS = {"reading": (0, 20), "checking": (20, 50), "writing": (50, 60), "claims": (60, 100)}
"""Which hundredths of an import its parts take."""


def _parted(progress: Progress) -> Callable[[str], Progress]:
    """Return a function that gives each part its share of the progress."""

    def part(name: str) -> Progress:
        first, last = _PARTS[name]
        return lambda done, total: progress(first + (last - first) * done // max(total, 1), 100)

    return part
