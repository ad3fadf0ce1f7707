"""The pages of the newsroom's letters: the queue, and one letter with what is offered for it."""

import re
from collections.abc import Mapping

from flask import Response, request
from sqlite_utils import Database

from factually_app.domain.letter import Letter, LetterState
from factually_app.domain.record import RecordStatus
from factually_app.domain.staff import Role
from factually_app.operations.near_letters import near_letters
from factually_app.store.articles import public_articles
from factually_app.store.corrections import corrections_of_article, newest_corrections
from factually_app.store.letters import (
    count_letters,
    find_letter,
    get_listed,
    letters_merged_into,
    letters_standing,
    letters_to_merge_into,
)
from factually_app.store.questions import questions_by_id
from factually_app.web.nearest import Nearest, nearest
from factually_app.web.notices import DrawnNotice, draw_notices
from factually_app.web.pages import page_number, reader, render
from factually_app.web.staff.session import member

A_PAGE = 50
MOST_OFFERED = 5
MOST_TO_MERGE_INTO = 50
MOST_COMPARED = 1_000
"""Other letters, the newest first, among which those are looked for that perhaps ask the same."""
MOST_NOTICES = 10
_CLAIM = re.compile(r"/claims/[^/]+-([0-9a-f]{6,64})", re.ASCII)


def draw_queue(sentence: str | None = None, *, status: int = 200) -> Response:
    """Draw the letters of the state that the address names; `sentence` says why nothing was done."""
    db = reader()
    stands, number = _state_asked_for(), page_number()
    found = letters_standing(db, stands, limit=A_PAGE + 1, offset=(number - 1) * A_PAGE)
    response = render(
        page="staff/letters/index.html",
        letters=found[:A_PAGE],
        articles=public_articles(db, {one.letter.article_id for one in found if one.letter.article_id}),
        stands=stands,
        counts=count_letters(db),
        number=number,
        has_older=len(found) > A_PAGE,
        may_review=member().may(Role.REVIEWER),
        sentence=sentence,
    )
    response.status_code = status
    return response


def draw_letter(
    letter_id: str,
    *,
    said: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    conflict: str | None = None,
    status: int = 200,
) -> Response:
    """Draw one letter; `said` is what was typed into a form that came back, and is kept."""
    db = reader()
    listed = get_listed(db, letter_id)
    find = request.args.get("find", "")
    letter = listed.letter
    near = nearest(db, find or letter.text, most=MOST_OFFERED, drafts=True, quiet=not find)
    others = letters_to_merge_into(db, letter, limit=MOST_COMPARED)
    response = render(
        page="staff/letters/show.html",
        listed=listed,
        article=public_articles(db, [letter.article_id or ""]).get(letter.article_id or ""),
        claim_id=_claim_id(letter),
        question=questions_by_id(db, [letter.question_id or ""]).get(letter.question_id or ""),
        head=find_letter(db, letter.merged_into or ""),
        followers=letters_merged_into(db, letter.id, limit=A_PAGE) if listed.alike else [],
        near=near,
        find=find,
        answers=_answers(db, letter, near),
        others=others[:MOST_TO_MERGE_INTO],
        like=near_letters(letter, others) if letter.state.is_open else [],
        said={"text": letter.text, "answer": "", "reason": "", "into": "", **(said or {})},
        problems=problems or {},
        conflict=conflict,
        may_review=member().may(Role.REVIEWER),
        may_correct=member().may(Role.EDITOR),
    )
    response.status_code = status
    return response


def _claim_id(letter: Letter) -> str:
    """Return the claim record whose page a report is about; an empty text for none."""
    found = _CLAIM.match(letter.page or "")
    return found[1] if found else ""


def _answers(db: Database, letter: Letter, near: Nearest) -> list[tuple[str, str]]:
    """Return what may answer a letter, as a form names it, with words for it."""
    live = [question for question in near.questions if question.status is not RecordStatus.DRAFT]
    questions = [(f"question:{question.id}", question.text) for question in live]
    notices = [(f"correction:{one.notice.id}", _words(one)) for one in _notices(db, letter)]
    return [*questions, *notices]


def _notices(db: Database, letter: Letter) -> tuple[DrawnNotice, ...]:
    own = corrections_of_article(db, letter.article_id) if letter.article_id else []
    newest = newest_corrections(db, limit=MOST_NOTICES)
    found = {notice.id: notice for notice in [*own, *newest]}
    return draw_notices(db, list(found.values())[: 2 * MOST_NOTICES])


def _words(one: DrawnNotice) -> str:
    return f"{one.notice.kind.label} of {one.notice.made_on.isoformat()}: {one.subject}"


def _state_asked_for() -> LetterState:
    asked = request.args.get("state", LetterState.NEW.value)
    return LetterState(asked) if asked in set(LetterState) else LetterState.NEW
