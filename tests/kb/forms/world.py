"""The forms of this repository, and one that has every kind of field and condition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kb.company import Company
from kb.forms.filling import locale_texts
from kb.forms.form import Form
from kb.forms.links import Link, references
from kb.forms.reading import Forms, read_forms
from kb.forms.structure import read_structure, trimmed
from kb.forms.text_keys import read_texts, wanted_texts
from kb.forms.texts import Texts
from kb.locales import Locale, find_locales
from kb.marked import Marked, parse
from kb.messages import load_messages
from kb.site import read_site, site_settings
from tests.conftest import CHECKOUT

EVERY_KIND = """
form: every
version: 3
conditions:
  bold: {any: [{colour: [red, blue]}, {not: {many: [b, c]}}]}
steps:
  - id: first
    block: one
    fields:
      - {id: colour, type: choice, options: [red, green, blue], required: true}
      - {id: many, type: choices, options: [a, b, {id: c, when: {colour: red}}], required: {colour: green}}
      - {id: agreed, type: consent, required: {many: a}}
      - {id: hint, type: note, when: {colour: red}}
  - id: second
    when: bold
    block: two
    fields:
      - {id: line, type: text, max: 12, min: 2, when: {agreed: true}}
      - {id: place, type: text, pattern: domain, one_of: who}
      - {id: mail, type: email, one_of: who, sensitive: true}
      - {id: web, type: text, pattern: url, when: {place: true}}
      - {id: day, type: date, when: {not: {place: true}}}
      - {id: call, type: tel, required: {all: [{colour: blue}, {not: {many: a}}]}}
      - {id: story, type: textarea, max: 300, required: true}
      - {id: firm, type: text, pattern: firm-number, detect: false}
      - {id: tried, type: check}
      - {id: shots, type: files, accept: [png, jpg, txt], max_files: 2, max_mb: 1, max_total_mb: 1, required: {tried: unsolved}}
      - {id: after, type: choice, options: ["yes", "no"], when: {story: true, tried: [solved, skipped]}}
      - {id: from, type: carried}
coach:
  - {id: short, fields: [story], words: 3, severity: warning}
  - {id: when, fields: [story, line], about: [broken], unless: [date, time], when: {day: false}}
  - {id: what, fields: [story], unless: [error-text, url, domain, email-address]}
compose: {subject: ["[{many}]", "{colour}:", "{line}"], blocks: [{id: two, first: [story]}, one]}
"""
EVERY_TEXT = """
title: Every kind
steps: {first: {title: First}, second: {title: Second, hint: A hint}}
groups: {who: {label: Who, error: Say who you are}}
fields:
  colour: {label: "Which colour?", options: {red: Red, green: Green, blue: Blue}}
  many: {label: Many, options: {a: A, b: B, c: C}}
  agreed: {label: I agree, errors: {required: Agree first}}
  hint: {text: "A [link](a/b#c) and\\n\\n- a list"}
  line: {label: Line}
  place: {label: Place}
  mail: {label: Mail}
  web: {label: Web}
  day: {label: "Which day was it, if you know?", short: Day}
  call: {label: Call}
  story: {label: Story}
  firm: {label: Firm}
  tried: {label: "Tried;", text: Try it}
  shots: {label: Shots}
  after: {label: After, options: {"yes": "Yes", "no": "No"}}
  from: {label: From}
conditions: {bold: it is bold}
blocks: {one: One, two: Two}
coach: {short: Write more, when: Say when, what: Say what}
words: {broken: ["ne dela*", "broken", "сломал*"], stock: [please, hello, "ne dela*", "it is"]}
"""


@cache
def company() -> Company:
    """The profile of this repository."""
    settings = site_settings(CHECKOUT, CHECKOUT / "docs")
    found = read_site(settings)[0].company
    assert found
    return found


@cache
def real_forms() -> Forms:
    """The forms of this repository."""
    docs = CHECKOUT / "docs"
    locales = find_locales(docs)
    messages = {locale.tag: load_messages(locale) for locale in locales}
    forms, _ = read_forms(docs, locales, root=CHECKOUT, company=company(), messages=messages)
    return forms


def marked(text: str, path: str = "docs/forms/every.yml") -> Marked:
    """A parsed document."""
    document = parse(text, path=path)
    assert isinstance(document, Marked), document
    return document


@cache
def every_kind(tag: str = "en") -> tuple[Form, Texts]:
    """The form that has everything."""
    form, problems = read_structure(marked(EVERY_KIND), "every", None)
    assert problems == []
    read, faults = read_texts(marked(EVERY_TEXT), wanted_texts(form))
    assert faults == []
    locale = Locale(tag)
    messages = {tag: load_messages(locale)}
    texts, unknown = locale_texts(form, {tag: read}, [locale], company=None, messages=messages)
    assert unknown == []
    return trimmed(form), texts[tag]


def links_of(form: Form, texts: Texts) -> dict[str, Link]:
    """An address for each article that a form names."""
    return {
        reference: Link(f"/{texts.locale}/{reference}", f"About {reference}") for reference in references(form, texts)
    }


def answered(values: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Answers with some changed; None takes one away."""
    return {name: value for name, value in {**values, **changes}.items() if value is not None}
