"""The `factually` program: its commands, and how a failure becomes a sentence."""

import click

from factually_app.domain.errors import FactuallyError
from factually_app.late import late
from factually_app.store.connections import DatabaseFault

MISTAKE = 2
"""The exit code for what the person at the keyboard can put right."""

COMMANDS = {
    "serve": (late("factually_app.cli.serve"), "serve"),
    "init": (late("factually_app.cli.database"), "init"),
    "migrate": (late("factually_app.cli.database"), "migrate"),
    "check": (late("factually_app.cli.database"), "check"),
    "rebuild": (late("factually_app.cli.database"), "rebuild"),
    "import": (late("factually_app.cli.files"), "import_command"),
    "export": (late("factually_app.cli.files"), "export_command"),
    "campaign": (late("factually_app.cli.campaign"), "campaign"),
    "semantic": (late("factually_app.cli.semantic"), "semantic"),
    "sources": (late("factually_app.cli.sources"), "sources"),
    "supporters": (late("factually_app.cli.supporters"), "supporters"),
    "bench": (late("factually_app.cli.bench"), "bench"),
    "staff": (late("factually_app.cli.staff"), "staff"),
}
"""Where each command is: only the one that is called is imported."""


class Program(click.Group):
    """A group of commands whose known failures are told in a sentence, never as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(module(), name)
        return command

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
