"""The ``kb`` command."""

from __future__ import annotations

import sys

import click

from kb import __version__
from kb.cli.analyze import analyze
from kb.cli.build import build
from kb.cli.check import check
from kb.cli.forms import forms
from kb.cli.glossary import glossary
from kb.cli.index import index
from kb.cli.intake import intake
from kb.cli.learn import learn
from kb.cli.new import new
from kb.cli.search import search
from kb.cli.serve import serve
from kb.problems import KbError


class _Group(click.Group):
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


for command in (build, serve, check, search, glossary, learn, new, index, analyze, intake, forms):
    main.add_command(command)
