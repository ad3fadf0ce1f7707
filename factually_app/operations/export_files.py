"""Exporting: everything public and editorial as files that an import reads back to an equal database."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from factually_app.domain.errors import InputError, Problem
from factually_app.formats.content_entry import Kind
from factually_app.formats.exchange import Item, Names
from factually_app.formats.exchange_export import (
    exported_article,
    exported_campaign,
    exported_claim,
    exported_correction,
    exported_ledger_row,
    exported_moved_record,
    exported_pledge,
    exported_question,
    exported_revision,
    exported_source,
    exported_topic,
)
from factually_app.formats.exchange_yaml import write_files
from factually_app.formats.others_claims import written_line
from factually_app.operations.whole_records import article_record, claim_records, question_records
from factually_app.store.campaigns import all_campaigns
from factually_app.store.corrections import all_corrections
from factually_app.store.engine import Engine
from factually_app.store.exchange_reads import known_names
from factually_app.store.ledger import ledger_rows
from factually_app.store.moved_records import all_moved
from factually_app.store.others_claims import all_others_claims
from factually_app.store.pledges import all_pledges
from factually_app.store.revisions import KINDS, all_revisions
from factually_app.store.sources import all_sources
from factually_app.store.topics import all_topics

_UNFINISHED = ".part"
_OTHERS = "others_claims.jsonl"
_RECORDS = "|".join(kind.plural for kind in Kind)
_OURS = re.compile(rf"(({_RECORDS})(-\d+)?\.yaml|{re.escape(_OTHERS)})({re.escape(_UNFINISHED)})?")


def export_to(engine: Engine, folder: Path) -> list[Path]:
    """Write all records, drafts included, as they are at one moment; return the files.

    The folder is made when it is not there. One that holds anything but an earlier export is refused.
    """
    earlier = _earlier_export(folder)
    with engine.snapshot():
        names = _names(engine)
        written = [file for kind in Kind for file in _write(kind, _ITEMS[kind](engine, names), folder)]
        written += _write_others(engine, folder)
    for file in written:
        os.replace(_unfinished(file), file)
    for file in earlier - set(written):
        file.unlink(missing_ok=True)
    return written


def _earlier_export(folder: Path) -> set[Path]:
    """Return the files of an earlier export in the folder, which is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = set(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError([Problem(str(folder), 0, f"the folder cannot be used: {reason}")]) from None
    if others := sorted(file.name for file in found if not _OURS.fullmatch(file.name)):
        message = f"the folder holds other files ({others[0]}); name one that is new or empty"
        raise InputError([Problem(str(folder), 0, message)])
    return found


def _write(kind: Kind, items: Iterator[Item], folder: Path) -> Iterator[Path]:
    """Write files beside those of an earlier export, which stay whole until all is there."""
    for name, text in write_files(kind, items):
        file = folder / name
        _unfinished(file).write_text(text, "utf-8", newline="\n")
        yield file


def _write_others(engine: Engine, folder: Path) -> Iterator[Path]:
    """Write the claims of others, if there are any, line by line: there may be a million."""
    claims = all_others_claims(engine.reader())
    if (first := next(claims, None)) is None:
        return
    file = folder / _OTHERS
    with _unfinished(file).open("w", encoding="utf-8", newline="\n") as stream:
        for claim in chain([first], claims):
            stream.write(f"{written_line(claim)}\n")
    yield file


def _unfinished(file: Path) -> Path:
    return file.with_name(file.name + _UNFINISHED)


def _names(engine: Engine) -> Names:
    def refs(kind: Kind) -> dict[str, str]:
        known = known_names(engine.reader(), kind)
        return {name.id: name.ref for name in known if name.ref}

    return Names(refs(Kind.SOURCE), refs(Kind.CLAIM), refs(Kind.QUESTION), refs(Kind.CAMPAIGN))


def _topics(engine: Engine, _names: Names) -> Iterator[Item]:
    return map(exported_topic, sorted(all_topics(engine.reader()), key=lambda topic: topic.id))


def _sources(engine: Engine, _names: Names) -> Iterator[Item]:
    return map(exported_source, all_sources(engine.reader()))


def _claims(engine: Engine, names: Names) -> Iterator[Item]:
    records = claim_records(engine, _ids(engine, Kind.CLAIM))
    return (exported_claim(records[claim_id], names) for claim_id in sorted(records))


def _questions(engine: Engine, names: Names) -> Iterator[Item]:
    records = question_records(engine, _ids(engine, Kind.QUESTION))
    return (exported_question(records[question_id], names) for question_id in sorted(records))


def _articles(engine: Engine, names: Names) -> Iterator[Item]:
    ids = sorted(_ids(engine, Kind.ARTICLE))
    return (exported_article(article_record(engine, article_id), names) for article_id in ids)


def _campaigns(engine: Engine, _names: Names) -> Iterator[Item]:
    return map(exported_campaign, all_campaigns(engine.reader()))


def _pledges(engine: Engine, names: Names) -> Iterator[Item]:
    return (exported_pledge(pledge, names) for pledge in all_pledges(engine.reader()))


def _ledgers(engine: Engine, names: Names) -> Iterator[Item]:
    db = engine.reader()
    for campaign in all_campaigns(db):
        for row in ledger_rows(db, campaign.id):
            yield exported_ledger_row(campaign.id, row, names)


def _corrections(engine: Engine, _names: Names) -> Iterator[Item]:
    return map(exported_correction, all_corrections(engine.reader()))


def _moved_records(engine: Engine, _names: Names) -> Iterator[Item]:
    return map(exported_moved_record, all_moved(engine.reader()))


def _revisions(engine: Engine, _names: Names) -> Iterator[Item]:
    found = ((kind, revision) for kind in KINDS for revision in all_revisions(engine.reader(), kind))
    return (exported_revision(kind, revision) for kind, revision in found)


def _ids(engine: Engine, kind: Kind) -> list[str]:
    return [name.id for name in known_names(engine.reader(), kind)]


# In a stable order each, so that the same records are the same files.
_ITEMS: Mapping[Kind, Callable[[Engine, Names], Iterator[Item]]] = {
    Kind.TOPIC: _topics,
    Kind.SOURCE: _sources,
    Kind.CLAIM: _claims,
    Kind.QUESTION: _questions,
    Kind.ARTICLE: _articles,
    Kind.CAMPAIGN: _campaigns,
    Kind.LEDGER_ROW: _ledgers,
    Kind.PLEDGE: _pledges,
    Kind.CORRECTION: _corrections,
    Kind.MOVED_RECORD: _moved_records,
    Kind.REVISION: _revisions,
}
