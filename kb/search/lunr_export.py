"""A standard lunr index of the same documents, for other tools: read by lunr.js, lunr.py and what builds on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import lunr.builder

from kb.search.documents import Document
from kb.text.analysis import Analysis
from kb.text.folding import fold
from kb.text.tokens import tokens

_LAST_LETTER = "\uffff"
"""Words beyond it are left out: lunr.js orders them otherwise than lunr.py, and refuses an index in the wrong order."""


def lunr_index(documents: Sequence[Document], tag: str) -> str:
    """The JSON of lunr's serialised index: fields ``title`` and ``text``, references are the documents' ids.

    The terms are the words' keys (``kb analyze``) and their folded forms, so that a tool without this analysis finds
    each form as it is written, and one with it all forms of a word. No pipeline: a query is to be in small letters
    and without diacritics.
    """
    texts = [(d.id, d.title, "\n".join(f"{s.heading}\n{s.text}" for s in d.sections)) for d in documents]
    words = {token.text for _, title, text in texts for token in tokens(f"{title}\n{text}")}
    keys = Analysis(tag, words).keys
    builder = lunr.builder.Builder()
    builder.ref("id")
    builder.field("title")
    builder.field("text")
    for document_id, title, text in sorted(texts):
        builder.add({"id": document_id, "title": list(_terms(title, keys)), "text": list(_terms(text, keys))})
    return json.dumps(builder.build().serialize(), ensure_ascii=False, separators=(",", ":"))


def _terms(text: str, keys: Mapping[str, str]) -> Iterator[str]:
    for token in tokens(text):
        form = fold(token.text)
        if form and max(form) <= _LAST_LETTER:
            yield form
            if keys[form] != form:
                yield keys[form]
