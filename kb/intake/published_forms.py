"""The forms that the build wrote below ``<site>/forms/``, read again when they change."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.forms.public import Published
from kb.forms.published import read_public
from kb.intake.reply_template import ReplyTemplate, read_template
from kb.intake.store.database import UnavailableError

log = logging.getLogger(__name__)

Keep = Callable[[str, int, str, str], None]
"""Told (form, version, locale, JSON) of each form that was read."""


@dataclass(frozen=True, slots=True)
class SiteForms:
    """What the site says about its forms."""

    forms: Mapping[tuple[str, str], Published] = field(default_factory=dict)
    """(form id, locale) → form and words."""
    index: Mapping[str, Any] = field(default_factory=dict)
    shells: Mapping[str, str] = field(default_factory=dict)
    """Locale → a whole page with places for a title and the content."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Locale → the intake's words by English message, from the site's own catalogues."""
    replies: Mapping[str, ReplyTemplate] = field(default_factory=dict)
    """Locale → the automatic reply."""

    @property
    def locales(self) -> tuple[str, ...]:
        """Tags of the locales in the site's order."""
        listed = self.index.get("locales") or sorted({locale for _, locale in self.forms})
        return tuple(str(tag) for tag in listed)

    @property
    def site_url(self) -> str:
        """The site's own address; empty when unknown."""
        return str(self.index.get("site_url") or "")

    def company(self, locale: str, key: str) -> str:
        """A public text of the company's profile; empty where there is none."""
        return str(self.index.get("company", {}).get(locale, {}).get(key) or "")

    def company_keys(self, locale: str, start: str) -> list[str]:
        """The profile's keys that begin so."""
        return [key for key in self.index.get("company", {}).get(locale, {}) if key.startswith(start)]

    def page(self, locale: str, name: str) -> str:
        """The address of one of the site's pages, such as ``ticket``; empty where there is none."""
        return str(self.index.get("pages", {}).get(locale, {}).get(name) or "")


class FormsFolder:
    """Reads the folder whenever a file in it has changed."""

    def __init__(self, site: Callable[[], Path], keep: Keep) -> None:
        """Read ``<site>/forms/``.

        Args:
            site: the built site; a preview builds it into another folder each time.
            keep: told of each form that was read.
        """
        self._site = site
        self._keep = keep
        self._seen: object = None
        self._current = SiteForms()
        self._published: dict[tuple[str, int, str], str] = {}
        self._unkept: list[tuple[str, int, str, str]] = []
        """What the store must still be told; taken by the thread that does."""
        self._reading = threading.Lock()

    def current(self) -> SiteForms:
        """The forms as they are now; the last good ones while a build replaces them."""
        folder = self._site() / "forms"
        with self._reading:
            try:
                seen = _state(folder)
                if seen != self._seen:
                    self._current, self._seen = self._read(folder), seen
            except (OSError, ValueError, KeyError, TypeError) as error:
                log.warning("%s cannot be read, the forms stay as they were: %s", folder, error)
            current, unkept, self._unkept = self._current, self._unkept, []
        self._keep_all(unkept)
        return current

    def _read(self, folder: Path) -> SiteForms:
        published: dict[tuple[str, int, str], str] = {}
        forms: dict[tuple[str, str], Published] = {}
        index: dict[str, Any] = {}
        words: dict[str, dict[str, str]] = {}
        replies: dict[str, ReplyTemplate] = {}
        for path in sorted(folder.glob("*.json")):
            text = path.read_text(encoding="utf-8")
            found = json.loads(text)
            if path.name == "index.json":
                index = found
            elif path.name.startswith("intake."):
                words[path.name.split(".")[1]] = found
            elif path.name.startswith("reply."):
                replies |= _template(path, found)
            elif {"form", "version", "locale", "steps"} <= found.keys():
                form = read_public(found)
                forms[form.form.id, form.texts.locale] = form
                published[form.form.id, form.form.version, form.texts.locale] = text
        shells = {path.name.split(".")[1]: path.read_text(encoding="utf-8") for path in folder.glob("shell.*.html")}
        # Those that are replaced now were in use until now.
        self._unkept += [(*key, text) for key, text in {**self._published, **published}.items()]
        self._published = published
        return SiteForms(forms, index, shells, words, replies)

    def _keep_all(self, unkept: list[tuple[str, int, str, str]]) -> None:
        """Tell the store, while others read the forms: it may take its time, or be away until the next time."""
        try:
            for form in unkept:
                self._keep(*form)
        except UnavailableError as error:
            log.warning("the forms cannot be kept yet: %s", error)
            with self._reading:
                self._unkept = [*unkept, *self._unkept]


def _template(path: Path, found: Mapping[str, Any]) -> dict[str, ReplyTemplate]:
    """The template by locale; none where it cannot be used, which is no reason to refuse the forms."""
    try:
        return {path.name.split(".")[1]: read_template(found)}
    except ValueError as error:
        log.warning("%s is no template of the automatic reply: %s", path, error)
        return {}


def _state(folder: Path) -> object:
    """What changes whenever a file in the folder does; nothing where there is no folder."""
    # Asked more than once a ticket: a hundred times as quick as globbing.
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith((".json", ".html"))]
            states = sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in found)
    except (FileNotFoundError, NotADirectoryError):
        states = []
    return (str(folder), *states)
