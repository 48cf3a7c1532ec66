"""All forms of a site: structure from ``docs/forms/``, words from ``docs/<locale>/forms/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.company import Company
from kb.forms.filling import locale_texts
from kb.forms.form import Form
from kb.forms.structure import read_structure, trimmed
from kb.forms.text_keys import LocaleTexts, TextKey, read_texts, wanted_texts
from kb.forms.texts import Texts
from kb.locales import Locale
from kb.marked import Marked, parse
from kb.messages import Messages
from kb.problems import Problem, sorted_problems
from kb.sources import read_source, shown_path


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a site."""

    forms: Mapping[str, Form] = field(default_factory=dict)
    """Form id → form, bound to the company's profile; broken ones are missing."""
    texts: Mapping[tuple[str, str], Texts] = field(default_factory=dict)
    """(form id, locale's tag) → words, for every form and locale."""
    faults: tuple[Problem, ...] = ()
    """Why forms are broken: with such a form no site must be built."""
    working: str = ""
    """Tag of the locale in which staff read; empty where the profile names none that the site has."""

    def working_texts(self, form_id: str) -> Texts | None:
        """The words in which staff read."""
        return self.texts.get((form_id, self.working))


def read_forms(
    docs: Path,
    locales: Sequence[Locale],
    *,
    root: Path,
    company: Company | None,
    messages: Mapping[str, Messages],
) -> tuple[Forms, list[Problem]]:
    """The forms of a site and all that is wrong with them.

    Args:
        docs: the folder of the documents.
        locales: the site's locales in their order.
        root: the folder to which problems name paths relatively.
        company: the profile; conditions on it are resolved here, placeholders filled.
        messages: tag → the interface's words.
    """
    forms: dict[str, Form] = {}
    texts: dict[tuple[str, str], Texts] = {}
    faults: list[Problem] = []
    problems: list[Problem] = []
    for path in sorted((docs / "forms").glob("*.yml")):
        document = _document(path, root)
        if isinstance(document, Problem):
            faults.append(document)
            continue
        form, found = read_structure(document, path.stem, company)
        if found:
            faults += found
            continue
        forms[form.id] = trimmed(form)
        read, found = _texts(form, docs, locales, root)
        problems += found
        filled, found = locale_texts(form, read, locales, company=company, messages=messages)
        problems += found
        texts.update({(form.id, tag): words for tag, words in filled.items()})
    problems += _orphans(docs, locales, root)
    result = Forms(forms, texts, tuple(sorted_problems(faults)), _working(company, locales))
    return result, sorted_problems([*faults, *problems])


def _document(path: Path, root: Path) -> Marked | Problem:
    source = read_source(path, root)
    return source if isinstance(source, Problem) else parse(source, path=shown_path(path, root))


def _texts(
    form: Form, docs: Path, locales: Sequence[Locale], root: Path
) -> tuple[dict[str, LocaleTexts], list[Problem]]:
    """Tag → the words that the locale's file has, and what is wrong with the files."""
    wanted = wanted_texts(form)
    read: dict[str, LocaleTexts] = {}
    problems: list[Problem] = []
    for locale in locales:
        path = _text_path(docs, locale, form.id)
        document = _document(path, root) if path.is_file() else None
        if isinstance(document, Problem):
            problems.append(document)
        elif document is not None:
            read[locale.tag], found = read_texts(document, wanted)
            problems += found
    problems += _missing_files(form, docs, locales, root)
    return read, [*problems, *_missing_texts(wanted, read)]


def _missing_files(form: Form, docs: Path, locales: Sequence[Locale], root: Path) -> Iterator[Problem]:
    paths = {locale: _text_path(docs, locale, form.id) for locale in locales}
    there = [shown_path(path, root) for path in paths.values() if path.is_file()]
    remedy = f"Write it as {there[0]} is written" if there else "Write it with 'title:', 'steps:' and 'fields:'"
    for locale, path in paths.items():
        if not path.is_file():
            yield Problem(shown_path(path, root), 0, f"the form '{form.id}' has no texts in {locale.tag}", remedy)


def _missing_texts(wanted: Mapping[TextKey, bool], read: Mapping[str, LocaleTexts]) -> Iterator[Problem]:
    """Texts that a locale lacks: those that a form must have, and those that another locale has."""
    for key, is_required in wanted.items():
        owners = [found for found in read.values() if key in found.words]
        for found in read.values() if is_required or owners else ():
            if key not in found.words and not _is_faulty(found, key):
                fault = f"there is no text '{'.'.join(key)}'"
                other = owners[0].document if owners else None
                remedy = f"Write it, as in {other.path}:{other.line(*key)}" if other else "Write it"
                yield found.document.problem(key, fault, remedy)


def _is_faulty(found: LocaleTexts, key: TextKey) -> bool:
    """Whether something stands there, of which a problem tells already."""
    return key in found.document.lines


def _orphans(docs: Path, locales: Sequence[Locale], root: Path) -> Iterator[Problem]:
    known = ", ".join(path.stem for path in sorted((docs / "forms").glob("*.yml"))) or "none"
    for locale in locales:
        for path in sorted((docs / locale.tag / "forms").glob("*.yml")):
            if not (docs / "forms" / path.name).is_file():
                fault = f"there is no form '{path.stem}'"
                yield Problem(shown_path(path, root), 0, fault, f"Rename it to a form's id ({known}), or delete it")


def _text_path(docs: Path, locale: Locale, form_id: str) -> Path:
    return docs / locale.tag / "forms" / f"{form_id}.yml"


def _working(company: Company | None, locales: Sequence[Locale]) -> str:
    try:
        tag = str(company.value("working_locale")) if company else ""
    except KeyError:
        return ""
    return tag if tag in {locale.tag for locale in locales} else ""
