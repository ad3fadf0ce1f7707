"""Servers that take turns: how many answers a second each gives, and what each costs, beside a yardstick."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from factually_app.bench.figures import Figure, Run, interleaved
from factually_app.bench.rates import Target, has_wrk, rate_of

_MICROSECONDS = "µs of CPU"
_SLICE = 4.0
"""How many times longer a phase of other parts is than a slice of one server here."""


@dataclass(frozen=True)
class Against:
    """What a server is held beside, and what its share of that is to be at least."""

    name: str
    called: str
    at_least: float


class Race:
    """Takes each target in turn, and keeps its rates and its costs."""

    def __init__(self, targets: Mapping[str, Target], run: Run) -> None:
        self._costs: dict[str, list[float]] = {name: [] for name in targets}
        measures: dict[str, Callable[[], float]] = {
            name: partial(self._measure, name, target, run.seconds / _SLICE)
            for name, target in targets.items()
        }
        self._rates = interleaved(measures, run)

    def figures(self, name: str, told: str, beside: Sequence[Against] = ()) -> list[Figure]:
        """Return the rate of a server beside each of its yardsticks, then its cost beside each.

        On a machine with other work the load and the servers take each other's time, which brings
        rates closer to each other than servers are; what an answer costs is steadier.
        """
        costs = self._costs[name]
        known = [one for one in beside if self.has(one.name)]
        if not known:
            cost = [Figure(f"{told}, cost", _MICROSECONDS, costs)] if costs else []
            return [Figure(told, "a second", self._rates[name]), *cost]
        rates = [
            Figure(
                told, "a second", self._rates[name], self._rates[one.name], one.called, at_least=one.at_least
            )
            for one in known
        ]
        return [*rates, *(self._cost(told, costs, one) for one in known if costs)]

    def _cost(self, told: str, costs: Sequence[float], one: Against) -> Figure:
        others = self._costs[one.name]
        return Figure(
            f"{told}, cost", _MICROSECONDS, costs, others, one.called, at_most=round(1 / one.at_least, 2)
        )

    def has(self, name: str) -> bool:
        """Say whether it took part."""
        return name in self._rates

    def _measure(self, name: str, target: Target, seconds: float) -> float:
        rate = rate_of(target, seconds)
        if rate.cpu is not None:
            self._costs[name].append(rate.cpu)
        return rate.a_second


def told_of_load() -> list[str]:
    """Say who asked, and how busy the machine was."""
    by = "wrk, one thread, 32 connections" if has_wrk() else "a client of our own, slower than the servers"
    return [
        f"Load by {by}.",
        f"{os.cpu_count()} processors, on which {os.getloadavg()[0]:.1f} processes ran at the end.",
    ]
