"""Which term a candidate is, if any: by the words beside it and in its section.

A name of several words, or with a word of the field in it, is what it says. A name of one word needs a word of the field
or of its term in the section. A name that may mean several terms needs words that speak for one of them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.glossary.names import Name, Names

if TYPE_CHECKING:
    from kb.glossary.matcher import Candidate, Token

_SPACES = frozenset((" ", "\u00a0", "\n", " «", " „", " “", " »", "» ", "” ", "“ "))
_SENTENCE_ENDS = frozenset(".!?…:;")
_IN_HEADING, _IN_TEXT, _IN_SECTION = 3, 2, 1
_SAID, _NAMED = 4, 6
"""A complement that speaks for a term; a heading that names it."""
_ENOUGH = 3
"""One word in the heading, or two beside it."""
_LEAD = 2
"""So many times as much must speak for a term as for the next."""
_LOOK_AHEAD = 4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headed:
    """What a heading names."""

    foreign: Set[Words]
    """Names that are said of something else there: moving a site, moving files."""
    terms: Set[int]


Decide = Callable[["Candidate"], tuple[int, ...]]


class Senses:
    """Decides for the terms of one locale."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._vocabulary = names.vocabulary
        self._grammar = names.vocabulary.grammar

    def of_section(
        self,
        texts: Sequence[str],
        tokens: Sequence[list[Token]],
        around: Sequence[list[Token]],
        candidates: Sequence[Candidate],
        headed: Headed,
    ) -> Decide:
        """A function that gives a candidate's terms: none, one, or all that it may be.

        Args:
            texts: of the section.
            tokens: of each text.
            around: of the heading, then of texts that are only evidence.
            candidates: all of the section.
            headed: what the heading names.
        """
        owned: dict[tuple[int, int], Candidate] = {
            (candidate.text, place): candidate
            for candidate in candidates
            for place in range(candidate.first, candidate.last + 1)
        }

        def evidence(candidate: Candidate) -> Iterator[tuple[int, int, str]]:
            """(bits, weight, word) of the words that are not the candidate's own."""
            own = {name.words for name in candidate.names}
            for token in around[0]:
                yield token.known.evidence, _IN_HEADING, token.known.folded
            for beside in around[1:]:
                for token in beside:
                    yield token.known.evidence, _IN_SECTION, token.known.folded
            for number, some in enumerate(tokens):
                weight = _IN_TEXT if number == candidate.text else _IN_SECTION
                for place, token in enumerate(some):
                    if not token.known.evidence:
                        continue
                    owner = owned.get((number, place))
                    if owner is None or not own & {name.words for name in owner.names}:
                        yield token.known.evidence, weight, token.known.folded

        firm = {
            name.term for each in candidates for name in each.names if self._is_firm(name) and not name.is_sometimes
        }

        def is_among_others(candidate: Candidate) -> bool:
            return bool(firm - {name.term for name in candidate.names})

        def decide(candidate: Candidate) -> tuple[int, ...]:
            text, some = texts[candidate.text], tokens[candidate.text]
            terms = tuple(dict.fromkeys(name.term for name in candidate.names))
            if _is_part_of_compound(text, some, candidate) or _is_proper_name(text, some, candidate):
                return ()
            terms = tuple(term for term in terms if not self._is_ruled_out(term, text, some, candidate))
            if not terms:
                return ()
            complement = self._complement(text, some, candidate, terms)
            if complement == 0:
                return ()
            names = [name for name in candidate.names if name.term in terms]
            if len(terms) == 1 and not any(name.is_sometimes for name in names):
                is_clear = complement or self._is_firm(names[0]) or is_among_others(candidate)
                return terms if is_clear or self._is_supported(terms[0], evidence(candidate)) else ()
            if any(name.words in headed.foreign for name in names):
                return ()
            return self._decided(terms, complement or 0, evidence(candidate), names, headed.terms)

        return decide

    def headed(self, text: str, tokens: list[Token], candidates: Sequence[Candidate]) -> Headed:
        """What a heading names."""
        foreign: set[Words] = set()
        terms: set[int] = set()
        for candidate in candidates:
            for name in candidate.names:
                if self._complement(text, tokens, candidate, (name.term,)) == 0:
                    foreign.add(name.words)
                elif not name.is_sometimes and len(candidate.names) == 1:
                    terms.add(name.term)
        return Headed(frozenset(foreign), frozenset(terms))

    def _is_firm(self, name: Name) -> bool:
        return len(name.words) > 1 or not self._names.glossary.field

    def _is_supported(self, term: int, evidence: Iterator[tuple[int, int, str]]) -> bool:
        wanted = 1 << term | self._names.field_bit
        return any(bits & wanted for bits, _, _ in evidence)

    def _decided(
        self,
        terms: tuple[int, ...],
        complement: int,
        evidence: Iterator[tuple[int, int, str]],
        names: list[Name],
        headed: Set[int],
    ) -> tuple[int, ...]:
        scores = dict.fromkeys(terms, 0)
        seen: set[tuple[int, str]] = set()
        for term in terms:
            scores[term] += _SAID * bool(complement >> term & 1) + _NAMED * (term in headed)
        for bits, weight, word in evidence:
            here = [term for term in terms if bits >> term & 1]
            if len(here) == len(terms) > 1 or not here or (weight, word) in seen:
                continue
            seen.add((weight, word))
            for term in here:
                scores[term] += weight
        # Without a rival, a phrase needs less than a single word.
        enough = _IN_TEXT if len(terms) == 1 and min(len(name.words) for name in names) > 1 else _ENOUGH
        best, *others = sorted(terms, key=lambda term: -scores[term])
        if scores[best] >= enough and all(scores[best] >= _LEAD * scores[other] for other in others):
            return (best,)
        return terms if len(terms) > 1 else ()

    def _is_ruled_out(self, term: int, text: str, tokens: list[Token], candidate: Candidate) -> bool:
        unless = self._names.unless[term]
        return bool(unless) and any(token.known.folded in unless for token in _sentence(text, tokens, candidate))

    def _complement(self, text: str, tokens: list[Token], candidate: Candidate, terms: tuple[int, ...]) -> int | None:
        """What the thing is said to be of: bits of the terms that such a complement speaks for.

        None without one; 0 where it speaks for none of the candidate's terms: then it is another thing.
        """
        if len(candidate.names[0].words) > 2:
            return None
        wanted = sum(1 << term for term in terms)
        allowed = wanted | self._names.field_bit if len(candidate.names[0].words) > 1 else wanted
        is_led = False
        for place in range(candidate.last + 1, min(candidate.last + 1 + _LOOK_AHEAD, len(tokens))):
            token = tokens[place]
            if text[tokens[place - 1].end : token.start] not in _SPACES or not token.written:
                return None
            if token.known.folded in self._grammar.ours:
                return wanted | self._names.field_bit
            if token.known.evidence & allowed:
                return token.known.evidence
            kind = self._vocabulary.kind(token.written)
            if kind in ("article", "determiner"):
                is_led = True
                continue
            if kind == "adjective":
                is_led = True
                continue
            following = tokens[place + 1].known.folded if place + 1 < len(tokens) else ""
            if following in self._grammar.ours and self._grammar.articles:
                return wanted | self._names.field_bit
            if kind == "inflected" or (is_led and kind == "plain" and self._grammar.articles):
                is_next = place + 1 < len(tokens) and text[token.end : tokens[place + 1].start] in _SPACES
                return tokens[place + 1].known.evidence & allowed if is_next else 0
            return None if kind in ("small", "verb") or not _is_foreign(token.written, text, tokens, place) else 0
        return None


