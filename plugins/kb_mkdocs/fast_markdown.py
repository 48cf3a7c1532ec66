"""Python-Markdown's own processors, without the work that cannot change a page.

Together they take a third off a page's Markdown (measured on 4 × 1,000 articles); a test renders everything with and
without them and compares. Each is used only where all processors beside it are known.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# What a text must hold for the inline pattern of this name to match; empty: more than one thing.
_NEEDS: Mapping[str, str] = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "not_strong": "",
    "em_strong": "*",
    "em_strong2": "_",
    "footnote": "[^",
}
_TRIGGER = re.compile(r"[\\`*_\[<&]|  \n").search
_APPLY = "_InlineProcessor__applyPattern"
_KNOWN_BLOCKS = frozenset(
    (
        *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"),
        *("paragraph", "admonition", "details", "table", "deflist", "defindent", "footnote", "abbr", "markdown_block"),
    )
)
# Every line starts with a letter and no cell ends: no list, heading, rule, note, table or definition.
_PLAIN = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*\Z").match


def speed_up(md: Markdown) -> None:
    """Replace what can be replaced without changing a page."""
    if set(_names(md.inlinePatterns)) <= set(_NEEDS) and hasattr(InlineProcessor, _APPLY):
        md.treeprocessors.register(FastInline(md), "inline", 20)
    if set(_names(md.parser.blockprocessors)) <= _KNOWN_BLOCKS:
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "kb_plain", 200)
    for extension in md.registeredExtensions:
        if type(extension) is TocExtension:
            md.treeprocessors.register(_Contents(md, extension.getConfigs()), "toc", 5)


class FastInline(InlineProcessor):
    """Tries a pattern only on a text that holds what it needs: four of five texts hold nothing that any needs."""

    def run(self, tree: Any, ancestors: Any = None) -> Any:
        """Work through a page's tree."""
        self._plan = [(self.inlinePatterns[name], _NEEDS[name]) for name in _names(self.inlinePatterns)]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:  # noqa: N802
        if isinstance(data, AtomicString) or not _TRIGGER(data):
            return data
        apply, start = getattr(self, _APPLY), 0
        while pattern_index < len(self._plan):
            pattern, need = self._plan[pattern_index]
            is_matched = False
            if need in data:
                data, is_matched, start = apply(pattern, data, pattern_index, start)
            if not is_matched:
                pattern_index, start = pattern_index + 1, 0
        return data


class _PlainParagraph(ParagraphProcessor):
    """Takes a paragraph of plain lines before any other block processor looks at it."""

    def test(self, parent: Any, block: str) -> bool:  # noqa: ARG002 - the library's signature
        return _PLAIN(block) is not None


class _Contents(TocTreeprocessor):
    """Builds the list of contents only where the text asks for it: the pages take theirs from the tokens."""

    def run(self, doc: ElementTree.Element) -> None:
        """Give the headings their ids."""
        self._is_wanted = bool(self.marker) and any(self.marker in (element.text or "") for element in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> ElementTree.Element:
        """The list, or nothing."""
        return super().build_toc_div(toc_list) if self._is_wanted else ElementTree.Element("div")


def _names(registry: Any) -> list[str]:
    registry._sort()
    return [item.name for item in registry._priority]
