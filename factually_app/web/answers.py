"""What is drawn under questions: answers, and in them the questions that follow, as far as open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from factually_app.domain.claim import Claim, ClaimRecord
from factually_app.domain.question import Question
from factually_app.formats.records import QuestionRecord
from factually_app.store import claims, questions
from factually_app.web.as_written import LIVE, AsWritten, after_as_written, answering_as_written
from factually_app.web.open_state import OpenState, Path, anchor


@dataclass(frozen=True)
class Answer:
    """An opened question. `trail` leads from the outermost question down to the one before it.

    `path` begins with what `?path=` says of where it opens, if it opens anywhere but under an article.
    """

    question: Question
    path: Path
    trail: tuple[Question, ...]
    records: tuple[ClaimRecord, ...]
    open_claims: frozenset[str]
    next: tuple["Branch", ...]
    base: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.path)

    @property
    def url(self) -> str:
        return _url(self.question, self.base)

    def position_of(self, claim_id: str) -> int | None:
        """Return where a claim stands in this answer, from 1; None when it is not linked."""
        for position, record in enumerate(self.records, start=1):
            if record.claim.id == claim_id:
                return position
        return None

    @property
    def up(self) -> list[tuple[Question, str]]:
        """The trail with the anchor of each question on it."""
        first = len(self.path) - len(self.trail)
        return [(q, anchor(self.path[: first + n])) for n, q in enumerate(self.trail)]


@dataclass(frozen=True)
class Branch:
    """A question where it is offered. `above` when it is open further up and only linked here."""

    question: Question
    path: Path
    above: bool
    answer: Answer | None
    base: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.path)

    @property
    def url(self) -> str:
        return _url(self.question, self.base)

    @property
    def fragment_url(self) -> str:
        """Where the answer is fetched from: the question's page, told what is open above it."""
        outer = ".".join(self.path[:-1])
        return f"{self.url}?path={outer}" if outer else self.url

    @property
    def above_anchor(self) -> str:
        return anchor(self.path[: self.path.index(self.question.id) + 1])


def _url(question: Question, base: str) -> str:
    """Return where a question opens for whoever looks at this."""
    return f"{base}/{question.id}" if base else question.url


def draw_branches(
    db: Database, offered: Sequence[Question], *, state: OpenState, written: AsWritten = LIVE
) -> tuple[Branch, ...]:
    """Draw the questions under an article, each open as far as `state` says."""
    if not state.paths:
        return tuple(Branch(q, (q.id,), False, None, written.base) for q in offered)
    forest = _read_forest(db, state.ids, written)
    return tuple(forest.branch(question, (), state) for question in offered)


def draw_answer(
    db: Database,
    question: Question,
    *,
    root: Path = (),
    above: Path = (),
    state: OpenState,
    written: AsWritten = LIVE,
    known: Mapping[str, Question] | None = None,
) -> Answer:
    """Draw one question's answer; `above` are the ids of the questions open around it, `root` is where.

    `known` are all questions that may be drawn, where somebody read them already.
    """
    forest = _read_forest(db, state.ids | {question.id, *above}, written, root, known)
    trail = tuple(forest.by_id[id_] for id_ in above if id_ in forest.by_id)
    return forest.answer(question, trail, state)


def draw_written(db: Database, record: QuestionRecord, *, state: OpenState) -> Answer:
    """Draw the answer that readers will see once a question is published as it is being written.

    Claims that are drafts go live with it and are shown; questions that are drafts do not, and are not.
    """
    written = AsWritten({record.question.id: record})
    return draw_answer(db, record.question, state=state, written=written)


@dataclass(frozen=True)
class _Forest:
    """Everything that may be drawn, read in a number of queries that no answer changes."""

    by_id: Mapping[str, Question]
    after: Mapping[str, Sequence[Question]]
    answering: Mapping[str, Sequence[Claim]]
    records: Mapping[str, ClaimRecord]
    written: AsWritten
    root: Path = ()

    def branch(self, question: Question, trail: tuple[Question, ...], state: OpenState) -> Branch:
        outer = tuple(q.id for q in trail)
        path = (*self.root, *outer, question.id)
        above = question.id in outer
        opened = state.shows(path) and not above
        answer = self.answer(question, trail, state) if opened else None
        return Branch(question, path, above, answer, self.written.base)

    def answer(self, question: Question, trail: tuple[Question, ...], state: OpenState) -> Answer:
        path = (*self.root, *(q.id for q in trail), question.id)
        records = tuple(self.records[claim.id] for claim in self.answering.get(question.id, ()))
        inner = (*trail, question)
        return Answer(
            question=question,
            path=path,
            trail=trail,
            records=records,
            open_claims=frozenset(
                record.claim.id for record in records if state.shows((*path, record.claim.id))
            ),
            next=tuple(self.branch(q, inner, state) for q in self.after.get(question.id, ())),
            base=self.written.base,
        )


def _read_forest(
    db: Database,
    ids: Iterable[str],
    written: AsWritten,
    root: Path = (),
    known: Mapping[str, Question] | None = None,
) -> _Forest:
    ids = set(ids)
    answering = claims.claims_answering(db, ids)
    by_id = questions.questions_by_id(db, ids) if known is None else known
    after = questions.questions_after(db, ids)
    if written.records:
        answering |= answering_as_written(db, written)
        after |= after_as_written(db, written)
    linked = {claim.id: claim for group in answering.values() for claim in group}
    evidence = claims.evidence_for(db, linked)
    return _Forest(
        by_id={id_: written.question(question) for id_, question in by_id.items()},
        after=after,
        answering=answering,
        records={id_: ClaimRecord(claim, tuple(evidence.get(id_, ()))) for id_, claim in linked.items()},
        written=written,
        root=root,
    )
