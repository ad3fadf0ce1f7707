"""`?open=`: what a reader has open, as the address bar keeps it and as it is drawn again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Path = tuple[str, ...]
"""Ids from the outermost question inwards; the last may be a claim."""

ASKED = "ask"
"""What the path of an answer begins with that opens below the box for a question of one's own. The address
bar keeps none of those: it would have to keep what was typed."""

MOST_OPEN = 500
DEEPEST = 100
"""Bounds on what one address may ask the server to draw: places open, and questions inside questions."""

_SECTION = re.compile(r"\As(\d{1,3})\Z")
_PATH = re.compile(r"\A[0-9a-f]{6,64}(?:\.[0-9a-f]{6,64})*\Z")


@dataclass(frozen=True)
class OpenState:
    """What is open. `sections` is None when the address does not say: then all of them are."""

    sections: frozenset[int] | None
    paths: frozenset[Path]

    def shows_section(self, position: int) -> bool:
        return self.sections is None or position in self.sections

    def shows(self, path: Path) -> bool:
        return path in self.paths

    @property
    def ids(self) -> frozenset[str]:
        """Every id that occurs anywhere in what is open."""
        return frozenset(part for path in self.paths for part in path)


def read_open_state(values: Sequence[str]) -> OpenState:
    """Read the values of `?open=`; nonsense among them opens nothing.

    `s0` names the summary, which is always open: alone it says that every section is closed.
    """
    sections: set[int] = set()
    paths: set[Path] = set()
    for value in values[:MOST_OPEN]:
        if found := _SECTION.match(value):
            sections.add(int(found[1]))
        elif len(paths) < MOST_OPEN:
            paths.update(_prefixes(read_path(value)))
    return OpenState(frozenset(sections) if sections else None, frozenset(paths))


def read_path(value: str) -> Path:
    """Read `id.id`; an empty path for anything else."""
    return tuple(value.split("."))[:DEEPEST] if _PATH.match(value) else ()


def read_around(value: str) -> tuple[Path, Path]:
    """Read `?path=`: where an answer opens, and the ids of the questions that are open around it there."""
    if value == ASKED:
        return (ASKED,), ()
    root = (ASKED,) if value.startswith(f"{ASKED}.") else ()
    return root, read_path(value.removeprefix(f"{ASKED}.") if root else value)


def anchor(path: Iterable[str]) -> str:
    """Return a path as the end of an element's id, where a dot would need escaping."""
    return "-".join(path)


def _prefixes(path: Path) -> Iterable[Path]:
    return (path[:length] for length in range(1, len(path) + 1))
