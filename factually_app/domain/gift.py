"""What somebody is about to give: an amount, once or every month."""

import re
from dataclasses import dataclass
from enum import StrEnum

from factually_app.domain.errors import FactuallyError
from factually_app.domain.money import Money

_SUGGESTED = (5, 10, 25, 50)
_MOST = 10_000
_FINE_AS_MONEY = 100
"""In a currency without a smaller unit, such as the yen, amounts are about a hundred times as large."""


class GiftError(FactuallyError):
    """What was chosen is not something one can give; the sentence says why."""


class Rhythm(StrEnum):
    ONCE = "once"
    MONTHLY = "monthly"

    @property
    def words(self) -> str:
        return "once" if self is Rhythm.ONCE else "every month"


@dataclass(frozen=True)
class Gift:
    """An amount and how often."""

    money: Money
    rhythm: Rhythm

    @classmethod
    def parse(cls, amount: str, rhythm: str, currency: str) -> "Gift":
        """Read what a form says; GiftError with a sentence for the person who filled it in."""
        if rhythm not in list(Rhythm):
            raise GiftError("Choose whether to give once or every month.")
        least, most = _unit(currency), Money(_MOST * _unit(currency).minor, currency)
        try:
            money = Money.parse(_plain(amount), currency)
        except ValueError:
            raise GiftError(f"Write the amount as a number, such as {_example(currency)}.") from None
        if not least.minor <= money.minor <= most.minor:
            raise GiftError(f"An amount from {least.words} to {most.words} can be given here.")
        return cls(money, Rhythm(rhythm))

    @property
    def words(self) -> str:
        return f"{self.money.words} {self.rhythm.words}"


def suggested_gifts(currency: str) -> list[tuple[str, Money]]:
    """Return the amounts that a form offers: each as it is typed, and as money."""
    unit = _unit(currency)
    amounts = [Money(n * unit.minor, currency) for n in _SUGGESTED]
    return [(_typed(n, currency), money) for n, money in zip(_SUGGESTED, amounts, strict=True)]


def _unit(currency: str) -> Money:
    """Return what one would call a small coin: a dollar, a hundred yen."""
    one = Money.parse("1", currency)
    return one if one.minor > 1 else Money(_FINE_AS_MONEY, currency)


def _typed(number: int, currency: str) -> str:
    has_cents = Money.parse("1", currency).minor > 1
    return str(number if has_cents else number * _FINE_AS_MONEY)


def _example(currency: str) -> str:
    return _typed(_SUGGESTED[1], currency)


def _plain(amount: str) -> str:
    """Take away what people write around a number: a sign of the currency, spaces."""
    return re.sub(r"[\s$€£¥]|\b[A-Z]{3}\b", "", amount.strip())
