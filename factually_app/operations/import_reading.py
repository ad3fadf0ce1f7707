"""Reading what an import is given: folders, content files, exports, pasted pages, claims of others."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from factually_app.content.pasted_page import looks_like_pasted_page, read_pasted_page
from factually_app.domain.errors import InputError, Problem
from factually_app.formats.content_entry import Entry
from factually_app.formats.content_files import NEITHER, read_content
from factually_app.formats.others_claims import LONGEST_LINE, looks_like_claim
from factually_app.operations.import_pages import PastedFile
from factually_app.operations.others_files import OthersFile

STANDARD_INPUT = Path("-")

_CONTENT = {".yaml", ".yml", ".json"}
_CLAIMS_OF_OTHERS = {".jsonl", ".ndjson"}


@dataclass
class Reading:
    """Everything that was read, in the order it was read, and all that is wrong with it.

    `others` are files of claims of other newsrooms, too long to be kept here: they are read where they lie.
    What came by stdin lies in `spooled`, and goes when this does.
    """

    files: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    pages: list[PastedFile] = field(default_factory=list)
    others: list[OthersFile] = field(default_factory=list)
    spooled: list[IO[bytes]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_paths(paths: Sequence[Path], on_read: Callable[[int, int], None]) -> Reading:
    """Read files, and the content files in folders; `on_read` is told how many of how many are done."""
    reading = Reading()
    files = list(dict.fromkeys(file for path in paths for file in _files(path, reading)))
    for done, path in enumerate(files, start=1):
        reading.files.append(str(path))
        try:
            _read(path, reading)
        except InputError as error:
            reading.problems.extend(error.problems)
        on_read(done, len(files))
    return reading


def _files(path: Path, reading: Reading) -> Iterator[Path]:
    """Yield a file, or the content files of a folder and those below it."""
    if not path.is_dir():
        yield path
        return
    known = _CONTENT | _CLAIMS_OF_OTHERS
    found = [file for file in sorted(path.rglob("*")) if file.suffix in known and file.is_file()]
    if not found:
        message = "the folder holds no content file (.yaml, .json) and no claims of others (.jsonl)"
        reading.problems.append(Problem(str(path), 0, message))
    yield from found


def _read(path: Path, reading: Reading) -> None:
    file = str(path)
    if path.suffix in _CLAIMS_OF_OTHERS:
        reading.others.append(OthersFile(file, path))
        return
    if path == STANDARD_INPUT and (line := sys.stdin.buffer.readline(LONGEST_LINE)):
        if looks_like_claim(line):
            reading.others.append(_spooled(line, reading))
            return
        text = _text(file, line + sys.stdin.buffer.read())
    else:
        text = _text(file, _bytes(path))
    if path.suffix not in _CONTENT and looks_like_pasted_page(text):
        reading.pages.append(PastedFile(file, read_pasted_page(text, file=file)))
        return
    content = read_content(text, file=file, stem=path.stem)
    if path.suffix not in _CONTENT and not content.entries:
        raise InputError([Problem(file, 1, NEITHER)])
    reading.entries.extend(content.entries)
    reading.problems.extend(content.problems)


def _spooled(line: bytes, reading: Reading) -> OthersFile:
    """Put what comes by stdin on the disk: it is read twice."""
    spool = tempfile.NamedTemporaryFile(prefix="factually-claims-")  # noqa: SIM115 - it stays for the import
    reading.spooled.append(spool)
    spool.write(line)
    shutil.copyfileobj(sys.stdin.buffer, spool)
    spool.flush()
    return OthersFile(str(STANDARD_INPUT), Path(spool.name))


def _bytes(path: Path) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError([Problem(str(path), 0, "there is no such file or folder")]) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError([Problem(str(path), 0, f"the file cannot be read: {reason}")]) from None


def _text(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} (byte {error.start + 1} of the file) is not UTF-8"
        raise InputError([Problem(file, line, f"{message}; save the file as UTF-8")]) from None
