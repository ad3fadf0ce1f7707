"""What the one screen for a question shows: the draft, what is linked to it, what is found, the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim, ClaimRecord
from factually_app.domain.differences import FieldDifference
from factually_app.domain.draft import QuestionDraft
from factually_app.domain.finding import Finding
from factually_app.domain.listed_question import ClaimUse, ListedQuestion
from factually_app.domain.marks import marks_as_positions
from factually_app.domain.question import Question
from factually_app.domain.source import Source
from factually_app.domain.typed import TypedClaim, TypedSource
from factually_app.domain.working_copy import WorkingCopy
from factually_app.operations.answering import NewClaim
from factually_app.operations.duplicates import Similar, similar_claims, similar_sources
from factually_app.operations.finding import (
    FoundClaims,
    FoundQuestions,
    find_claims,
    find_questions,
    find_sources,
)
from factually_app.operations.lint import lint
from factually_app.operations.question_batch import question_of_draft
from factually_app.operations.working_copies import read_draft
from factually_app.store.articles import articles_asking
from factually_app.store.claims import claims_by_id
from factually_app.store.engine import Engine
from factually_app.store.question_links import uses_by_claim
from factually_app.store.question_list import listed_questions
from factually_app.store.questions import get_question, questions_before
from factually_app.store.sources import sources_by_id
from factually_app.web.answers import Answer, draw_written
from factually_app.web.open_state import read_open_state


@dataclass(frozen=True)
class LinkedClaim:
    """A claim in the list; `record` is None where it is gone."""

    id: str
    record: ClaimRecord | None
    uses: Sequence[ClaimUse]


@dataclass(frozen=True)
class Dropped:
    """What was just taken out of a list, to be put back where it was."""

    what: str
    id: str
    at: int
    text: str


@dataclass(frozen=True)
class Typed:
    """What stands in the fields for finding and making, none of which is part of the draft."""

    claim_q: str = ""
    next_q: str = ""
    source_q: str = ""
    new: NewClaim = field(default_factory=lambda: NewClaim(TypedClaim()))


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved meanwhile, and how what was typed here differs from it.

    `is_by_itself` says that nobody pressed anything: whoever is typing is not to be disturbed by it.
    """

    theirs: WorkingCopy
    differences: Sequence[FieldDifference]
    is_by_itself: bool


@dataclass(frozen=True)
class Screen:
    """Everything on the screen. `seen` and `based_on` are the versions that its form goes back with."""

    question: Question
    copy: WorkingCopy
    draft: QuestionDraft
    seen: int
    based_on: int
    claims: tuple[LinkedClaim, ...]
    next: tuple[ListedQuestion, ...]
    findings: Sequence[Finding]
    preview: Answer
    found: FoundClaims
    next_found: FoundQuestions
    sources: Sequence[Source]
    chosen_source: Source | None
    asked_under: Sequence[Article]
    follows: Sequence[Question]
    similar: Similar[Claim]
    similar_source: Similar[Source]
    typed: Typed
    problems: Mapping[str, str]
    conflict: Conflict | None
    dropped: Dropped | None
    said: str

    @property
    def typed_answer(self) -> str:
        """The short answer with its marks as people write them."""
        return marks_as_positions(self.draft.short_answer, self.draft.claim_ids)

    @property
    def is_new_claim_open(self) -> bool:
        new = self.typed.new
        begun = new.claim.text or new.source or new.evidence.source_id or self.typed.source_q
        return bool(begun) or any(
            name.startswith(("claim-", "evidence-", "source-")) for name in self.problems
        )


def draw_screen(
    engine: Engine,
    copy: WorkingCopy,
    *,
    draft: QuestionDraft | None = None,
    seen: tuple[int, int] | None = None,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
    conflict: Conflict | None = None,
    dropped: tuple[str, str, int] | None = None,
    said: str = "",
) -> Screen:
    """Draw the screen for a working copy, or for a `draft` that could not be saved as it is."""
    db = engine.reader()
    question = get_question(db, copy.record_id)
    draft = draft or question_draft(copy)
    typed = typed or Typed()
    preview = draw_written(db, question_of_draft(question, draft), state=read_open_state([]))
    records = {record.claim.id: record for record in preview.records}
    uses = uses_by_claim(db, draft.claim_ids, but=question.id)
    chosen = typed.new.evidence.source_id
    seen_at, based_on = seen or (copy.version, copy.based_on)
    return Screen(
        question=question,
        copy=copy,
        draft=draft,
        seen=seen_at,
        based_on=based_on,
        claims=tuple(LinkedClaim(id_, records.get(id_), uses.get(id_, ())) for id_ in draft.claim_ids),
        next=tuple(listed_questions(db, draft.next_ids)),
        findings=lint(engine, draft, record_id=question.id),
        preview=preview,
        found=find_claims(
            engine,
            typed.claim_q,
            linked=draft.claim_ids,
            question_id=question.id,
            about=f"{draft.text} {draft.short_answer}",
        ),
        next_found=find_questions(engine, typed.next_q, but=question.id),
        sources=find_sources(engine, typed.source_q),
        chosen_source=sources_by_id(db, [chosen]).get(chosen) if chosen else None,
        asked_under=articles_asking(db, question.id),
        follows=questions_before(db, question.id),
        similar=similar_claims(engine, typed.new.claim),
        similar_source=similar_sources(engine, typed.new.source or TypedSource()),
        typed=typed,
        problems=problems or {},
        conflict=conflict,
        dropped=_dropped(engine, dropped),
        said=said,
    )


def question_draft(copy: WorkingCopy) -> QuestionDraft:
    """Return the question that a working copy holds."""
    draft = read_draft(copy)
    assert isinstance(draft, QuestionDraft)  # noqa: S101 # what the kind of the copy says
    return draft


def _dropped(engine: Engine, dropped: tuple[str, str, int] | None) -> Dropped | None:
    if dropped is None:
        return None
    db, (what, id_, at) = engine.reader(), dropped
    if what == "claim":
        texts = {claim.id: claim.text for claim in claims_by_id(db, [id_]).values()}
    else:
        texts = {question.id: question.text for question in listed_questions(db, [id_])}
    return Dropped(what, id_, at, texts[id_]) if id_ in texts else None
