"""What the published JSON Schema says about an entry, in plain words and with the line."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from factually_app.domain.errors import Problem
from factually_app.formats.content_entry import Kind
from factually_app.formats.spelling import did_you_mean
from factually_app.formats.yaml_tree import Node, Scalar

SCHEMA = json.loads((files("factually_app.formats") / "content.schema.json").read_text("utf-8"))

Plain = Scalar | list["Plain"] | dict[str, "Plain"]


def check(kind: Kind, node: Node, *, file: str) -> list[Problem]:
    """Return everything that the schema has against an entry."""
    found = [
        Problem(file, line, message)
        for error in _VALIDATORS[kind].iter_errors(_plain(node))
        for line, message in _findings(error, node)
    ]
    return list(dict.fromkeys(found))


def _plain(node: Node) -> Plain:
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value


class _Fault(NamedTuple):
    """A rule of the schema that was broken: where, what stands there, and what the rule wants."""

    label: str
    found: Any
    wanted: Any
    schema: Any


def _findings(error: ValidationError, root: Node) -> Iterator[tuple[int, str]]:
    node = _at(root, error)
    fault = _Fault(_label(error), error.instance, error.validator_value, error.schema)
    if error.validator == "additionalProperties":
        yield from _unknown_keys(fault, node)
    else:
        say = _SENTENCES.get(str(error.validator), _unfit)
        yield node.line, f"{fault.label} {say(fault)}"


def _at(root: Node, error: ValidationError) -> Node:
    node = root
    for step in error.absolute_path:
        if isinstance(node.value, dict):
            node = node.value[str(step)]
        elif isinstance(node.value, list):
            node = node.value[int(step)]
    return node


def _label(error: ValidationError) -> str:
    """Name what is wrong: a key, one item of a list under a key, or the entry."""
    path = list(error.absolute_path)
    if not path:
        return "this entry"
    return f"`{path[-1]}`" if isinstance(path[-1], str) else f"number {path[-1] + 1} of `{path[-2]}`"


def _unknown_keys(fault: _Fault, node: Node) -> Iterator[tuple[int, str]]:
    known = fault.schema["properties"]
    if isinstance(node.value, dict):
        for key, item in node.value.items():
            if key not in known:
                yield item.line, f"unknown key '{key}'{did_you_mean(key, known)}"


def _missing(fault: _Fault) -> str:
    return f"lacks {' and '.join(f'`{key}`' for key in fault.wanted if key not in fault.found)}"


def _nameless(_fault: _Fault) -> str:
    return "lacks an `id`"


def _wrong_type(fault: _Fault) -> str:
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else fault.wanted
    words = [_TYPES[name] for name in wanted if name != "null"]
    hint = "; put it in quotes" if words == ["text"] and isinstance(fault.found, int) else ""
    return f"has to be {' or '.join(words)}{hint}"


_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys and values",
}


def _not_listed(fault: _Fault) -> str:
    allowed = [word for word in fault.wanted if word is not None]
    hint = did_you_mean(str(fault.found), allowed)
    return f"is {_shown(fault.found)}; it has to be one of {', '.join(allowed)}{hint}"


def _misshapen(fault: _Fault) -> str:
    return f"is {_shown(fault.found)}; it has to be {fault.schema['description']}"


def _too_long(fault: _Fault) -> str:
    return f"is {len(fault.found):,} characters long; {fault.wanted:,} is the most"


def _too_small(fault: _Fault) -> str:
    return f"is {fault.found}; {fault.wanted} is the least"


def _too_great(fault: _Fault) -> str:
    return f"is {fault.found}; {fault.wanted} is the most"


def _unfit(_fault: _Fault) -> str:
    return "does not fit the schema"


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    if not text.strip():
        return "empty"
    return f"'{text}'" if len(text) <= 60 else f"'{text[:60]}…'"


_SENTENCES: dict[str, Callable[[_Fault], str]] = {
    "required": _missing,
    "anyOf": _nameless,
    "type": _wrong_type,
    "enum": _not_listed,
    "pattern": _misshapen,
    "maxLength": _too_long,
    "minimum": _too_small,
    "maximum": _too_great,
}


def _written_out(rule: Any, within: tuple[str, ...] = ()) -> Any:
    """Return a rule with the definitions it refers to in it: following references takes half the time.

    One that refers back to itself, as questions within questions do, stays a reference.
    """
    if isinstance(rule, list):
        return [_written_out(item, within) for item in rule]
    if not isinstance(rule, dict):
        return rule
    name = str(rule.get("$ref", "")).removeprefix("#/$defs/")
    if not name or name in within:
        return {key: _written_out(item, within) for key, item in rule.items()}
    beside = {key: item for key, item in rule.items() if key != "$ref"}
    return {**_written_out(SCHEMA["$defs"][name], (*within, name)), **beside}


_VALIDATORS = {
    kind: Draft202012Validator({**_written_out({"$ref": f"#/$defs/{kind}"}), "$defs": SCHEMA["$defs"]})
    for kind in Kind
}
