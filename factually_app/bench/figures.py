"""What is measured: values in slices, beside a yardstick's in the same run, and what they were to come to."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from factually_app.domain.errors import FactuallyError


class WrongCountError(FactuallyError):
    """What was measured did not do what it has to; its speed is of no interest."""


@dataclass(frozen=True)
class Spread:
    """The least, the middle and the most of some values."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        return cls(min(values), median(values), max(values))


@dataclass(frozen=True)
class Figure:
    """One measure, a value a slice, and `beside` a yardstick's values in the same slices, where it has one.

    `at_least` and `at_most` bound the middle ratio; absent, the figure is only told. Where what both rest on
    was not steady, as a disk that is throttled now and then, a ratio decides nothing. Figures of one
    `series` are the same measure `at` several sizes, as a chart draws them in one line.
    """

    name: str
    unit: str
    values: Sequence[float]
    beside: Sequence[float] = ()
    yardstick: str = ""
    at_least: float | None = None
    at_most: float | None = None
    is_steady: bool = True
    series: str = ""
    at: float = 0

    @property
    def spread(self) -> Spread:
        return Spread.of(self.values)

    @property
    def ratio(self) -> Spread | None:
        """Divide slice by slice, so that what befell the whole machine in a slice befell both."""
        if not self.beside:
            return None
        return Spread.of([value / other for value, other in zip(self.values, self.beside, strict=True)])

    @property
    def holds(self) -> bool | None:
        """Say whether the middle ratio is within its bound; None where that is not decided."""
        if not self.is_steady or self.ratio is None or (self.at_least is None and self.at_most is None):
            return None
        is_enough = self.at_least is None or self.ratio.middle >= self.at_least
        return is_enough and (self.at_most is None or self.ratio.middle <= self.at_most)


@dataclass(frozen=True)
class Report:
    """What a part found: figures, and sentences that say what was run and what was counted."""

    figures: Sequence[Figure]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Run:
    """How long and large a part runs, where it works, and whom it tells how far it is."""

    folder: Path
    slices: int = 3
    seconds: float = 5.0
    rows: int = 50_000
    say: Callable[[str], None] = field(default=lambda _: None)


def interleaved(measures: Mapping[str, Callable[[], float]], run: Run) -> dict[str, list[float]]:
    """Take each measure once a slice, beginning with another one in each; return their values by name."""
    names = list(measures)
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(run.slices):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            run.say(f"slice {number + 1} of {run.slices}: {name}")
            found[name].append(measures[name]())
    return found


def require(holds: bool, sentence: str) -> None:
    """Stop the benchmark with WrongCountError unless what was measured did its work."""
    if not holds:
        raise WrongCountError(sentence)


def told_of_machine(load: float) -> str:
    """Say how busy the machine was before a part began."""
    return f"{os.cpu_count()} processors, on which {load:.1f} processes ran before this began."


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the least value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * percent // 100) - 1)]
