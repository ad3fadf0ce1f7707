"""What the page of an article that is being written is drawn of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factually_app.domain.article import Article
from factually_app.domain.claim import Claim
from factually_app.domain.differences import FieldDifference
from factually_app.domain.draft import ArticleDraft
from factually_app.domain.finding import Finding
from factually_app.domain.match import MatchKind
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.domain.working_copy import WorkingCopy
from factually_app.operations.article_of_draft import article_of_draft
from factually_app.operations.lint import lint
from factually_app.store.claims import claims_by_id
from factually_app.store.own_matches import find_own
from factually_app.store.questions import questions_by_id
from factually_app.store.sources import sources_by_id
from factually_app.store.topics import all_topics
from factually_app.web.check import Needs, draw_draft
from factually_app.web.open_state import OpenState, read_open_state
from factually_app.web.pages import engine, reader
from factually_app.web.staff.article_differences import article_differences
from factually_app.web.staff.article_edits import next_number

MOST_FOUND = 8
RATINGS = [("", "None yet"), *((rating.value, rating.label) for rating in Rating)]


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved meanwhile. `differences` lead from theirs to what was typed here.

    `over` is the version that is replaced by whoever knowingly goes on; None where nobody may now.
    `is_by_itself` says that nobody pressed anything: whoever is typing is not to be disturbed by it.
    """

    sentence: str
    theirs: WorkingCopy
    differences: list[FieldDifference]
    over: int | None
    is_by_itself: bool


@dataclass(frozen=True)
class Names:
    """The records that a draft names, by id."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Editor:
    """The form of an article with what was typed, and what there is to say of it.

    `version` is the one the form was read at, `typed` what no draft can hold, `said` what was just done.
    """

    article: Article
    copy: WorkingCopy
    draft: ArticleDraft
    version: int
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    finds: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""
    conflict: Conflict | None = None
    is_saved: bool = True

    @property
    def path(self) -> str:
        return f"/staff/articles/{self.article.id}"

    @property
    def topic_choices(self) -> list[tuple[str, str]]:
        return [("", "Choose one"), *((topic.slug, topic.name) for topic in all_topics(reader()))]

    @property
    def claim_places(self) -> list[tuple[str, str]]:
        """Where a claim may go: to the head, or to a section."""
        sections = enumerate(self.draft.sections, start=1)
        places = [(str(n), f"one that section {n} rests on: {part.heading[:60]}") for n, part in sections]
        return [("", "the claim that is checked"), *places]

    @property
    def unnamed(self) -> list[tuple[str, str]]:
        """The rows of sources that are listed without one."""
        rows = enumerate(self.draft.sources, start=1)
        return [(str(n), f"[{source.number}]") for n, source in rows if not source.source_id]

    @property
    def next_number(self) -> int:
        return next_number(self.draft)

    @cached_property
    def preview(self) -> Needs:
        return preview_of(
            self.article, self.draft, state=read_open_state(()), base=f"{self.path}/preview/questions"
        )

    @cached_property
    def names(self) -> Names:
        draft = self.draft
        claim_ids = {id_ for section in draft.sections for id_ in section.claim_ids}
        db = reader()
        return Names(
            sources=sources_by_id(db, {part.source_id for part in draft.sources if part.source_id}),
            claims=claims_by_id(db, claim_ids | ({draft.claim_id} if draft.claim_id else set())),
            questions=questions_by_id(db, draft.question_ids),
        )

    @property
    def findings(self) -> list[Finding]:
        return lint(engine(), self.draft)

    def found(self, kind: str) -> list[Source | Claim | Question]:
        """Return what was looked for without scripts."""
        return find(kind, self.finds.get(kind, ""))


def find(kind: str, typed: str) -> list[Source | Claim | Question]:
    """Return the sources, claims or questions that are offered to whoever typed this."""
    ids = find_own(reader(), MatchKind(kind), typed, limit=MOST_FOUND)
    by_id: Mapping[str, Source | Claim | Question]
    if kind == "source":
        by_id = sources_by_id(reader(), ids)
    elif kind == "claim":
        by_id = claims_by_id(reader(), ids)
    else:
        by_id = questions_by_id(reader(), ids)
    return [by_id[id_] for id_ in ids if id_ in by_id]


def preview_of(article: Article, draft: ArticleDraft, *, state: OpenState, base: str) -> Needs:
    """Return what readers would see of a draft."""
    return draw_draft(engine(), article_of_draft(engine(), article, draft), state=state, base=base)


def conflict_over(
    theirs: WorkingCopy,
    stands: ArticleDraft,
    mine: ArticleDraft,
    *,
    sentence: str,
    may_replace: bool,
    is_by_itself: bool,
) -> Conflict:
    """Return both versions with what leads from the one to the other."""
    differences = article_differences(stands, mine)
    over = theirs.version if may_replace else None
    return Conflict(sentence, theirs, differences, over, is_by_itself)
