"""The `factually` program: its commands, and how a failure becomes a sentence."""

import click

from factually_app.cli.bench import bench
from factually_app.cli.campaign import campaign
from factually_app.cli.database import check, init, migrate, rebuild
from factually_app.cli.files import export_command, import_command
from factually_app.cli.serve import serve
from factually_app.cli.sources import sources
from factually_app.cli.staff import staff
from factually_app.cli.supporters import supporters
from factually_app.domain.errors import FactuallyError
from factually_app.store.connections import DatabaseFault

MISTAKE = 2
"""The exit code for what the person at the keyboard can put right."""


class Program(click.Group):
    """A group of commands whose known failures are told in a sentence, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FactuallyError as error:
            click.echo(str(error), err=True)
        except DatabaseFault as error:
            click.echo(f"the database cannot be read: {error}; `factually check` says more", err=True)
        return ctx.exit(MISTAKE)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factually", prog_name="factually", message="%(prog)s %(version)s")
def main() -> None:
    """Factually: fact checks whose follow-up questions open in place, down to the evidence."""


for _command in (
    serve,
    init,
    migrate,
    check,
    rebuild,
    import_command,
    export_command,
    campaign,
    sources,
    supporters,
    bench,
    staff,
):
    main.add_command(_command)
