"""Rows of files into one plain table, in one transaction, unchecked: BARE_ROWS.py DATABASE PATH.

Tells as JSON how many rows there were, how many seconds and how much CPU they took, and the peak of memory.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import yaml

Row = tuple[str, str]
_KILOBYTE = 1024


def rows_of(path: Path) -> Iterator[Row]:
    """Yield what each line of JSON and each entry of YAML says, of a file or of the files of a folder."""
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.suffix == ".jsonl":
            with file.open("rb") as lines:
                for line in lines:
                    read = json.loads(line)
                    yield read["text"], json.dumps(read)
        else:
            yield from _entries(file)


def _entries(file: Path) -> Iterator[Row]:
    read = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    for name, entries in read.items() if isinstance(read, dict) else [(file.stem, read)]:
        for entry in entries if isinstance(entries, list) else []:
            yield name, json.dumps(entry, default=str)


def insert(database: Path, path: Path) -> int:
    """Put all rows into a new database; return how many there are, on the disk."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE records (name TEXT NOT NULL, said TEXT NOT NULL) STRICT")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO records (name, said) VALUES (?, ?)", rows_of(path))
        connection.execute("COMMIT")
        return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])


def _peak() -> int | None:
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) * _KILOBYTE for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    """Do it, and tell."""
    started, cpu = time.perf_counter(), time.process_time()
    rows = insert(*map(Path, sys.argv[1:]))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    print(json.dumps({"rows": rows, "seconds": seconds, "cpu": cpu, "peak": _peak()}))


if __name__ == "__main__":
    main()
