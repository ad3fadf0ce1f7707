"""A check as it is drawn, of what is kept or of what a draft would make: one way for both."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from factually_app.domain.article import CitedSource, SectionClaim
from factually_app.domain.question import Question
from factually_app.formats.records import ArticleRecord
from factually_app.operations.draft_questions import questions_as_written
from factually_app.store import claims
from factually_app.store.engine import Engine
from factually_app.store.questions import questions_after, questions_by_id
from factually_app.web.answers import draw_branches
from factually_app.web.as_written import AsWritten
from factually_app.web.filters import count
from factually_app.web.notices import DrawnNotice
from factually_app.web.open_state import OpenState
from factually_app.web.prose import plain, read_prose
from factually_app.web.timeline import Division, divide_evidence, draw_timeline

Needs = dict[str, Any]
"""What `articles/_check.html` needs."""


def draw_parts(
    record: ArticleRecord,
    resting: Sequence[SectionClaim],
    *,
    state: OpenState,
    notices: Sequence[DrawnNotice] = (),
    is_public: bool = True,
) -> Needs:
    """Return what a check is drawn of, but for the questions under it.

    What is not public has no address of its own for its records: they stand in the page itself.
    """
    return {
        "article": record.article,
        "description": plain(record.article),
        "sections": record.sections,
        "prose": read_prose(record.article, record.sections),
        "cited": {item.number: item for item in record.sources},
        "publishers": _publishers(record.sources),
        "resting": resting,
        "timeline": draw_timeline(resting),
        "title_claim": next((item.claim for item in resting if item.is_title), None),
        "divided": divided(resting),
        "records_url": record.article.records_url if is_public else None,
        "state": state,
        "notices": notices,
    }


def draw_draft(engine: Engine, record: ArticleRecord, *, state: OpenState, base: str) -> Needs:
    """Return what a check that is still being written is drawn of, as it would be when published.

    `base` is where the answers of its questions open for whoever looks at it.
    """
    db = engine.reader()
    written = as_written(engine, record.question_ids, state, base=base)
    asked = questions_by_id(db, record.question_ids)
    offered: list[Question] = [written.question(asked[id_]) for id_ in record.question_ids]
    parts = draw_parts(record, _resting(db, record), state=state, is_public=False)
    return {**parts, "branches": draw_branches(db, offered, state=state, written=written)}


def as_written(engine: Engine, question_ids: Sequence[str], state: OpenState, *, base: str) -> AsWritten:
    """Return the drafts among the questions that may be drawn."""
    return AsWritten(questions_as_written(engine, {*question_ids, *state.ids}), base)


def reached_from(engine: Engine, question_ids: Sequence[str]) -> set[str]:
    """Return the ids of all questions that can be opened below these, drafts as they are being written."""
    reached: set[str] = set()
    ahead = set(question_ids)
    while ahead:
        reached |= ahead
        written = questions_as_written(engine, ahead)
        following = {id_ for record in written.values() for id_ in record.next_ids}
        for after in questions_after(engine.reader(), ahead - set(written)).values():
            following.update(question.id for question in after)
        ahead = following - reached
    return reached


def divided(resting: Sequence[SectionClaim]) -> dict[str, tuple[Division, ...]]:
    """Divide the evidence on the article's own claim apart from that on the records in its text.

    Together they would mislead: a record that somebody said something is mostly supported,
    whatever the rating of the claim that the article checks.
    """
    title = [item for item in resting if item.is_title]
    others = [item for item in resting if not item.is_title]
    parts = {
        "On the claim of this check": divide_evidence(title),
        f"On the {count(len(others), 'claim record')} in the text": divide_evidence(others),
    }
    return {label: divisions for label, divisions in parts.items() if divisions}


def _resting(db: Database, record: ArticleRecord) -> list[SectionClaim]:
    """Return the claims that a draft rests on, in the order that the store has for an article."""
    sections: dict[str, set[int]] = {}
    if record.article.claim_id:
        sections[record.article.claim_id] = {0}
    for section in record.sections:
        for claim_id in section.claim_ids:
            sections.setdefault(claim_id, set()).add(section.position)
    found = claims.claims_by_id(db, sections)
    stances = claims.stances_by_claim(db, found)
    resting = [
        SectionClaim(claim, tuple(sorted(sections[id_])), tuple(stances.get(id_, ())))
        for id_, claim in found.items()
    ]
    return sorted(resting, key=_by_date)


def _by_date(item: SectionClaim) -> tuple[bool, str, str]:
    happened = item.claim.happened
    return happened is None, happened.text if happened else "", item.claim.id


def _publishers(cited: Sequence[CitedSource]) -> int:
    return len({item.source.publisher for item in cited if item.source})
