"""Typed fields become what may be kept; each that cannot be is noted with its sentence, all at once."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from factually_app.content.plain import plain_text
from factually_app.domain.dates import PartialDate
from factually_app.domain.errors import FormError, UnreadableTextError

_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_ADDRESS = 2_000
_LONGEST_DATE = 50

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """Reads one field after the other. `problems` are by the name of the field in the form."""

    def __init__(self) -> None:
        self.problems: dict[str, str] = {}

    def text(self, name: str, text: str, *, limit: int) -> str:
        """Return a text of any number of lines, without blanks around it."""
        try:
            return plain_text(text, limit=limit).strip()
        except UnreadableTextError as error:
            self.problems[name] = f"This cannot be kept: {error}."
            return ""

    def line(self, name: str, text: str, *, limit: int, needed: str = "") -> str:
        """Return a text that is one line, however it was broken; `needed` is said when it is empty."""
        line = " ".join(self.text(name, text, limit=limit).split())
        if not line and needed:
            self.problems.setdefault(name, needed)
        return line

    def choice(self, name: str, typed: str, choices: Mapping[str, Choice], needed: str) -> Choice | None:
        """Return what was chosen; `needed` is said when that is none of the choices."""
        if typed not in choices:
            self.problems[name] = needed
        return choices.get(typed)

    def date(self, name: str, text: str) -> PartialDate | None:
        """Return a date as far as it is known, None when nothing was typed."""
        line = self.line(name, text, limit=_LONGEST_DATE)
        try:
            return PartialDate(line) if line else None
        except ValueError as error:
            self.problems[name] = f"Write the date as 2008, 2008-04, 2008-04-03 or 2008-04/2009: {error}."
            return None

    def address(self, name: str, text: str) -> str | None:
        """Return a web address, None when nothing was typed."""
        line = self.line(name, text, limit=_LONGEST_ADDRESS)
        if line and not _ADDRESS.fullmatch(line):
            self.problems[name] = "An address begins with http:// or https:// and has no spaces in it."
        return line or None

    def language(self, name: str, text: str) -> str:
        """Return the code of a language."""
        line = self.line(name, text, limit=_LONGEST_DATE) or "en"
        if not _LANGUAGE.fullmatch(line):
            self.problems[name] = "Write the language as a code such as en or pt-BR."
        return line

    def done(self) -> None:
        """FormError with everything that has to be put right, if anything has."""
        if self.problems:
            raise FormError(self.problems)
