"""Scales: where a value stands on an axis, and which values the axis names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_NICE = (1, 2, 5, 10)
_MOST_LINES = 6
_ABOUT = 1 + 1e-9
"""Powers of ten are not what logarithms make of them, by a hair."""


@dataclass(frozen=True)
class Scale:
    """From `least` at pixel `start` to `most` at pixel `end`; by steps of ten times where `is_log`."""

    least: float
    most: float
    start: float
    end: float
    is_log: bool = True

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float, *, is_log: bool = True) -> "Scale":
        """Return a scale that has room for all values: by whole steps of 1, 2 and 5, or from nothing."""
        if not is_log:
            return cls(0, max(values) * 1.05, start, end, is_log=False)
        least, most = _round_below(min(values)), _round_above(max(values))
        return cls(least, most if most > least else least * 10, start, end)

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        if self.is_log:
            share = math.log(value / self.least) / math.log(self.most / self.least)
        else:
            share = (value - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """The values that the axis names: few, and round."""
        return self._powers() if self.is_log else self._steps()

    def _powers(self) -> list[float]:
        first, last = math.floor(math.log10(self.least)), math.ceil(math.log10(self.most))
        for steps in ((1, 2, 5), (1, 3), (1,)):
            found = [
                value
                for power in range(first, last + 1)
                for step in steps
                if self.least * 0.999 <= (value := step * 10.0**power) <= self.most * 1.001
            ]
            if len(found) <= _MOST_LINES:
                break
        return found

    def _steps(self) -> list[float]:
        power = 10.0 ** math.floor(math.log10(self.most / _MOST_LINES))
        step = next(nice * power for nice in _NICE if self.most / (nice * power) <= _MOST_LINES)
        return [round(number * step, 10) for number in range(int(self.most / step) + 1)]


def _round_below(value: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is not above a value."""
    return max(nice for nice in _rounds(value) if nice <= value * _ABOUT)


def _round_above(value: float) -> float:
    """Return the least of them that is not below a value."""
    return min(nice for nice in _rounds(value) if nice >= value / _ABOUT)


def _rounds(value: float) -> list[float]:
    power = 10.0 ** math.floor(math.log10(value))
    return [nice * power for nice in (0.5, *_NICE, 20)]
