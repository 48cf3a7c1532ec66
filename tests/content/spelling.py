"""The words that readers see, and those among them that a dictionary does not know."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kb.articles.article import Article
from kb.site import Site

DICTIONARIES = {"el": "el_GR", "sl": "sl_SI", "ru": "ru_RU", "pl": "pl_PL"}
LISTS = Path(__file__).parent / "words"
_NO_WORDS = re.compile(
    r"```.*?```"
    r"|`[^`\n]*`"
    r"|<!--.*?-->|<[^>]*>"
    r"|\{\{.*?\}\}|\{[:#.][^}\n]*\}|\{[a-z_]+\}"
    r"|\]\([^)]*\)"
    r"|^\s*(?:!!!|\?\?\?)\+? \w+"
    r"|https?://\S+|[\w.+-]+@[\w.-]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|example|org|php|html|md|txt)\b|(?<!\w)\.[a-zа-я]{2,}\b",
    re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*(?![\w’])")


def words(text: str) -> Iterator[str]:
    """The words of a Markdown text; code, addresses, file names, placeholders, ids and single letters are none."""
    for found in _WORD.finditer(_NO_WORDS.sub(" ", text).replace("\u00ad", "")):
        yield found[0]


def texts(site: Site, tag: str) -> Iterator[tuple[str, str]]:
    """(path, text) of all that readers see in a locale.

    The questions of ``answers:`` and the lists of words in forms are left out: they are typed as customers type, with
    slips and cut short.
    """
    for versions in site.tree.versions.values():
        if article := versions.get(tag):
            yield article.path, "\n".join((*_front_matter(article), article.body))
    for notice in site.notices[tag]:
        yield notice.path, f"{notice.title}\n{notice.body}"
    for path in sorted((site.settings.docs / tag / "forms").glob("*.yml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield f"{tag}/forms/{path.name}", "\n".join(_strings(document, left_out={"translation", "words"}))
    if site.company:
        yield "company.yml", "\n".join(_local(site.company.document.value, tag))


def unknown(tag: str, found: Iterable[str]) -> set[str]:
    """Those words that neither the locale's dictionary nor the project's list knows."""
    wanted = sorted(set(found))
    done = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[tag]],
        input="\n".join(wanted),
        capture_output=True,
        text=True,
        check=True,
    )
    listed = {*known(tag), *known("common")}
    return {word for word in done.stdout.split() if word.lower() not in listed}


def known(tag: str) -> list[str]:
    """The project's list of a locale: words of the field, names, and what the dictionary lacks."""
    lines = (LISTS / f"{tag}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _front_matter(article: Article) -> Iterator[str]:
    yield from (article.title, article.description, *article.aliases, *article.keywords)
    yield from (question.text for question in (*article.examples, *article.popular))


def _strings(value: Any, *, left_out: Iterable[str] = ()) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _strings(part) if name not in left_out else ()
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


def _local(value: Any, tag: str) -> Iterator[str]:
    """The texts of one locale in a profile."""
    if isinstance(value, Mapping):
        if isinstance(value.get(tag), str):
            yield value[tag]
        for part in value.values():
            yield from _local(part, tag)
