"""Importing claims of other newsrooms: files that were checked whole are written piece after piece."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from factually_app.content.slug import slugify
from factually_app.domain.others_claim import OthersClaim
from factually_app.domain.stems import added_stems
from factually_app.formats.others_claims import OthersLine
from factually_app.operations.import_report import Count
from factually_app.operations.others_files import OthersFile, OthersFound, Progress, id_of_line, lines_read
from factually_app.store import edition
from factually_app.store.engine import Engine
from factually_app.store.others_claims import others_claims_by_id, put_others_claim
from factually_app.store.word_index import merge_index, segments_of_index

_PIECE = 2_000
"""Claims written in one batch."""
_MANY = 1_000
"""After so many new claims it is worth making the index one piece again, which is read faster."""
_MERGED = 4_000
"""Pages of the index that are merged in one batch, so that others who write wait a moment at most."""
_MOST_MERGES = 10_000


def write_files(
    engine: Engine,
    files: Sequence[OthersFile],
    found: OthersFound,
    *,
    at: str,
    dry_run: bool,
    on_claim: Progress,
) -> Count:
    """Keep the claims of files that were checked, piece after piece, and return how many were new or changed.

    `on_claim` is told how many are kept, and of how many.
    """
    total = Counter[str]()
    for file in files:
        claims = (_claim(line, at) for line in lines_read(file))
        while piece := list(islice(claims, _PIECE)):
            total += _write(engine, piece, dry_run=dry_run)
            on_claim(min(total.total(), found.claims), found.claims)
    if total["new"] + total["changed"] >= _MANY and not dry_run:
        merge_words(engine)
    on_claim(1, 1)
    return Count(total["new"], total["changed"], total["same"])


def _write(engine: Engine, piece: Sequence[OthersClaim], *, dry_run: bool) -> Counter[str]:
    claims = {claim.id: claim for claim in piece}
    kept = others_claims_by_id(engine.reader(), claims)
    changed = [claim for claim in claims.values() if claim.id in kept and not _is_same(claim, kept[claim.id])]
    new = [claim for claim in claims.values() if claim.id not in kept]
    if (new or changed) and not dry_run:
        engine.commit([*map(put_others_claim, [*changed, *new]), edition.content_changed()])
    same = len(claims) - len(new) - len(changed)
    return Counter(new=len(new), changed=len(changed), same=same)


def _is_same(claim: OthersClaim, kept: OthersClaim) -> bool:
    return replace(claim, created_at=kept.created_at, updated_at=kept.updated_at) == kept


def merge_words(engine: Engine) -> None:
    """Make the index of words one piece, as it is read fastest."""
    for _ in range(_MOST_MERGES):
        if segments_of_index(engine.reader()) < 2:
            return
        engine.commit([merge_index(_MERGED)])


def _claim(read: OthersLine, at: str) -> OthersClaim:
    said = read.values
    claim = OthersClaim(
        id=id_of_line(read),
        ref=said["ref"],
        slug=slugify(read.text, fallback="claim"),
        text=read.text,
        title=said["title"],
        summary=said["summary"],
        speaker=said["speaker"],
        said_on=said["date"],
        publisher=said["publisher"],
        address=said["url"],
        rating=said["rating"],
        language=said["language"] or "",
        unknown=read.unknown_json,
        stems="",
        created_at=said["created_at"] or at,
        updated_at=said["updated_at"] or at,
    )
    return replace(claim, stems=added_stems(claim.words, said=claim.language))
