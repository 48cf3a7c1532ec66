"""Where the fixture sites have a page of each type, and how a reader opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LOCALES = ("el", "sl", "ru", "pl")
"""In the site's order: the first one's words stand on pages that belong to no locale."""

REGIONS = {"el": "el-GR", "sl": "sl-SI", "ru": "ru-RU", "pl": "pl-PL"}
"""What a browser says in each language."""

UNTRANSLATED = {
    "el": "email/mail-down",
    "sl": "hosting/restore-backup",
    "ru": "domains/change-holder",
    "pl": "account/administrator-email",
}
"""The article that ``special_url`` lacks in each locale."""

_REAL = {
    "home": "{tag}/",
    "section": "{tag}/domains/",
    "article": "{tag}/hosting/site-down/",
    "term": "{tag}/glossary/authinfo/",
    "glossary": "{tag}/glossary/",
    "ticket": "{tag}/ticket/",
    "contact": "{tag}/contact/",
    "results": "{tag}/search/?q=authinfo",
    "marked": "{tag}/domains/transfer-in/?q=authinfo",
    "not-found": "{tag}/404.html",
    "chooser": "?choose",
    "go": "go/hosting/site-down/?choose",
    "lost": "404.html",
}
_SPECIAL = {
    "fallback": "{tag}/{untranslated}/",
    "fallback-listed": "{tag}/{folder}/",
    "notices": "{tag}/",
    "kitchen-sink": "{tag}/hosting/kitchen-sink/",
}

REAL_KINDS = tuple(_REAL)
KINDS = (*_REAL, *_SPECIAL)
FOR_ALL_LOCALES = ("chooser", "go", "lost")


@dataclass(frozen=True, slots=True)
class Sites:
    """Addresses of the fixture sites, each with a slash at its end."""

    real: str
    special: str

    def address(self, kind: str, tag: str) -> str:
        """Where the page of a type is in a locale; the same for all locales where it belongs to none."""
        untranslated = UNTRANSLATED[tag]
        if kind in _REAL:
            return self.real + _REAL[kind].format(tag=tag)
        folder = untranslated.partition("/")[0]
        return self.special + _SPECIAL[kind].format(tag=tag, untranslated=untranslated, folder=folder)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens a page: the options of a browser context."""

    locale: str = "sl-SI"
    has_scripts: bool = True
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    zone: str = "Europe/Ljubljana"
    may_inject: bool = False
    """Whether a test may add its own scripts and styles past the site's Content-Security-Policy."""
