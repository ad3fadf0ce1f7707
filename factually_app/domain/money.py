"""Money: minor units and a currency, never a float."""

import re
from dataclasses import dataclass

# ISO 4217 currencies whose minor unit is not a hundredth, of those that card providers take.
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}
_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,3}))?")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


@dataclass(frozen=True)
class Money:
    """An amount in the smallest unit of its currency: Money(500, "USD") is five dollars."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Read an amount such as `5` or `5.50`; ValueError when it is none in this currency."""
        digits = _MINOR_DIGITS.get(currency, 2)
        found = _AMOUNT.fullmatch(text)
        fraction = (found and found[2]) or ""
        if not found or len(fraction) > digits:
            example = f"5.{'50'.ljust(digits, '0')[:digits]}" if digits else "500"
            raise ValueError(f"'{text}' is not an amount of {currency} such as {example}")
        return cls(int(found[1] + fraction.ljust(digits, "0")), currency)

    @property
    def typed(self) -> str:
        """The amount as `parse` reads it: 500, 5.50."""
        digits = _MINOR_DIGITS.get(self.currency, 2)
        whole, rest = divmod(self.minor, 10**digits)
        return f"{whole}.{rest:0{digits}d}" if rest else str(whole)

    @property
    def words(self) -> str:
        """The amount for readers: $500, $5.50, 500 CHF."""
        digits = _MINOR_DIGITS.get(self.currency, 2)
        whole, rest = divmod(self.minor, 10**digits)
        number = f"{whole:,}" + (f".{rest:0{digits}d}" if rest else "")
        sign = _SIGNS.get(self.currency)
        return f"{sign}{number}" if sign else f"{number} {self.currency}"
