"""A campaign: a goal in people or in money, what stands toward it, and the words for each state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factually_app.domain.money import Money


class CampaignKind(StrEnum):
    SUPPORTERS = "supporters"
    MONEY = "money"


class Mode(StrEnum):
    """Payments that only try things out count in a campaign that does so too, and in no other."""

    LIVE = "live"
    TEST = "test"


class CampaignState(StrEnum):
    """Where a campaign is; `over` is a goal that has been passed and still runs."""

    BEFORE = "before"
    RUNNING = "running"
    REACHED = "reached"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True)
class Campaign:
    """A goal with its period. `goal`, `next_goal` and `baseline` are people, or minor units of `currency`.

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
    mode: Mode = Mode.LIVE
    next_goal: int | None = None

    @property
    def count(self) -> int:
        """What counts toward the goal: people, or minor units, with the baseline."""
        gained = self.supporters if self.kind is CampaignKind.SUPPORTERS else self.raised_minor
        return self.baseline + gained

    @property
    def is_past_first_goal(self) -> bool:
        """Say whether the goal is reached and the campaign goes on to the next one."""
        return self.next_goal is not None and self.count >= self.goal

    @property
    def aim(self) -> int:
        """What is aimed for now: the goal, or the next one once that is reached."""
        return self.next_goal if self.next_goal is not None and self.is_past_first_goal else self.goal

    def state(self, today: date) -> CampaignState:
        """Say where the campaign is on the day `today`."""
        if self.ends_on and today > self.ends_on:
            return CampaignState.ENDED
        if self.starts_on and today < self.starts_on:
            return CampaignState.BEFORE
        if self.count > self.aim:
            return CampaignState.OVER
        return CampaignState.REACHED if self.count == self.aim else CampaignState.RUNNING

    def days_left(self, today: date) -> int | None:
        """Count the days that remain, today included; None without an end."""
        return (self.ends_on - today).days + 1 if self.ends_on else None

    @property
    def bar_end(self) -> int:
        """Where the bar ends: what is aimed for, or a fifth past the count once that is passed."""
        return self.aim if self.count <= self.aim else max(self.aim, self.count * 6 // 5)

    @property
    def count_words(self) -> str:
        return self.amount_words(self.count)

    @property
    def goal_words(self) -> str:
        """What is aimed for now."""
        return self._goal_words(self.aim)

    @property
    def first_goal_words(self) -> str:
        """The goal that was set first, whether or not there is a next one."""
        return self._goal_words(self.goal)

    def amount_words(self, amount: int) -> str:
        """Write an amount of this campaign's kind for readers."""
        if self.kind is CampaignKind.MONEY:
            return Money(amount, self.currency).words
        return f"{amount:,}"

    def _goal_words(self, goal: int) -> str:
        if self.kind is CampaignKind.MONEY:
            return self.amount_words(goal)
        return f"{goal:,} supporter{'' if goal == 1 else 's'}"


def current_at(campaigns: Sequence[Campaign], mode: Mode, moment: str) -> Campaign | None:
    """Return the campaign of a mode that was the current one at a moment; before any began, the first one.

    `campaigns` are all there are, the one made last first.
    """
    of_mode = [campaign for campaign in campaigns if campaign.mode is mode]
    begun = (campaign for campaign in of_mode if campaign.created_at <= moment)
    return next(begun, of_mode[-1] if of_mode else None)
