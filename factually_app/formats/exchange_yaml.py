"""Items as YAML text: block style, stable order, long texts as literal blocks."""

import re
from collections.abc import Iterable, Iterator

import yaml

from factually_app.formats.content_entry import Kind
from factually_app.formats.exchange import Item

# Half of what `yaml_tree` reads, so that one long item more never makes a file unreadable.
_FULL = 10_000_000


class _Dumper(yaml.CSafeDumper):
    """A dumper that writes texts of several lines as literal blocks."""


# What YAML 1.2 takes for a number though PyYAML, of YAML 1.1, does not: ids such as 012389 and 123e45.
_LIKE_A_NUMBER = re.compile(r"[-+.\d][-+.\deE]*")


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if _LIKE_A_NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_files(kind: Kind, items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Yield names and texts of the files that hold `items`: one, or more where one would grow too large.

    `claims.yaml` is followed by `claims-2.yaml`. Without items there is still a file, with an empty list.
    """
    number, texts, length = 1, list[str](), 0
    for item in items:
        texts.append(_item_text(item))
        length += len(texts[-1])
        if length > _FULL:
            yield _file_name(kind, number), f"{kind.plural}:\n{''.join(texts)}"
            number, texts, length = number + 1, [], 0
    if texts or number == 1:
        yield _file_name(kind, number), f"{kind.plural}:{'' if texts else ' []'}\n{''.join(texts)}"


def _item_text(item: Item) -> str:
    return str(yaml.dump([item], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


def _file_name(kind: Kind, number: int) -> str:
    return f"{kind.plural}.yaml" if number == 1 else f"{kind.plural}-{number}.yaml"
