"""Ids of headings that their author gave none."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from anyascii import anyascii

_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`~]+|<[^>]+>")
_OTHER = re.compile(r"[^a-z0-9]+")


def plain_text(markdown: str) -> str:
    """The words of an inline Markdown text, its marks left out."""
    return _MARKUP.sub(lambda found: found[1] or "", markdown).strip()


def slug(text: str, separator: str = "-") -> str:
    """Words as an id in ASCII: ``Учётная запись`` gives ``uchetnaya-zapis``.

    Greek and Cyrillic are transliterated, since readers paste addresses into mails that show anything else as %CE%B1;
    the default of Python-Markdown leaves nothing of them.
    """
    return _slug(text, separator)


@cache
def _slug(text: str, separator: str) -> str:
    # Outline and page ask for the same headings.
    return _OTHER.sub(separator, anyascii(text).lower().replace("'", "")).strip(separator) or "section"


def unique_slug(text: str, used: Set[str]) -> str:
    """The slug, counted up as Python-Markdown's table of contents does where it is in use: ``name``, ``name_1``."""
    base = candidate = slug(text)
    number = 0
    while candidate in used:
        number += 1
        candidate = f"{base}_{number}"
    return candidate
