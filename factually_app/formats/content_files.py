"""Content files: text in YAML or JSON becomes entries with their lines, or plain words on what is wrong."""

import re
from dataclasses import dataclass, field

from factually_app.domain.errors import InputError, Problem
from factually_app.formats.content_entry import Entry, Kind
from factually_app.formats.content_schema import check
from factually_app.formats.spelling import did_you_mean
from factually_app.formats.yaml_tree import Node, read_tree

KINDS_BY_KEY = {kind.plural: kind for kind in Kind}

NEITHER = "this is neither a pasted page nor a content file"


@dataclass(frozen=True)
class ContentFile:
    """What a file holds, in the order it is written, and all that is wrong with how it is written."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_content(text: str, *, file: str, stem: str) -> ContentFile:
    """Read a content file; `stem` says what a bare list holds: `claims` for `claims.yaml`."""
    try:
        root, doubled = read_tree(_with_whole_characters(text), file=file)
    except InputError as error:
        return ContentFile(problems=list(error.problems))
    content = ContentFile(problems=doubled)
    for key, listing in _lists(root, stem, content.problems, file).items():
        _take_list(content, key, listing, file)
    return content


# JSON escapes characters past U+FFFF as two halves, which YAML does not put together again.
_HALVES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _with_whole_characters(text: str) -> str:
    return _HALVES.sub(_whole, text) if text.lstrip()[:1] in ("{", "[") else text


def _whole(halves: re.Match[str]) -> str:
    point = 0x10000 + ((int(halves[2], 16) & 0x3FF) << 10) + (int(halves[3], 16) & 0x3FF)
    return halves[1] + chr(point)


def _lists(root: Node, stem: str, problems: list[Problem], file: str) -> dict[str, Node]:
    """Return the lists of a file by their keys."""
    if isinstance(root.value, dict) and any(_is_ours(key) for key in root.value):
        return root.value
    if isinstance(root.value, list) or root.value is None:
        if stem in KINDS_BY_KEY:
            return {stem: root}
        if isinstance(root.value, list):
            hint = "name the file after what it holds (claims.yaml) or put the list under a key (claims:)"
            problems.append(Problem(file, root.line, f"this is a list of nobody knows what; {hint}"))
            return {}
    holds = ", ".join(KINDS_BY_KEY)
    problems.append(Problem(file, 1, f"{NEITHER}, which would hold one or more of {holds}"))
    return {}


def _is_ours(key: str) -> bool:
    return key in KINDS_BY_KEY or bool(did_you_mean(key, KINDS_BY_KEY))


def _take_list(content: ContentFile, key: str, listing: Node, file: str) -> None:
    kind = KINDS_BY_KEY.get(key)
    if not kind:
        hint = did_you_mean(key, KINDS_BY_KEY)
        content.problems.append(Problem(file, listing.line, f"unknown key '{key}'{hint}"))
    elif isinstance(listing.value, list):
        for item in listing.value:
            _take_entry(content, kind, item, file)
    elif listing.value is not None:
        content.problems.append(Problem(file, listing.line, f"`{key}` has to be a list"))


def _take_entry(content: ContentFile, kind: Kind, item: Node, file: str) -> None:
    problems = check(kind, item, file=file)
    content.problems.extend(problems)
    if isinstance(item.value, dict):
        content.entries.append(Entry(kind, file, item.line, item.value, sound=not problems))
