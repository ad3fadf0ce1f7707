"""`factually semantic`: the extra that finds what is close in meaning: its model, its vectors."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import click

from factually_app.cli.installation import existing_database
from factually_app.config import Settings
from factually_app.extras import load_meaning, prepare_model
from factually_app.operations.vectors import fill_vectors
from factually_app.semantic.published import MODEL
from factually_app.store.vectors import count_due


@click.group()
def semantic() -> None:
    """Find what is close in meaning: docs/matching.md says how to switch it on."""


@semantic.command()
def prepare() -> None:
    """Make what the server runs of the published model, once; `serve` does so too when nobody did."""
    click.echo(prepare_model(Settings.from_environment()))


@semantic.command()
@click.option("--threads", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default=True)
def fill(threads: int) -> None:
    """Make the vectors of all records that have none, as a running server does by and by."""
    settings = Settings.from_environment()
    prepare_model(settings)
    meaning = load_meaning(settings)
    if meaning is None:
        return
    with existing_database() as engine, ThreadPoolExecutor(threads) as pool:
        made = 0
        bar = click.progressbar(length=count_due(engine.reader(), MODEL), label="Vectors", file=sys.stderr)
        with bar:
            for count in fill_vectors(engine, meaning.encoder, each=pool.map):
                made += count
                bar.update(count)
    click.echo(f"{made} {'vector' if made == 1 else 'vectors'} made.", err=True)
