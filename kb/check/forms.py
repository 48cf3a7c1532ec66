"""Rules over the forms: structure, words in every locale, and articles that the forms lead to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.forms.links import references
from kb.forms.reading import Forms, read_forms
from kb.problems import Problem
from kb.site import Site


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules; none without forms."""
    forms, found = site_forms(site)
    yield from found
    for form_id, form in forms.forms.items():
        for locale in site.settings.locales:
            for reference in references(form, forms.texts[form_id, locale.tag]):
                fault = _reference_fault(site, locale.tag, reference)
                # Words that came from another locale are told of there.
                if fault and (place := _place(site, form_id, locale.tag, reference)):
                    yield Problem(*place, *fault)


def site_forms(site: Site) -> tuple[Forms, list[Problem]]:
    """The forms of a site, and what is wrong with them."""
    settings = site.settings
    return read_forms(settings.docs, settings.locales, root=settings.root, company=site.company, messages=site.messages)


def _reference_fault(site: Site, tag: str, reference: str) -> tuple[str, str] | None:
    article, _, anchor = reference.partition("#")
    entry = site.tree.entries[tag].get(article)
    if entry is None:
        remedy = "Write the path of an article below its locale's folder, without .md, such as domains/transfer-in"
        return f"the form leads to '{reference}', which is no article", remedy
    anchors = site.outlines[article, entry.article.locale].anchors
    if anchor and anchor not in anchors:
        choices = ", ".join(f"#{name}" for name in sorted(anchors)) or "none"
        fault = f"the form leads to '{reference}', an anchor that {entry.article.path} has not"
        return fault, f"Its anchors are: {choices}"
    return None


def _place(site: Site, form_id: str, tag: str, reference: str) -> tuple[str, int] | None:
    """File and line in which a reference is written: the structure's, else the locale's, else nothing."""
    docs = site.settings.docs
    paths = [docs / "forms" / f"{form_id}.yml", docs / tag / "forms" / f"{form_id}.yml"]
    for path in paths:
        if line := _line(path, reference):
            return site.shown(path.relative_to(docs).as_posix()), line
    return None


def _line(path: Path, reference: str) -> int:
    """The first line that holds a reference as a whole; 0 where none does."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    ends = (",", "]", ")", "}", "\n", " ")
    return next((n for n, line in enumerate(lines, 1) if any(f"{reference}{end}" in f"{line}\n" for end in ends)), 0)
