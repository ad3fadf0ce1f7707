"""`factually bench`: the project's own benchmarks, in a folder that is removed afterwards."""

import tempfile
from pathlib import Path

import click

from factually_app.bench.figures import Run
from factually_app.bench.parts import PARTS
from factually_app.bench.report import as_json, as_table


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=Run.seconds, show_default=True,
              help="How long a phase under load takes.")  # fmt: skip
@click.option("--rows", type=click.IntRange(1_000, 10_000_000),
              help="How many records the large database has; by default what takes a part less than a minute.")  # fmt: skip
@click.option("--slices", type=click.IntRange(1, 100), default=Run.slices, show_default=True,
              help="How often each measure is taken.")  # fmt: skip
@click.option("--json", "as_json_", is_flag=True, help="One JSON object for programs.")
def bench(part: str, seconds: float, rows: int | None, slices: int, as_json_: bool) -> None:
    """Measure PART of Factually on this machine, each figure beside a yardstick in the same run."""
    with tempfile.TemporaryDirectory(prefix="factually-bench-") as folder:
        run = Run(Path(folder), slices=slices, seconds=seconds, rows=rows or PARTS[part].rows, say=_say)
        report = PARTS[part].measure(run)
    click.echo(as_json(part, report) if as_json_ else as_table(report))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
