"""One import or export in a process of its own: MODULE import|export FOLDER PATH, the database in FOLDER.

Tells as JSON how many seconds and how much CPU it took, and the peak of memory.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from factually_app.bench.processes import peak
from factually_app.operations.database import open_engine, prepare
from factually_app.operations.export_files import export_to
from factually_app.operations.import_files import import_paths
from factually_app.store.engine import Engine


def _import(engine: Engine, path: Path) -> None:
    import_paths(engine, [path], publish=False, dry_run=False, by="factually bench")


def _export(engine: Engine, path: Path) -> None:
    export_to(engine, path)


_WAYS: Mapping[str, Callable[[Engine, Path], None]] = {"import": _import, "export": _export}


def main() -> None:
    """Do it, and tell."""
    way, folder, path = sys.argv[1:]
    with closing(open_engine(Path(folder) / "factually.db")) as engine:
        prepare(engine)
        started, cpu = time.perf_counter(), time.process_time()
        _WAYS[way](engine, Path(path))
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    json.dump({"seconds": seconds, "cpu": cpu, "peak": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
