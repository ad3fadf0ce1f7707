"""`factually bench`: the project's own benchmarks, in a folder that is removed afterwards."""

import tempfile
from pathlib import Path

import click

from factually_app.bench.charts.parts import chart_of, require_chart
from factually_app.bench.figures import Run
from factually_app.bench.parts import PARTS
from factually_app.bench.report import as_json, as_table, results_in

_FILE = click.Path(dir_okay=False, path_type=Path)
_EARLIER = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=Run.seconds, show_default=True,
              help="How long a phase under load takes.")  # fmt: skip
@click.option("--rows", type=click.IntRange(1_000, 10_000_000),
              help="How many records the large database has; left out, for a minute at most.")  # fmt: skip
@click.option("--slices", type=click.IntRange(1, 100), default=Run.slices, show_default=True,
              help="How often each measure is taken.")  # fmt: skip
@click.option("--json", "as_json_", is_flag=True, help="One JSON object for programs.")
@click.option("--svg", type=_FILE, help="Draw a chart into this file too.")
@click.option("--from", "earlier", multiple=True, type=_EARLIER,
              help="Tell what an earlier --json printed; nothing is measured. May be repeated.")  # fmt: skip
def bench(
    part: str,
    seconds: float,
    rows: int | None,
    slices: int,
    as_json_: bool,
    svg: Path | None,
    earlier: tuple[Path, ...],
) -> None:
    """Measure PART of Factually on this machine, each figure beside a yardstick in the same run."""
    if svg:
        require_chart(part)
    if earlier:
        report = results_in(part, earlier)
    else:
        with tempfile.TemporaryDirectory(prefix="factually-bench-") as folder:
            size = rows or PARTS[part].rows
            report = PARTS[part].measure(Run(Path(folder), slices, seconds, size, _say))
    click.echo(as_json(part, report) if as_json_ else as_table(report))
    if svg:
        svg.write_text(chart_of(part, report), "utf-8")


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
