"""Throttling: how often something may be tried, and what is said to whoever tried too often."""

from dataclasses import dataclass

from factually_app.domain.errors import FactuallyError


@dataclass(frozen=True)
class Budget:
    """At most `most` tries under `key` in any stretch of `seconds`."""

    key: str
    most: int
    seconds: float


class ThrottledError(FactuallyError):
    """Too much was tried; `seconds` says when to come back."""

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"Too much was tried. Try again in {wait}.")
        self.seconds = seconds
