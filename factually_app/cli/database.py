"""`factually init`, `migrate`, `check` and `rebuild`: the database as a whole."""

import json
from contextlib import closing

import click

from factually_app import paths
from factually_app.cli.installation import database, existing_database
from factually_app.config import Settings
from factually_app.operations.audit import seal_audit_log
from factually_app.operations.database import is_untouched, open_engine, prepare
from factually_app.operations.import_files import import_paths
from factually_app.operations.integrity import findings
from factually_app.operations.ledger import seal_ledger
from factually_app.operations.rebuild import rebuild as rebuild_derived
from factually_app.semantic.published import MODEL
from factually_app.store import articles
from factually_app.store.vectors import count_due


@click.command()
@click.option("--empty", is_flag=True, help="Leave out the checks and the campaign that come with it.")
def init(empty: bool) -> None:
    """Make the database, with the content that comes with Factually. Twice does no harm.

    Only a database with nothing in it is filled: what the newsroom changed since stays as it is.
    """
    with database() as engine:
        if not empty and is_untouched(engine):
            import_paths(engine, [paths.CONTENT], publish=False, dry_run=False, by="factually init")
        for article in articles.newest_articles(engine.reader(), limit=100):
            click.echo(article.url)


@click.command()
def migrate() -> None:
    """Bring the database up to date with this version."""
    with closing(open_engine(Settings.from_environment().database_path)) as engine:
        for step in prepare(engine):
            click.echo(step.name)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
def check(as_json: bool) -> None:
    """Verify the database and print everything that is wrong; exit 1 if anything is."""
    settings = Settings.from_environment()
    with existing_database() as engine:
        found = findings(engine)
        due = count_due(engine.reader(), MODEL) if settings.semantic_model else 0
        if not found:
            seal_ledger(engine)
            seal_audit_log(engine)
    if as_json:
        click.echo(json.dumps({"ok": not found, "findings": found}))
    else:
        for finding in found:
            click.echo(finding)
    if due:
        click.echo(f"Texts without a vector yet: {due}. `factually semantic fill` makes them.", err=True)
    if found:
        raise SystemExit(1)
    click.echo("The database is as it should be.", err=True)


@click.command()
def rebuild() -> None:
    """Derive all derived data anew."""
    with existing_database() as engine:
        count = rebuild_derived(engine)
    click.echo(f"{count} {'record' if count == 1 else 'records'} derived anew.", err=True)
