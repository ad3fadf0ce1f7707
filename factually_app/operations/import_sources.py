"""Sources of an import."""

from collections.abc import Sequence

from factually_app.content.slug import slugify
from factually_app.domain.source import Source
from factually_app.formats.content_entry import Entry
from factually_app.formats.exchange import source_item
from factually_app.operations.import_history import edit, history, ref_of, status_of, takes_over_revisions
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import LABEL, date_in, line_in, text_in
from factually_app.store.engine import Statement, guard_changed
from factually_app.store.sources import all_sources, insert_source, update_source


def plan_sources(plan: ImportPlan, entries: Sequence[Entry]) -> dict[str, Source]:
    """Plan the sources and return all there will be, by id."""
    sources = {source.id: source for source in all_sources(plan.engine.reader())}
    for entry in entries:
        old = sources.get(plan.who.id_of(entry))
        source = _source(plan, entry, old)
        plan.record(entry, _statements(plan, entry, source, old), is_new=old is None)
        sources[source.id] = source
    return sources


def _source(plan: ImportPlan, entry: Entry, old: Source | None) -> Source:
    title = line_in(plan, entry, "title")
    made = history(plan, entry, old)
    return Source(
        id=plan.who.id_of(entry),
        ref=ref_of(entry, old),
        slug=old.slug if old else entry.text("slug", slugify(title, fallback="source")),
        title=title,
        publisher=line_in(plan, entry, "publisher", limit=LABEL),
        author=line_in(plan, entry, "author") or None,
        published=date_in(plan, entry, "date"),
        address=entry.maybe("url"),
        archive_address=entry.maybe("archive_url"),
        kind=line_in(plan, entry, "kind", limit=LABEL) or "document",
        language=entry.text("language", "en"),
        note=text_in(plan, entry, "note") or None,
        checked=_is_checked(entry),
        version=made.version,
        created_at=made.created_at,
        updated_at=made.updated_at,
        status=status_of(entry, old),
    )


def _is_checked(entry: Entry) -> bool:
    """Older files say it in two notes: that the document was found, and that it was this address."""
    noted = entry.flag("verified") is True and entry.maybe("url_check") == "seen"
    return noted if (said := entry.flag("checked")) is None else said


def _statements(plan: ImportPlan, entry: Entry, source: Source, old: Source | None) -> list[Statement]:
    """Return what writes a source. A new one has no revision but those it brings; a change is recorded."""
    if old is None:
        takes_over_revisions(plan, entry, kept=source)
        return [insert_source(source)]
    item = source_item(source)
    if item == source_item(old):
        return []
    made = edit(plan, entry.kind, item, kept=source)
    return [update_source(source, seen=old.version), guard_changed(), made]
