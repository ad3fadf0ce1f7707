"""Tables that people bring: CSV with a head line, or JSON lines, as rows of texts with their lines."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factually_app.domain.errors import InputError, Problem
from factually_app.formats.spelling import did_you_mean


@dataclass(frozen=True)
class TableRow:
    """One row, and the line it ends on; a cell that is absent is an empty text."""

    file: str
    line: int
    cells: dict[str, str]

    def cell(self, key: str) -> str:
        return self.cells.get(key, "").strip()

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)


def read_table(text: str, *, file: str, needed: Sequence[str], known: Sequence[str]) -> list[TableRow]:
    """Return the rows; InputError when columns are missing, not known, or a line is not what it should be."""
    text = text.removeprefix("\ufeff")
    is_json = text.lstrip().startswith("{")
    rows = list(_json_lines(text, file) if is_json else _csv_rows(text, file))
    problems = [
        row.problem(f"there is no column '{key}'{did_you_mean(key, known)}")
        for row in rows[: None if is_json else 1]
        for key in row.cells
        if key not in known
    ]
    problems += [
        row.problem(f"`{key}` is missing")
        for row in rows[: None if is_json else 1]
        for key in needed
        if key not in row.cells
    ]
    if problems:
        raise InputError(problems)
    return rows


def _csv_rows(text: str, file: str) -> Iterator[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        for cells in reader:
            if len(cells) > len(head):
                message = f"this row has {len(cells)} cells, the head line names {len(head)}"
                raise InputError([Problem(file, reader.line_num, message)])
            if any(cell.strip() for cell in cells):
                yield TableRow(file, reader.line_num, dict(zip(head, cells, strict=False)))
    except csv.Error as error:
        raise InputError([Problem(file, reader.line_num, f"this is not CSV: {error}")]) from None


def _json_lines(text: str, file: str) -> Iterator[TableRow]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield TableRow(file, number, _cells(line, file, number))


def _cells(line: str, file: str, number: int) -> dict[str, str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InputError([Problem(file, number, "this line is not a JSON object")])
    return {key.lower(): "" if value is None else str(value) for key, value in found.items()}
