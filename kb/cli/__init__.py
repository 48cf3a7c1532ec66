"""The ``kb`` command."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from kb import __version__
from kb.problems import KbError

_COMMANDS = ("build", "serve", "check", "search", "glossary", "learn", "new", "index", "analyze", "intake", "forms")
"""Each in a module of its name, which is loaded when it is asked for: all together take as long as a start."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kb.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KbError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
def main() -> None:
    """Build, serve and check a knowledge base in several languages.

    Exit status: 0 all is well; 1 faults in the content (check, build --strict); 2 wrong options or configuration.
    """