def _is_foreign(written: str, text: str, tokens: list[Token], place: int) -> bool:
    """A name in other letters or in capitals: Windows, HTTP."""
    return written[:1].isupper() and not text.isupper()


def _is_part_of_compound(text: str, tokens: list[Token], candidate: Candidate) -> bool:
    """Whether a hyphen joins it to another word: HTTP-запрос."""
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    before, after = text[start - 1 : start], text[end : end + 2]
    joins = "-‑/_@.("
    return (before in joins and before != "" and before != "(" and start > 1 and text[start - 2].isalnum()) or (
        after[:1] in ("-", "‑", "_", "@", "(") and len(after) == 2 and (after[1].isalnum() or after == "()")
    )


def _is_proper_name(text: str, tokens: list[Token], candidate: Candidate) -> bool:
    """Whether one word with a capital stands amidst a sentence."""
    token = tokens[candidate.first]
    if candidate.first != candidate.last or not token.written[:1].isupper() or token.written.isupper():
        return False
    before = text[: token.start].rstrip(" \u00a0«„“”\"'»(\n*")
    return bool(before) and before[-1] not in _SENTENCE_ENDS


def _sentence(text: str, tokens: list[Token], candidate: Candidate) -> Iterator[Token]:
    """The words of the sentence that a candidate stands in."""
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    first = max(text.rfind(sign, 0, start) for sign in (". ", "! ", "? ", "… "))
    ends = [place for sign in (". ", "! ", "? ", "… ") if (place := text.find(sign, end)) >= 0]
    last = min(ends, default=len(text))
    return (token for token in tokens if first < token.start and token.end <= last)
