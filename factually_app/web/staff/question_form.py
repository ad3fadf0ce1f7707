"""The form of a question: what it says, and what the button that sent it does to the lists."""

import re
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from factually_app.domain.draft import QuestionDraft
from factually_app.domain.marks import marks_as_ids
from factually_app.domain.ordering import Ids, placed, shifted, without
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from factually_app.operations.answering import NewClaim

_ID = re.compile("[0-9a-f]{6,64}")
_MOST_IDS = 500
"""Ids that one form may bring; a draft holds fewer, and says so."""


@dataclass(frozen=True)
class Act:
    """What a button does: its word, which list it is about, which record, and where that goes."""

    word: str = "save"
    what: str = ""
    id: str = ""
    at: int = 0


@dataclass(frozen=True)
class Sent:
    """A form as it was sent. `seen` and `based_on` are the versions that it was read at."""

    seen: int
    based_on: int
    draft: QuestionDraft
    act: Act
    by_itself: bool
    claim_q: str
    next_q: str
    source_q: str
    new: NewClaim

    @property
    def changed(self) -> QuestionDraft:
        """The draft after the act."""
        draft, act = self.draft, self.act
        if act.what == "claim":
            return replace(draft, claim_ids=_acted(draft.claim_ids, act))
        if act.what == "next":
            return replace(draft, next_ids=_acted(draft.next_ids, act))
        return draft


def read_form(form: MultiDict[str, str]) -> Sent:
    """Read what a page of ours sent; marks are read beside the very list of claims that came with them."""
    claim_ids = _ids(form.getlist("claim"))
    act = _act(form.get("act", ""))
    seen, based_on = _number(form.get("seen")), _number(form.get("based_on"))
    if act.word == "over":
        seen, based_on = act.at, _number(act.id)
    return Sent(
        seen=seen,
        based_on=based_on,
        draft=QuestionDraft(
            text=form.get("text", ""),
            short_answer=marks_as_ids(form.get("short_answer", ""), claim_ids),
            claim_ids=claim_ids,
            next_ids=_ids(form.getlist("next")),
        ),
        act=act,
        by_itself=form.get("by_itself") == "yes",
        claim_q=form.get("claim-q", ""),
        next_q=form.get("next-q", ""),
        source_q=form.get("source-q", ""),
        new=_new_claim(form),
    )


def _act(word: str) -> Act:
    """Read `save`, `up-claim:<id>`, `put-next:<id>:<place>`; what is none of these saves."""
    name, _, rest = word.partition(":")
    id_, _, at = rest.partition(":")
    if name == "over":
        return Act("over", "", at, _number(id_))
    verb, _, what = name.partition("-")
    if verb in ("up", "down", "put", "drop") and what in ("claim", "next") and _ID.fullmatch(id_):
        return Act(verb, what, id_, _number(at))
    return Act(name if name in ("add-claim", "find-source", "start-next", "find") else "save")


def _acted(ids: Ids, act: Act) -> Ids:
    if act.word == "drop":
        return without(ids, act.id)
    if act.word == "put":
        return placed(ids, act.id, act.at)
    return shifted(ids, act.id, by=-1 if act.word == "up" else 1)


def _ids(values: list[str]) -> Ids:
    return tuple(dict.fromkeys(value for value in values[:_MOST_IDS] if _ID.fullmatch(value)))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _new_claim(form: MultiDict[str, str]) -> NewClaim:
    source = TypedSource(
        title=form.get("source-title", ""),
        publisher=form.get("source-publisher", ""),
        published=form.get("source-published", ""),
        address=form.get("source-address", ""),
        kind=form.get("source-kind", ""),
        checked=form.get("source-checked") == "yes",
        another=form.get("source-another") == "yes",
    )
    return NewClaim(
        claim=TypedClaim(
            text=form.get("claim-text", ""),
            about=form.get("claim-about", ""),
            kind=form.get("claim-kind", "event"),
            rating=form.get("claim-rating", ""),
            happened=form.get("claim-happened", ""),
            checked=form.get("claim-checked") == "yes",
            another=form.get("claim-another") == "yes",
        ),
        evidence=TypedEvidence(
            source_id=form.get("evidence-1-source", ""),
            stance=form.get("evidence-1-stance", "supports"),
            locator=form.get("evidence-1-locator", ""),
            quote=form.get("evidence-1-quote", ""),
            note=form.get("evidence-1-note", ""),
            checked=form.get("evidence-1-checked") == "yes",
        ),
        source=source if _is_begun(source) else None,
    )


def _is_begun(source: TypedSource) -> bool:
    """Say whether anything was typed of a new source; then what is missing in it is said."""
    typed = (source.title, source.publisher, source.published, source.address)
    return any(text.strip() for text in typed)
