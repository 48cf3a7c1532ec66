"""Locales: their tags, names and order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import babel
import babel.dates

from kb.problems import KbError

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language, and perhaps a region, in which content is written."""

    tag: str
    """BCP 47; also the folder's name and the first part of every address."""

    @property
    def babel(self) -> babel.Locale:
        """CLDR's data of the locale."""
        return _babel(self.tag)

    @property
    def name(self) -> str:
        """The language's own name, capitalised as an entry of a list: ``Ελληνικά``."""
        own = self.babel.get_display_name() or self.tag
        return own[:1].upper() + own[1:]

    def name_in(self, other: Locale) -> str:
        """The language's name in another language, as it stands inside a sentence: ``grščina``."""
        return self.babel.get_display_name(other.babel) or self.tag

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return "rtl" if self.babel.character_order.startswith("right") else "ltr"

    @property
    def open_graph(self) -> str:
        """The tag as Open Graph wants it, with a territory: ``el_GR``."""
        if self.babel.territory:
            return f"{self.babel.language}_{self.babel.territory}"
        likely = babel.core.get_global("likely_subtags").get(self.babel.language, self.babel.language)
        return f"{self.babel.language}_{str(likely).rsplit('_', 1)[-1]}" if "_" in str(likely) else self.babel.language

    @property
    def plural_samples(self) -> dict[str, int]:
        """A whole number of each plural category that whole numbers have: ``{"one": 1, "two": 2, …}``."""
        return _plural_samples(self.tag)

    def day(self, date: dt.date) -> str:
        """A day in words: ``22 Νοεμβρίου 2026``."""
        return babel.dates.format_date(date, format="long", locale=self.babel)


@cache
def _plural_samples(tag: str) -> dict[str, int]:
    samples: dict[str, int] = {}
    for number in (*range(201), 1000, 1_000_000):
        samples.setdefault(_babel(tag).plural_form(number), number)
    return samples


@cache
def _babel(tag: str) -> babel.Locale:
    return babel.Locale.parse(tag, sep="-")


def parse_locale(tag: str) -> Locale:
    """The locale of a BCP 47 tag.

    Raises:
        KbError: the tag is malformed or unknown to CLDR.
    """
    try:
        _babel(tag)
    except (ValueError, babel.UnknownLocaleError) as error:
        raise KbError(f"'{tag}' is not a known locale. Write a BCP 47 tag such as el, sl or pt-BR.") from error
    return Locale(tag)


def parse_locales(tags: Iterable[str]) -> tuple[Locale, ...]:
    """Several locales in their order, all bad tags named at once.

    Raises:
        KbError: a tag is unknown, or stands twice.
    """
    found: list[Locale] = []
    faults: list[str] = []
    for tag in tags:
        try:
            locale = parse_locale(str(tag))
        except KbError as error:
            faults.append(str(error))
            continue
        if locale in found:
            faults.append(f"'{tag}' stands twice.")
        found.append(locale)
    if faults:
        raise KbError("locales: " + " ".join(faults))
    return tuple(found)


def find_locales(docs: Path) -> tuple[Locale, ...]:
    """The locales that have a folder with Markdown in ``docs``, by tag."""
    found = []
    for folder in sorted(p for p in docs.iterdir() if p.is_dir()) if docs.is_dir() else []:
        if _TAG.fullmatch(folder.name) and next(folder.rglob("*.md"), None):
            try:
                found.append(parse_locale(folder.name))
            except KbError:
                continue
    return tuple(found)
