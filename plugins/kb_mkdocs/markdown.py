"""Python-Markdown as our pages use it: note titles in the reader's language, and a fast pass over plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import InlineProcessor

from kb.messages import Messages

# No inline pattern of these names can match a text without one of the characters of _TRIGGER.
_KNOWN_PATTERNS = frozenset(
    (
        *("backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong"),
        *("em_strong2", "footnote"),
    )
)
_TRIGGER = re.compile(r"[\\`*_\[!<&]|  \n").search
_PRIVATE = "_InlineProcessor__handleInline"


def note_titles(messages: Messages) -> Mapping[str, str]:
    """Titles of the kinds of notes that authors leave without a title."""
    return {
        "abstract": messages.gettext("In short"),
        "tip": messages.gettext("Good to know"),
        "warning": messages.gettext("Careful"),
        "failure": messages.gettext("If it does not work"),
    }


class KbExtension(Extension):
    """What one locale's Markdown adds to the configured extensions; must come last."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Replace the processors of notes and of inline text."""
        if "admonition" in md.parser.blockprocessors:
            md.parser.blockprocessors.register(_Notes(md.parser, self._titles), "admonition", 105)
        if set(_names(md.inlinePatterns)) <= _KNOWN_PATTERNS and hasattr(InlineProcessor, _PRIVATE):
            md.treeprocessors.register(_FastInline(md), "inline", 20)


class _Notes(AdmonitionProcessor):
    def __init__(self, parser: Any, titles: Mapping[str, str]) -> None:
        super().__init__(parser)
        self._titles = titles

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        # Without a title of its own, the library takes the English name of the kind.
        own = match.group(2)
        return kind, self._titles.get(kind.split(" ")[0], title) if own is None else title


class _FastInline(InlineProcessor):
    """Skips the patterns for texts that none can match: four of five, a seventh of a page's time (measured)."""

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:  # noqa: N802
        if not _TRIGGER(data):
            return data
        return str(getattr(super(), _PRIVATE)(data, pattern_index))


def _names(registry: Any) -> list[str]:
    return [item.name for item in registry._priority]
