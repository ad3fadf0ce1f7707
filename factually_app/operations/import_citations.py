"""What the numbers of an imported article stand for, and whether it can be published so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factually_app.content.citations import citation_numbers
from factually_app.domain.article import CitedSource
from factually_app.domain.source import Source
from factually_app.formats.content_entry import Entry, Kind
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import text_in
from factually_app.operations.pasted_article import to_be_named


@dataclass(frozen=True)
class Passage:
    """A stretch of an article's clean HTML and the line on which it begins in the file."""

    html: str
    line: int


def cited_sources(
    plan: ImportPlan, entry: Entry, *, passages: Sequence[Passage], sources: Mapping[str, Source]
) -> tuple[CitedSource, ...]:
    """Return what each number of an article stands for: as listed, else as to be named."""
    listed = _listed(plan, entry, sources)
    used = _first_lines(passages)
    for number in sorted(set(listed) - set(used)):
        line = _line_of_number(entry, number)
        plan.warnings.append(f"{entry.file}:{line}: [{number}] is listed, but no passage cites it")
    every = listed | {number: to_be_named(number) for number in used if number not in listed}
    return tuple(every[number] for number in sorted(every))


def refuse_unnamed(
    plan: ImportPlan, entry: Entry, *, cited: Sequence[CitedSource], passages: Sequence[Passage]
) -> None:
    """Note each number that keeps the article from being published."""
    used = _first_lines(passages)
    misnamed = {part.number("number") for part in entry.parts("sources") if part.name("source")}
    for item in cited:
        # A name that nobody has is a problem already, and the only one.
        if item.source is None and item.number not in misnamed:
            line = used.get(item.number) or _line_of_number(entry, item.number)
            message = (
                f"[{item.number}] has no source, so the article cannot be published: name it in `sources`"
            )
            plan.problems.append(entry.problem(f"{message}, or set `unnamed_accepted: true`", line=line))


def _listed(plan: ImportPlan, entry: Entry, sources: Mapping[str, Source]) -> dict[int, CitedSource]:
    found: dict[int, CitedSource] = {}
    for part in entry.parts("sources"):
        number = part.number("number")
        if number in found:
            message = f"[{number}] stands on line {_line_of_number(entry, number)} already"
            plan.problems.append(part.problem(message, line=part.line_of("number")))
        found.setdefault(number, _cited_source(plan, part, sources))
    return found


def _cited_source(plan: ImportPlan, part: Entry, sources: Mapping[str, Source]) -> CitedSource:
    source_id = plan.resolve(Kind.SOURCE, part.name("source"), part)
    return CitedSource(
        number=part.number("number"),
        source=sources.get(source_id) if source_id else None,
        locator=text_in(plan, part, "locator") or None,
        quote=text_in(plan, part, "quote") or None,
        note=text_in(plan, part, "note") or None,
        checked=bool(part.flag("checked")),
    )


def _first_lines(passages: Sequence[Passage]) -> dict[int, int]:
    """Return, for each number that is used, the line of the first passage that uses it."""
    lines: dict[int, int] = {}
    for passage in passages:
        for number in citation_numbers(passage.html):
            lines.setdefault(number, passage.line)
    return lines


def _line_of_number(entry: Entry, number: int) -> int:
    parts = (part for part in entry.parts("sources") if part.number("number") == number)
    return next(part.line_of("number") for part in parts)
