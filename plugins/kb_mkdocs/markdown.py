"""What our pages add to Python-Markdown: note titles in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor

from kb.messages import Messages
from kb_mkdocs.fast_markdown import speed_up


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
        """Replace the processor of notes, and those that have a faster equal."""
        if "admonition" in md.parser.blockprocessors:
            md.parser.blockprocessors.register(_Notes(md.parser, self._titles), "admonition", 105)
        speed_up(md)


class _Notes(AdmonitionProcessor):
    def __init__(self, parser: Any, titles: Mapping[str, str]) -> None:
        super().__init__(parser)
        self._titles = titles

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        # Without a title of its own, the library takes the English name of the kind.
        own = match.group(2)
        return kind, self._titles.get(kind.split(" ")[0], title) if own is None else title
