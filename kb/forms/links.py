"""Articles and addresses that a form's words lead to, and the little markup of its paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.forms.form import Form
from kb.forms.texts import Texts

_INLINE = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_OUTSIDE = ("https:", "http:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Link:
    """An article in the form's locale."""

    url: str
    title: str


def references(form: Form, texts: Texts) -> list[str]:
    """The articles to which a form leads, with their anchors: ``hosting/site-down#check-first``."""
    named = [reference for asked in form.fields for reference in asked.articles]
    written = [target for text in _paragraph_texts(form, texts) for target in inline_references(text)]
    return list(dict.fromkeys([*named, *written]))


def inline_references(text: str) -> Iterator[str]:
    """The articles to which ``[words](domains/transfer-in)`` leads in a text."""
    return (found[2] for found in _INLINE.finditer(text) if not found[2].startswith(_OUTSIDE))


def paragraphs_html(text: str, links: Mapping[str, Link]) -> str:
    """A text as HTML: paragraphs between empty lines, lists of lines with ``- ``, links ``[words](target)``."""
    return "".join(_block_html(block, links) for block in re.split(r"\n[ \t]*\n", text) if block.strip())


def _paragraph_texts(form: Form, texts: Texts) -> Iterator[str]:
    yield texts.lead
    for step in form.steps:
        yield texts.steps[step.id].hint
    for asked in form.fields:
        yield texts.fields[asked.id].text


def _block_html(block: str, links: Mapping[str, Link]) -> str:
    lines = [line.strip() for line in block.strip().split("\n")]
    lead = [line for line in lines if not line.startswith("- ")]
    items = [line[2:] for line in lines if line.startswith("- ")]
    paragraph = f"<p>{_inline_html(' '.join(lead), links)}</p>" if lead else ""
    entries = "".join(f"<li>{_inline_html(item, links)}</li>" for item in items)
    return paragraph + (f"<ul>{entries}</ul>" if entries else "")


def _inline_html(text: str, links: Mapping[str, Link]) -> str:
    parts, seen = [], 0
    for found in _INLINE.finditer(text):
        parts += [html.escape(text[seen : found.start()]), _anchor(found[1], found[2], links)]
        seen = found.end()
    return "".join([*parts, html.escape(text[seen:])])


def _anchor(words: str, target: str, links: Mapping[str, Link]) -> str:
    if not target.startswith(_OUTSIDE):
        if target not in links:
            return html.escape(words)
        target = links[target].url
    return f'<a href="{html.escape(target)}">{html.escape(words)}</a>'
