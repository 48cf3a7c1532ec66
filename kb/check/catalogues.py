"""Rules over the catalogues of the interface: complete, with every placeholder and every plural form."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from kb.locales import Locale
from kb.messages import CATALOGUES, broader, catalogue_path, plural_rule
from kb.problems import Problem
from kb.site import Site

TEMPLATE = CATALOGUES / "kb.pot"
_TEXT_LINE = re.compile(r'\s*(?:msg\w+(?:\[\d+\])?\s*)?"')
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\s*$')
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%(?![%(])")


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules, in the site's own catalogues and in the package's."""
    own = tuple(dict.fromkeys(folder.resolve() for folder in (*site.settings.catalogues, CATALOGUES)))
    for locale in site.settings.locales:
        # The messages themselves are English.
        if locale.tag.partition("-")[0] != "en":
            yield from catalogue_problems(locale, own, root=site.settings.root)


def catalogue_problems(locale: Locale, folders: Sequence[Path], *, root: Path) -> Iterator[Problem]:
    """What is wrong with a locale's words. A message may stand in any of the folders' catalogues."""
    wanted = _read(TEMPLATE, None)
    places = [(each, catalogue_path(folder, each)) for each in broader(locale) for folder in folders]
    paths = [path for _, path in places if path.is_file()]
    if not paths:
        own = next((folder for folder in folders if folder != CATALOGUES.resolve()), root / "catalogues")
        remedy = f"Copy {TEMPLATE} there, translate it, and name its folder in the option 'catalogues' of kb/locales"
        place = _shown(catalogue_path(own, locale), root)
        yield Problem(place, 0, "the locale has no catalogue and speaks English", remedy, is_warning=True)
        return
    unquoted = [fault for path in paths for fault in _unquoted_lines(path, _shown(path, root))]
    if unquoted:
        yield from unquoted
        return
    translated: set[tuple[str, str]] = set()
    for path in paths:
        try:
            catalogue = _read(path, locale)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            line = getattr(error, "lineno", 0) + 1 if getattr(error, "lineno", None) is not None else 0
            yield Problem(
                _shown(path, root), line, f"this is no valid catalogue: {error}", "See gettext's format of PO files"
            )
            return
        translated |= {_key(message) for message in catalogue if message.id and any(_forms(message))}
        yield from _faults(catalogue, wanted, locale, _shown(path, root))
    missing = [message for message in wanted if message.id and _key(message) not in translated]
    for message in missing:
        remedy = "Add it with its translation; until then it shows in English"
        yield Problem(_shown(paths[-1], root), 0, f'the message "{_key(message)[1]}" is missing', remedy)


def _unquoted_lines(path: Path, shown: str) -> Iterator[Problem]:
    """Lines whose text has no closing quotation mark; Babel would cut their last letter off and say nothing."""
    for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if _TEXT_LINE.match(text) and not _QUOTED.search(text):
            yield Problem(
                shown, line, "the text has no closing quotation mark", 'Put it between two ", inner ones as \\"'
            )


def _read(path: Path, locale: Locale | None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=str(locale.babel) if locale else None, abort_invalid=True)


def _shown(path: Path, root: Path) -> str:
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.relative_to(CATALOGUES.parent.parent).as_posix() if path.is_relative_to(CATALOGUES) else path.as_posix()


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", message.id[0] if isinstance(message.id, tuple | list) else message.id


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def _faults(catalogue: Catalog, wanted: Catalog, locale: Locale, path: str) -> Iterator[Problem]:
    known = {_key(message): message for message in wanted if message.id}
    count, rule = plural_rule(locale)
    if (catalogue.num_plurals, _squeezed(catalogue.plural_expr)) != (count, _squeezed(rule)):
        yield Problem(
            path, 1, "the plural forms of the header are not the locale's", f"Write nplurals={count}; plural={rule};"
        )
    for message in catalogue:
        if not message.id:
            continue
        line = message.lineno or 0
        name = _key(message)[1]
        if _key(message) not in known:
            yield Problem(path, line, f'no page uses the message "{name}"', "Delete it", is_warning=True)
        if message.fuzzy:
            yield Problem(
                path,
                line,
                f'the translation of "{name}" is marked as uncertain',
                "Check it and delete 'fuzzy'",
                is_warning=True,
            )
        yield from _form_faults(
            message,
            locale,
            path,
            line,
            is_plural=_key(message) in known and isinstance(known[_key(message)].id, tuple | list),
        )


def _squeezed(rule: str) -> str:
    return re.sub(r"[\s();]", "", str(rule))


def _form_faults(message: Message, locale: Locale, path: str, line: int, *, is_plural: bool) -> Iterator[Problem]:
    forms = _forms(message)
    name = _key(message)[1]
    singular, *plural = message.id if isinstance(message.id, tuple | list) else (message.id,)
    if is_plural and not plural:
        yield Problem(path, line, f'"{name}" has no plural', "Write msgid_plural and one msgstr[…] for each form")
        return
    for position, form in enumerate(forms):
        label = f"msgstr[{position}]" if plural else "msgstr"
        if not form:
            for_whom = f" (for {_examples(locale, position)})" if plural else ""
            yield Problem(path, line, f'"{name}" has an empty {label}{for_whom}', "Translate it")
            continue
        # A form for exactly one number may leave the number out.
        wanted = set(_PLACEHOLDER.findall(plural[0] if plural else singular))
        optional = {"%(num)s", "%(num)d"} if plural and position == 0 else set()
        found = set(_PLACEHOLDER.findall(form))
        if found - wanted or wanted - found - optional:
            yield Problem(
                path,
                line,
                f'{label} of "{name}" has the placeholders {_listed(found)}',
                f"It must have {_listed(wanted)}",
            )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _examples(locale: Locale, position: int) -> str:
    choose = gettext.c2py(plural_rule(locale)[1])
    return ", ".join(str(n) for n in range(200) if choose(n) == position)[:11].rpartition(",")[0] or "other numbers"
