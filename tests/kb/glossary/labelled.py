"""The hand-labelled sentences: composed by someone who knew the terms' names alone, before there was a matcher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb.articles.tree import read_tree
from kb.glossary.finder import SectionText
from kb.glossary.matcher import Matcher
from kb.glossary.terms import glossary
from kb.locales import parse_locales
from tests.conftest import CHECKOUT

LOCALES = ("el", "sl", "ru", "pl")
SETS = {
    **dict.fromkeys(("first", "second", "third", "fourth"), LOCALES),
    "fifth": ("el", "ru"),
    "sixth": ("el", "ru"),
    "seventh": ("el", "ru"),
    "eighth": ("ru",),
    "ninth": ("ru",),
}
"""Each composed by other people than the one before, and its locales; CONTRIBUTING tells what each was used for."""
CASES = [(tag, name) for name, tags in SETS.items() for tag in tags]
_LABEL = re.compile(r"\[(?P<words>[^\]]*)\]\{(?P<term>[\w-]+)\}")


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    term: str


@dataclass(frozen=True)
class Sentence:
    heading: str
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Score:
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def sentences(tag: str, name: str) -> Iterator[Sentence]:
    """The sentences of one of the sets."""
    path = Path(__file__).parent / "sentences" / name / f"{tag}.yml"
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        text, labels, seen = "", [], 0
        for found in _LABEL.finditer(item["text"]):
            text += item["text"][seen : found.start()]
            labels.append(Label(len(text), len(text) + len(found["words"]), found["term"]))
            text, seen = text + found["words"], found.end()
        yield Sentence(item["heading"], text + item["text"][seen:], tuple(labels))


def score(tag: str, name: str) -> Score:
    """An occurrence counts where the term is the same and the places overlap; the first of a term in a section counts."""
    right, wrong, missed = 0, [], []
    for sentence in sentences(tag, name):
        found = links(site_matcher(tag), sentence)
        for label in sentence.labels:
            hit = next((each for each in found if _agree(each, label)), None)
            if hit:
                right += 1
                found.remove(hit)
            else:
                missed.append(f"{sentence.text[label.start : label.end]} ({label.term}): {sentence.text}")
        wrong += [f"{sentence.text[each.start : each.end]} ({each.term}): {sentence.text}" for each in found]
    return Score(right, tuple(wrong), tuple(missed))


def links(matcher: Matcher, sentence: Sentence) -> list[Label]:
    """What the page would link in a section that holds the sentence alone."""
    found: dict[str, Label] = {}
    for each in matcher.occurrences([SectionText([sentence.text], sentence.heading)]):
        if each.is_decided:
            term = each.terms[0].rpartition("/")[2]
            found.setdefault(term, Label(each.start, each.end, term))
    return list(found.values())


@cache
def site_matcher(tag: str) -> Matcher:
    """The matcher of this repository's own terms."""
    tree, _ = read_tree(CHECKOUT / "docs", parse_locales(LOCALES), root=CHECKOUT)
    return Matcher(glossary(tree, tag))


def _agree(one: Label, two: Label) -> bool:
    return one.term == two.term and one.start < two.end and two.start < one.end
