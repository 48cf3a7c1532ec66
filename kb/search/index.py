"""The index of one locale: every file that the engine reads, made from the documents.

    manifest.bin           fixed name; the only file read before the first word is typed
    <version>/<n>.bin      term shards (kb/search/shards.py)
    <version>/<n>.json     a document's text, for excerpts, marks and the order of the first results
    <version>/rules.bin    suffix rules form → key, read for the first word that no document holds
    <version>/keys.bin     all keys, read for the first word that seems mistyped
    <version>/terms.json   names of the glossary's terms, where there are any

``<version>`` is a hash of all contents: files of two versions never meet, and each may be cached for ever.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.search.documents import Document
from kb.search.encoding import front_coded, length_byte, sealed, text_block, varints
from kb.search.files import MANIFEST
from kb.search.occurrences import Occurrences, occurrences, phrase
from kb.search.shards import entries, shards
from kb.text.folding import fold
from kb.text.key_rules import key_rules
from kb.text.languages import language
from kb.text.rules import Rules

FORMAT = 1
"""Change it with the shape of any file: an engine refuses what it cannot read."""

_BRACKETS = re.compile(r"\(([^()]*)\)")

Learned = Mapping[str, Mapping[str, int]]
"""Document id → site form → level of a word learned for it."""


def build_index(documents: Sequence[Document], tag: str, *, learned: Learned | None = None) -> dict[str, bytes]:
    """Path below the index's folder → content of each file; the same bytes whatever order the documents come in.

    Args:
        documents: all of one locale; their ids differ.
        tag: the locale's.
        learned: words that documents lack and are found by.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    found = occurrences(ordered, tag)
    keys = found.keys(tag)
    by_form = _learned_by_form(ordered, keys, learned or {})
    parts = list(shards(entries(found.forms, keys, by_form)))
    files = {f"{number}.bin": content for number, (_, content) in enumerate(parts)}
    files |= {f"{number}.json": _text(document, tag) for number, document in enumerate(ordered)}
    files |= {"rules.bin": _rules(key_rules(tag)), "keys.bin": _keys(found, keys)}
    if terms := _terms(ordered, keys):
        files["terms.json"] = terms
    head = {
        "format": FORMAT,
        "locale": tag,
        "starts": [start for start, _ in parts],
        "common": _common(tag),
        "terms": bool(terms),
    }
    lengths = bytes(length_byte(length) for length in found.lengths)
    titles = bytes(min(length, 255) for length in found.title_lengths)
    version = _version([*files.items(), ("head", _json(head)), ("lengths", lengths + titles)])
    manifest = text_block([json.dumps(head | {"version": version}, ensure_ascii=False, separators=(",", ":"))])
    manifest += varints([len(ordered)]) + lengths + titles
    return {MANIFEST: sealed(manifest)} | {f"{version}/{name}": content for name, content in sorted(files.items())}


def _common(tag: str) -> list[str]:
    """The language's common words, folded."""
    found = language(tag)
    return sorted({fold(word) for word in found.common}) if found else []


def _learned_by_form(
    ordered: Sequence[Document], keys: Mapping[str, str], learned: Learned
) -> Mapping[str, Mapping[int, int]]:
    by_form: dict[str, dict[int, int]] = defaultdict(dict)
    for number, document in enumerate(ordered):
        for form, level in learned.get(document.id, {}).items():
            if form in keys:
                by_form[form][number] = level
    return by_form


def _text(document: Document, tag: str) -> bytes:
    """What of a document is shown; empty values are left out."""
    shown = {
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "trail": document.trail,
        "kind": "" if document.kind == "article" else document.kind,
        "locale": "" if document.locale == tag else document.locale,
        "definition": document.definition,
        "sections": [[section.id, section.heading, section.text] for section in document.sections],
    }
    return _json({name: value for name, value in shown.items() if value})


def _rules(rules: Rules) -> bytes:
    """A rule a line: suffix, letters to cut, letters to add."""
    return sealed(text_block(f"{suffix} {cut} {add}" for suffix, (cut, add) in rules.items()))


def _keys(found: Occurrences, keys: Mapping[str, str]) -> bytes:
    """All keys that are words, front-coded, each with the binary logarithm of its number of documents."""
    holders: dict[str, set[int]] = defaultdict(set)
    for form, key in keys.items():
        if key.isalpha():
            holders[key].update(found.forms[form])
    words = sorted(holders)
    shared, rests = front_coded(words)
    return sealed(
        varints([len(words)]) + text_block(rests) + shared + bytes(len(holders[key]).bit_length() for key in words)
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a term."""

    forms: str
    keys: str


def _terms(ordered: Sequence[Document], keys: Mapping[str, str]) -> bytes:
    """Of each glossary term its document's number and its names, as folded forms and as keys."""
    terms = [
        [number, *([name.forms, name.keys] for name in _names(document, keys))]
        for number, document in enumerate(ordered)
        if document.kind == "term"
    ]
    return _json(terms) if terms else b""


def _names(document: Document, keys: Mapping[str, str]) -> list[_Name]:
    names: dict[str, _Name] = {}
    for text in (spelled for name in (document.title, *document.aliases) for spelled in _spelled(name)):
        forms = [fold(word) for word in phrase(text)]
        name = _Name(" ".join(forms), " ".join(keys.get(form, form) for form in forms))
        if forms:
            names.setdefault(name.keys, name)
    return list(names.values())


def _spelled(name: str) -> list[str]:
    """A name whole, without what stands in brackets, and that alone: ``koda (EPP)``, ``koda``, ``EPP``."""
    found = _BRACKETS.search(name)
    return [name, _BRACKETS.sub(" ", name), found[1]] if found else [name]


def _version(files: Sequence[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:10]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
