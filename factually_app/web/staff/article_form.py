"""The form of an article: what its fields say becomes a draft; `edit.html` is the way back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource

Form = MultiDict[str, str]

_ROW = re.compile(r"(section|source)-([1-9][0-9]{0,3})-[a-z]+", re.ASCII)
_ID = re.compile(r"[0-9a-f]{6,64}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)

MOST_ROWS = 300
"""Rows that are looked at. More than are kept, so that whoever has too many is told how many."""


@dataclass(frozen=True)
class TypedArticle:
    """What a form said. `problems` are about fields that no draft can hold, `typed` what they held."""

    draft: ArticleDraft
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def read_article_form(form: Form) -> TypedArticle:
    """Return what a form said, whatever is missing in it, repeated or made up."""
    sources, problems, typed = _sources(form)
    draft = ArticleDraft(
        title=_text(form, "title"),
        slug=_text(form, "slug"),
        topic=_text(form, "topic"),
        claim_id=next(iter(_ids(form, "claim_id")), None),
        rating=_text(form, "rating"),
        rating_reason=_text(form, "rating_reason"),
        checked_on=_text(form, "checked_on"),
        language=_text(form, "language"),
        summary=_text(form, "summary"),
        unnamed_accepted=form.get("unnamed_accepted") == "yes",
        sections=tuple(_section(form, f"section-{n}") for n in _rows(form, "section")),
        sources=sources,
        question_ids=_ids(form, "questions"),
    )
    return TypedArticle(draft, problems, typed)


def read_version(form: Form, name: str = "version") -> int:
    """Return the version that a form was read at; one that says nonsense was read at none, -1."""
    said = form.get(name, "")
    return int(said) if re.fullmatch(r"[0-9]{1,9}", said, re.ASCII) else -1


def _section(form: Form, name: str) -> DraftSection:
    return DraftSection(
        heading=_text(form, f"{name}-heading"),
        subtitle=_text(form, f"{name}-subtitle"),
        body=_text(form, f"{name}-body"),
        claim_ids=_ids(form, f"{name}-claims"),
    )


def _sources(form: Form) -> tuple[tuple[DraftSource, ...], dict[str, str], dict[str, str]]:
    sources: list[DraftSource] = []
    problems: dict[str, str] = {}
    typed: dict[str, str] = {}
    for nth, row in enumerate(_rows(form, "source"), start=1):
        said = _text(form, f"source-{row}-number").strip()
        if said and not _NUMBER.fullmatch(said):
            name = f"source-{nth}-number"
            problems[name] = f"Source {nth}: its number is a whole number from 1 to 999."
            typed[name] = said
        sources.append(_source(form, f"source-{row}", int(said) if _NUMBER.fullmatch(said) else 0))
    return tuple(sources), problems, typed


def _source(form: Form, name: str, number: int) -> DraftSource:
    return DraftSource(
        number=number,
        source_id=next(iter(_ids(form, f"{name}-source")), None),
        locator=_text(form, f"{name}-locator"),
        quote=_text(form, f"{name}-quote"),
        note=_text(form, f"{name}-note"),
        checked=form.get(f"{name}-checked") == "yes",
    )


def _rows(form: Form, kind: str) -> list[int]:
    """Return the numbers of the rows of a kind, in order, however many fields each has."""
    found = {int(row[2]) for name in form if (row := _ROW.fullmatch(name)) and row[1] == kind}
    return sorted(found)[:MOST_ROWS]


def _ids(form: Form, name: str) -> tuple[str, ...]:
    """Return the ids in a field, which may come once with many or many times; each counts once."""
    return tuple(dict.fromkeys(_words_that_are_ids(form.getlist(name)[:MOST_ROWS])))


def _words_that_are_ids(values: list[str]) -> Iterator[str]:
    return (word for value in values for word in value.split() if _ID.fullmatch(word))


def _text(form: Form, name: str) -> str:
    """Return a field with the line ends that we keep; forms send those of another system."""
    return form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
