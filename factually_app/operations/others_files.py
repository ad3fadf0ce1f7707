"""Files of claims of other newsrooms: of any length, checked whole before anything is written."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from factually_app.domain.errors import InputError, Problem
from factually_app.domain.others_claim import others_claim_id
from factually_app.formats.others_claims import LONGEST_LINE, OthersLine, UnusableLineError, read_line
from factually_app.store.first_places import FirstPlaces

Progress = Callable[[int, int], None]

_MOST_PROBLEMS = 1_000
"""Problems that are told; how many more there are is counted."""
_MOST_NAMES = 100
"""Names of unknown fields that are told."""
_TOLD_EACH = 2_000
"""Lines between two tellings of how far it is."""


@dataclass(frozen=True)
class OthersFile:
    """A file of claims: what it is called in messages, and where it lies."""

    name: str
    path: Path


@dataclass
class OthersFound:
    """What was found in files of claims: how many, their fields that are not ours, and what is wrong.

    `more` counts the problems of each file that are not told one by one.
    """

    claims: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    more: Counter[str] = field(default_factory=Counter)

    def take(self, file: OthersFile, number: int, line: bytes, places: FirstPlaces) -> None:
        """Look at a line: count it, or say what is wrong with it."""
        try:
            read = read_line(line)
            messages = tuple(_repeated(read, f"{file.name}:{number}", places))
            if len(self.unknown) < _MOST_NAMES:
                self.unknown.update(read.unknown.keys())
            self.claims += 1
        except UnusableLineError as error:
            messages = error.messages
        for message in messages:
            if len(self.problems) < _MOST_PROBLEMS:
                self.problems.append(Problem(file.name, number, message))
            else:
                self.more[file.name] += 1

    @property
    def all_problems(self) -> list[Problem]:
        """What is wrong; of very many, the first, and how many more there are in each file."""
        more = (Problem(name, 0, f"{count:,} more problems") for name, count in self.more.items())
        return [*self.problems, *more]

    @property
    def warnings(self) -> list[str]:
        """Name the fields that are kept and shown nowhere."""
        told = ", ".join(f"`{name}` ({count:,})" for name, count in sorted(self.unknown.items()))
        return [f"claims of others have fields that are kept and not shown: {told}"] if told else []


def check_files(files: Sequence[OthersFile], on_progress: Progress) -> OthersFound:
    """Read files through and return what is in them; `on_progress` is told how many bytes are done."""
    found, done, total = OthersFound(), 0, sum(map(_size, files))
    with closing(FirstPlaces()) as places:
        for file in files:
            try:
                for number, line in _lines(file):
                    found.take(file, number, line, places)
                    done += len(line)
                    if not number % _TOLD_EACH:
                        on_progress(done, total)
            except InputError as error:
                found.problems.extend(error.problems)
    return found


def _repeated(read: OthersLine, place: str, places: FirstPlaces) -> Iterator[str]:
    content = hashlib.sha256(repr((read.values, read.unknown_json)).encode()).hexdigest()
    if first := places.take(id_of_line(read), place, content):
        yield f"`ref` '{read.values['ref']}' stands in {first} with other words; a claim has one line"


def _size(file: OthersFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0  # reading it will say what is wrong


def id_of_line(read: OthersLine) -> str:
    """Return the id of the claim that a line says."""
    said = read.values
    return others_claim_id(publisher=said["publisher"], ref=said["ref"], address=said["url"], text=read.text)


def lines_read(file: OthersFile) -> Iterator[OthersLine]:
    """Yield what the lines of a file say that was checked."""
    for number, line in _lines(file):
        try:
            yield read_line(line)
        except UnusableLineError as error:
            raise InputError([Problem(file.name, number, f"the file changed: {error}")]) from None


def _lines(file: OthersFile) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty with their numbers; of one that is too long, its beginning."""
    try:
        with file.path.open("rb") as stream:
            yield from _numbered(stream)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError([Problem(file.name, 0, f"the file cannot be read: {reason}")]) from None


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 2):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)  # a line that is too long is refused, and read past
        line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if line:
            yield number, line
