"""A campaign: a goal in people or in money, what stands toward it, and the words for each state."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factually_app.domain.money import Money


class CampaignKind(StrEnum):
    SUPPORTERS = "supporters"
    MONEY = "money"


class CampaignState(StrEnum):
    """Where a campaign is; `over` is a goal that has been passed and still runs."""

    BEFORE = "before"
    RUNNING = "running"
    REACHED = "reached"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True)
class Campaign:
    """A goal with its period. `goal` and `baseline` are people, or minor units of `currency`.

    `starts_on` and `ends_on` are whole days in UTC, both included. `supporters` and `raised_minor`
    are what the ledger holds, without the baseline.
    """

    id: str
    ref: str | None
    title: str
    message: str
    kind: CampaignKind
    goal: int
    currency: str
    starts_on: date | None
    ends_on: date | None
    baseline: int
    supporters: int
    raised_minor: int
    version: int
    created_at: str
    updated_at: str

    @property
    def count(self) -> int:
        """What counts toward the goal: people, or minor units, with the baseline."""
        gained = self.supporters if self.kind is CampaignKind.SUPPORTERS else self.raised_minor
        return self.baseline + gained

    def state(self, today: date) -> CampaignState:
        """Say where the campaign is on the day `today`."""
        if self.ends_on and today > self.ends_on:
            return CampaignState.ENDED
        if self.starts_on and today < self.starts_on:
            return CampaignState.BEFORE
        if self.count > self.goal:
            return CampaignState.OVER
        return CampaignState.REACHED if self.count == self.goal else CampaignState.RUNNING

    def days_left(self, today: date) -> int | None:
        """Count the days that remain, today included; None without an end."""
        return (self.ends_on - today).days + 1 if self.ends_on else None

    @property
    def bar_end(self) -> int:
        """Where the bar ends: the goal, or a fifth past the count once the goal is passed."""
        return self.goal if self.count <= self.goal else max(self.goal, self.count * 6 // 5)

    @property
    def count_words(self) -> str:
        return self.amount_words(self.count)

    @property
    def goal_words(self) -> str:
        if self.kind is CampaignKind.MONEY:
            return self.amount_words(self.goal)
        return f"{self.goal:,} supporter{'' if self.goal == 1 else 's'}"

    def amount_words(self, amount: int) -> str:
        """Write an amount of this campaign's kind for readers."""
        if self.kind is CampaignKind.MONEY:
            return Money(amount, self.currency).words
        return f"{amount:,}"
