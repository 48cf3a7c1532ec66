"""Front matter: which keys there are, what they hold, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.articles.article import KINDS, ROLES, STATUSES, Article, Question, Translation, default_kind, without_title
from kb.marked import Marked, parse
from kb.problems import Problem

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")
_ICON = re.compile(r"[a-z0-9]+(/[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class KeyRule:
    """One key of the front matter."""

    is_valid: Callable[[Any], bool]
    wanted: str
    """What the value should be, after "is not"."""
    remedy: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and _ID.fullmatch(item) for item in value)


def _is_day(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_icon(value: Any) -> bool:
    return isinstance(value, str) and bool(_ICON.fullmatch(value))


def _is_questions(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and set(item) == {"question", "article"} and all(map(_is_text, item.values()))
        for item in value
    )


def _is_translation(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("from"))
        and value.get("status") in STATUSES
        and set(value) <= {"from", "status", "source", "self"}
    )


def _one_of(choices: Sequence[str]) -> KeyRule:
    names = ", ".join(choices)
    return KeyRule(lambda value: value in choices, "one of the choices", f"Write one of {names}, or delete the line")


_TEXT = KeyRule(_is_text, "a text", "Write a text, in quotes if it holds a colon")
_TEXTS = KeyRule(_is_texts, "a list of texts", "Write one text a line, each after '- '")
_IDS = KeyRule(_is_ids, "a list of ids", "Write paths without locale and suffix, such as [domains/transfer-in]")
_QUESTIONS = KeyRule(
    _is_questions, "a list of questions", "Write {question: \"…\", article: id}, one a line after '- '"
)
RULES: Mapping[str, KeyRule] = {
    "title": _TEXT,
    "description": _TEXT,
    "kind": _one_of(KINDS),
    "order": KeyRule(lambda value: type(value) is int, "a whole number", "Write 10, 20 …; smaller ones come first"),
    "updated": KeyRule(_is_day, "a date", "Write it as 2025-12-31"),
    "translation": KeyRule(
        _is_translation, "the origin of a translation", f"Write {{from: LOCALE, status: {'|'.join(STATUSES)}}}"
    ),
    "related": _IDS,
    "answers": _TEXTS,
    "keywords": _TEXTS,
    "redirect_from": _IDS,
    "icon": KeyRule(_is_icon, "an icon", "Write a name such as material/web"),
    "role": _one_of(ROLES),
    "examples": _QUESTIONS,
    "popular": _QUESTIONS,
    "term": _TEXT,
    "short": _TEXT,
    "aliases": _TEXTS,
    "sometimes": _TEXTS,
    "context": _TEXTS,
    "unless": _TEXTS,
    "not": _IDS,
    "see": _IDS,
}


def read_article(
    text: str, *, article_id: str, locale: str, path: str, shown_path: str
) -> tuple[Article, list[Problem]]:
    """An article and what is wrong with its front matter; a broken key counts as absent.

    Args:
        text: the file's text.
        article_id: path without locale and suffix.
        locale: tag of the folder's locale.
        path: below the documents.
        shown_path: as problems show it.
    """
    document, body, body_line, problems = split_front_matter(text, shown_path)
    values, faults = _valid_values(document)
    article = _article(
        values,
        body,
        article_id=article_id,
        locale=locale,
        path=path,
        body_line=body_line,
        meta=document.value or {},
        lines={".".join(map(str, key)): line for key, line in document.lines.items() if 1 <= len(key) <= 2},
    )
    # A front matter that cannot be read is one fault, not one more for each key that it would hold.
    missing = [] if document.value is None and problems else _missing_keys(article, document)
    return article, problems + faults + missing


def split_front_matter(text: str, path: str) -> tuple[Marked, str, int, list[Problem]]:
    """A file's front matter, the body below it, the body's first line, and the faults of the front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FENCE.match(text)
    document, problems = _document(text, found, path)
    start = found.end() if found else 0
    return document, text[start:], text.count("\n", 0, start) + 1, problems


def _document(text: str, found: re.Match[str] | None, path: str) -> tuple[Marked, list[Problem]]:
    nothing = Marked(None, path)
    if not found:
        unclosed = Problem(path, 1, "the front matter has no end", "Close it with a line that holds only ---")
        return nothing, [unclosed] if text.startswith("---\n") else []
    document = parse(found["yaml"], path=path, first_line=2)
    if isinstance(document, Problem):
        return nothing, [document]
    if document.value is not None and not isinstance(document.value, dict):
        fault = document.problem((), "the front matter is no list of 'key: value' lines", "Write 'title: …' first")
        return nothing, [fault]
    return document, list(document.duplicates)


def _valid_values(document: Marked) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for name, value in (document.value or {}).items():
        rule = RULES.get(str(name))
        if rule is None:
            fault = f"'{name}' is not a key of the front matter"
            problems.append(document.problem(str(name), fault, _known_keys(str(name)), is_warning=True))
        elif rule.is_valid(value):
            values[str(name)] = value
        else:
            problems.append(document.problem(str(name), f"'{name}: {_shown(value)}' is not {rule.wanted}", rule.remedy))
    return values, problems


@cache
def _known_keys(name: str) -> str:
    near = difflib.get_close_matches(name, RULES, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Delete it, or write one of {', '.join(RULES)}"


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _article(
    values: Mapping[str, Any],
    body: str,
    *,
    article_id: str,
    locale: str,
    path: str,
    body_line: int,
    meta: Mapping[str, Any],
    lines: Mapping[str, int],
) -> Article:
    is_term = values.get("kind") == "term"
    translation = values.get("translation")
    return Article(
        id=article_id,
        locale=locale,
        path=path,
        kind=values.get("kind") or default_kind(article_id),
        title=values.get("term" if is_term else "title") or _title_without_key(article_id, body),
        description=values.get("short" if is_term else "description", ""),
        body=without_title(body),
        body_line=body_line,
        order=values.get("order"),
        updated=values.get("updated"),
        translation=Translation(translation["from"], translation["status"]) if translation else None,
        related=tuple(values.get("see" if is_term else "related", ())),
        answers=tuple(values.get("answers", ())),
        keywords=tuple(values.get("keywords", ())),
        redirect_from=tuple(values.get("redirect_from", ())),
        icon=values.get("icon", ""),
        role=values.get("role", ""),
        examples=_questions(values.get("examples", ())),
        popular=_questions(values.get("popular", ())),
        aliases=tuple(values.get("aliases", ())),
        sometimes=tuple(values.get("sometimes", ())),
        context=tuple(values.get("context", ())),
        unless=tuple(values.get("unless", ())),
        not_terms=tuple(values.get("not", ())),
        meta=meta,
        lines=lines,
    )


def _title_without_key(article_id: str, body: str) -> str:
    if heading := _HEADING.search(body):
        return heading[1]
    parts = article_id.removesuffix("/index").split("/")
    return parts[-1].replace("-", " ").capitalize()


def _questions(items: Sequence[Mapping[str, str]]) -> tuple[Question, ...]:
    return tuple(Question(item["question"], item["article"]) for item in items)


def _missing_keys(article: Article, document: Marked) -> list[Problem]:
    wanted = ("term", "short") if article.kind == "term" else ("title", "description")
    remedy = "Add a line '{}: …' to the front matter"
    return [
        document.problem((), f"'{key}' is missing", remedy.format(key), is_warning=key == "description")
        for key in wanted
        if key not in (document.value or {})
    ]
