"""`factually import` and `export`: articles and records from files, and to files."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from factually_app.cli.installation import database, existing_database
from factually_app.operations.export_files import export_to
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_pages import GENERAL

PATIENCE_SECONDS = 1
"""What takes no longer needs no progress bar."""


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--publish", is_flag=True, help="Publish pasted pages even with sources still to be named.")
@click.option("--topic", metavar="SLUG", default=GENERAL, help="The topic of pasted pages, which name none.")
def import_command(paths: tuple[Path, ...], dry_run: bool, publish: bool, topic: str) -> None:
    """Read pasted pages, content files and folders, or an export; - reads stdin."""
    with database() as engine, _progress_bar("Importing") as on_progress:
        report = import_paths(
            engine,
            paths,
            publish=publish,
            dry_run=dry_run,
            by="factually import",
            topic=topic,
            on_progress=on_progress,
        )
    for line in report.lines:
        click.echo(line)


@click.command("export")
@click.argument("folder", metavar="PATH", type=click.Path(path_type=Path))
def export_command(folder: Path) -> None:
    """Write everything to files in the folder PATH, which `factually import` reads back."""
    with existing_database() as engine:
        for path in export_to(engine, folder):
            click.echo(path)


@contextmanager
def _progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with what is done and what there is in all; it draws on stderr."""
    started = time.monotonic()
    bar = click.progressbar(length=100, label=label, file=sys.stderr)
    with ExitStack() as drawing:

        def show(done: int, total: int) -> None:
            if not bar.entered and time.monotonic() - started > PATIENCE_SECONDS:
                drawing.enter_context(bar)
            if bar.entered:
                bar.update(100 * done // total - bar.pos)

        yield show
