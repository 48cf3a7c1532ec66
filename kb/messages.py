"""The words of the interface: gettext catalogues, loaded and looked up."""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from kb.locales import Locale

CATALOGUES = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, slots=True)
class Messages:
    """One locale's words; what has no translation is given in English."""

    locale: Locale
    translations: gettext.NullTranslations

    def gettext(self, message: str, /, context: str = "", **values: object) -> str:
        """The message in this locale, its ``%(name)s`` filled in."""
        found = self.translations.pgettext(context, message) if context else self.translations.gettext(message)
        return _filled(found, message, values) if values else found.replace("%%", "%")

    def ngettext(self, singular: str, plural: str, num: int, /, context: str = "", **values: object) -> str:
        """The message in the plural form that ``num`` takes; ``num`` itself fills ``%(num)s``."""
        lookup = self.translations
        found = lookup.npgettext(context, singular, plural, num) if context else lookup.ngettext(singular, plural, num)
        return _filled(found, singular if num == 1 else plural, {"num": num, **values})


def _filled(found: str, english: str, values: Mapping[str, object]) -> str:
    """The translation with its values; the English message where a translation's placeholders are wrong.

    ``kb.check`` reports such a translation; a reader must not be without the page for it.
    """
    try:
        return found % values
    except (KeyError, ValueError, TypeError):
        return english % values


def broader(locale: Locale) -> tuple[Locale, ...]:
    """The locale, then what it is a variety of: ``sr-Latn-RS``, ``sr-Latn``, ``sr``."""
    parts = locale.tag.split("-")
    return tuple(Locale("-".join(parts[:end])) for end in range(len(parts), 0, -1))


def plural(one: str, many: str, context: str = "") -> tuple[str, str, str]:
    """A message to be counted later; marks it for the extraction of messages."""
    return one, many, context


def catalogue_path(folder: Path, locale: Locale) -> Path:
    """Where a locale's catalogue lies below a folder of catalogues."""
    return folder / locale.tag.replace("-", "_") / "LC_MESSAGES" / "kb.po"


def load_messages(locale: Locale, folders: Sequence[Path] = ()) -> Messages:
    """The words of a locale.

    Args:
        locale: the locale.
        folders: a site's own folders of catalogues, the first one wins; the package's own come last.
    """
    chain: gettext.NullTranslations | None = None
    places = list(dict.fromkeys(folder.resolve() for folder in (*folders, CATALOGUES)))
    # el-CY takes what el has (the look-up of RFC 4647).
    for candidate, folder in ((candidate, folder) for candidate in broader(locale) for folder in places):
        catalogue = read_catalogue(catalogue_path(folder, candidate), candidate)
        if catalogue is None:
            continue
        compiled = _compile(catalogue)
        if chain is None:
            chain = compiled
        else:
            chain.add_fallback(compiled)
    return Messages(locale, chain or gettext.NullTranslations())


def read_catalogue(path: Path, locale: Locale) -> Catalog | None:
    """The catalogue at ``path``; None where there is none or it is broken (``kb.check`` reports that)."""
    try:
        with path.open("rb") as file:
            return read_po(file, locale=str(locale.babel), abort_invalid=True)
    except (FileNotFoundError, PoFileError, UnicodeDecodeError, ValueError):
        return None


def plural_rule(locale: Locale) -> tuple[int, str]:
    """How many plural forms the locale has, and gettext's expression that chooses one.

    Source: the table that Babel carries, made from CLDR.
    """
    rule = get_plural(str(locale.babel))
    return int(rule.num_plurals), str(rule.plural_expr)


def _compile(catalogue: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
