"""What can go wrong, in words for the person who caused it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class FactuallyError(Exception):
    """A failure that has a sentence for the person in front of the screen."""


class NotFoundError(FactuallyError):
    """Nothing is kept under that address or name."""


class ConflictError(FactuallyError):
    """What had to be true at commit no longer was; nothing was written."""


class BusyError(FactuallyError):
    """The database could not be written for the moment; nothing was written, trying again may help."""


class NewerDatabaseError(FactuallyError):
    """The database was made by a newer version of Factually than this one."""


class UnusableDatabaseError(FactuallyError):
    """The database file, or the folder it lies in, cannot be used; the sentence says why."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file: where (`line` counts from 1, 0 for the whole file) and what."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class InputError(FactuallyError):
    """Something handed in cannot be taken; `problems` lists every reason, nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class UnreadableTextError(FactuallyError):
    """A text breaks a limit or holds what no text may hold; the message says which."""


class FormError(FactuallyError):
    """What a form says cannot be kept; `problems` has a sentence for each field that is to be put right."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class NotAllowedError(FactuallyError):
    """Somebody asked for what their role does not let them do; the sentence says who may."""
