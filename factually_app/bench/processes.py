"""What processes take, from /proc: CPU of a whole tree, memory of one; None where the system does not say."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_KILOBYTE = 1024


@dataclass(frozen=True)
class Process:
    """One process at one moment: who started it, and how many seconds of CPU it took so far.

    Those that it started and that have ended since are in it, as the system adds them to who waited for them.
    """

    id: int
    parent: int
    cpu: float


def tree_of(process: int) -> list[Process]:
    """Return a process and all that descend from it; nothing where the system does not say."""
    known = list(_processes())
    found = [one for one in known if one.id == process]
    for one in found:  # grows as it is walked
        found += [child for child in known if child.parent == one.id]
    return found


def cpu_of_tree(process: int) -> float | None:
    """Return how many seconds of CPU a process and its descendants took; None where that is not said."""
    tree = tree_of(process)
    return sum(one.cpu for one in tree) if tree else None


def resident(process: int) -> int | None:
    """Return how many bytes of memory a process holds, shared ones too; None where that is not said."""
    return _memory(process, "VmRSS")


def peak(process: int | str = "self") -> int | None:
    """Return how many bytes of memory a process held at most since its program began.

    `getrusage` is no use for that: on Linux a process inherits the peak of the one that started it.
    """
    return _memory(process, "VmHWM")


def _memory(process: int | str, name: str) -> int | None:
    try:
        lines = (_PROC / str(process) / "status").read_text("utf-8").splitlines()
    except OSError:
        return None
    sizes = [int(line.split()[1]) for line in lines if line.startswith(f"{name}:")]
    return sizes[0] * _KILOBYTE if sizes else None


def _processes() -> Iterator[Process]:
    try:
        places = [place for place in _PROC.iterdir() if place.name.isdigit()]
    except OSError:
        return
    for place in places:
        try:
            fields = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        cpu = sum(map(int, fields[11:15])) / _TICKS
        yield Process(int(place.name), int(fields[1]), cpu)
