"""``kb forms``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from kb.build import find_builder
from kb.check import forms as rules
from kb.cli.options import config_option, counted
from kb.forms.coach import advice
from kb.forms.compose import composed
from kb.forms.form import Form
from kb.forms.outline import outline
from kb.forms.reading import Forms
from kb.forms.schema import schema
from kb.forms.texts import Texts, error_text
from kb.forms.validation import Refusal, validated
from kb.problems import KbError, Problem, sorted_problems
from kb.site import Site, read_site


@click.group()
def forms() -> None:
    """The ticket form, the contact form, and any other below docs/forms/."""


@forms.command()
@config_option
def check(config: Path) -> None:
    """Check the forms: structure, words in every locale, articles that they lead to.

    Exit status 1 if there is a fault. kb check does the same for the whole content.
    """
    site = _site(config)
    problems = sorted_problems(rules.problems(site))
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{counted(problems)} in {len(_read(site)[0].forms)} forms.", err=True)
    if any(not problem.is_warning for problem in problems):
        sys.exit(1)


@forms.command()
@click.argument("form_id", metavar="FORM")
@click.option("--locale", "tag", required=True, help="The locale to show it in.")
@click.option(
    "--answers",
    "file",
    type=click.File(encoding="utf-8"),
    help='Answers as JSON ("-" for standard input): shows what is wrong with them, or the text that staff reads.',
)
@config_option
def preview(form_id: str, tag: str, file: TextIO | None, config: Path) -> None:
    """Show a form's questions as text, or what becomes of some answers."""
    found, form = _form(config, form_id)
    if (form_id, tag) not in found.texts:
        tags = ", ".join(sorted({locale for _, locale in found.texts}))
        raise KbError(f"The site has no locale '{tag}'. Write one of {tags}.")
    texts = found.texts[form_id, tag]
    if file is None:
        click.echo("\n".join(outline(form, texts)))
        return
    try:
        answers = json.load(file)
    except ValueError as error:
        raise KbError(f"--answers: this is no JSON: {error}.") from error
    if not isinstance(answers, dict):
        raise KbError('--answers: write an object such as {"email": "name@example.com"}.')
    click.echo("\n".join(_told(found, form, texts, answers)))


@forms.command("schema")
@click.argument("form_id", metavar="FORM")
@config_option
def schema_(form_id: str, config: Path) -> None:
    """Print the JSON Schema of a submission: names, options and limits of all fields."""
    found, form = _form(config, form_id)
    tags = [tag for name, tag in found.texts if name == form_id]
    click.echo(json.dumps(schema(form, locales=tags), ensure_ascii=False, indent=2))


def _site(config: Path) -> Site:
    return read_site(find_builder().settings(config))[0]


def _read(site: Site) -> tuple[Forms, list[Problem]]:
    return rules.site_forms(site)


def _form(config: Path, form_id: str) -> tuple[Forms, Form]:
    found, _ = _read(_site(config))
    if form_id in found.forms:
        return found, found.forms[form_id]
    if found.faults:
        raise KbError("\n".join(["a form is broken:", *map(str, found.faults)]))
    known = ", ".join(found.forms) or "none yet: write docs/forms/contact.yml"
    raise KbError(f"The site has no form '{form_id}'. Its forms are: {known}.")


def _told(found: Forms, form: Form, texts: Texts, answers: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with answers, or the text that staff reads; then what the coach says."""
    result = validated(form, answers)
    if isinstance(result, Refusal):
        for name, fault in result.errors.items():
            yield f"{name}: {fault.code}: {error_text(form, texts, name, fault)}"
    else:
        text = composed(form, texts, result.values, working=found.working_texts(form.id))
        yield from (text.subject, "", text.body.rstrip("\n"))
        for name in result.ignored:
            yield f"(nobody asked for '{name}')"
    for given in advice(form, texts, result.values):
        yield f"{given.field}: {given.severity}: {given.text}"
