"""Other ways to type a query: without diacritics, in Latin letters, on the wrong keyboard layout, mistyped, cut short."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import click

from tests.benchmarks.search.queries import DevelopmentSet, Query

Rewrite = Callable[[str, Random], str]
"""From a query's text and a source of chance to what somebody else would type."""

_MARKED = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "й": "й", "Й": "Й"}
"""Letters that lose a stroke, which Unicode does not see as a mark, or keep their mark."""


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


_GREEK = _table(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_STYLES: Mapping[str, Mapping[str, str]] = {
    # What is heard: one i, one o, one e; two letters that make one sound as one.
    "phonetic": _GREEK | _table("υ=i χ=h ξ=ks ει=i οι=i υι=i αι=e ου=u αυ=av ευ=ev μπ=b ντ=d γκ=g γγ=g"),
    # What looks alike, letter by letter.
    "visual": _GREEK | _table("β=b η=h θ=8 ξ=3 υ=u χ=x ω=w"),
    # ISO 843 type 2 without its macrons.
    "iso": _GREEK | _table("ου=ou αυ=av ευ=ev γγ=ng γξ=nx γχ=nch"),
}
_VOICELESS = "θκξπσςτφχψ"
"""Before these, and at a word's end, αυ and ευ sound as af and ef."""
# What one writer or another puts for a letter; a writer keeps to one choice for each.
_CHOICES = _table(
    "β=v,b η=i,h θ=th,8,9 ξ=x,ks,3 υ=y,u,i φ=f,ph χ=x,h,ch ψ=ps ω=o,w "
    "ου=ou,u ει=ei,i οι=oi,i αι=ai,e αυ=au,av,af ευ=eu,ev,ef μπ=mp,b ντ=nt,d γκ=gk,g γγ=gg,g"
)

_RUSSIAN_KEYS = dict(zip("ёйцукенгшщзхъфывапролджэячсмитьбю", "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True))
_RUSSIAN_SHIFTED = dict(zip("ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>', strict=True))
_GREEK_KEYS = dict(zip("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm", strict=True))
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "sl": "abcčdefghijklmnoprsštuvzž",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
}
_WORD = re.compile(r"[^\W\d_]{5,}")
"""A word long enough to be mistyped and still be known."""


def rewrites(tag: str) -> Mapping[str, Rewrite]:
    """The variants of a locale by name; the first is the query as it is."""
    found: dict[str, Rewrite] = {"typed": lambda text, _: text, "unaccented": lambda text, _: unaccented(text)}
    if tag == "el":
        for name, letters in _STYLES.items():
            found[f"greeklish-{name}"] = _in_style(letters)
        found["greeklish-mixed"] = lambda text, chance: greeklish(text, _writer(chance))
        found["latin-layout"] = lambda text, _: _on_latin_keys(unaccented(text), _GREEK_KEYS)
    if tag == "ru":
        found["latin-layout"] = lambda text, _: _on_latin_keys(text, _RUSSIAN_KEYS | _RUSSIAN_SHIFTED)
    found["typo"] = lambda text, chance: mistyped(text, _ALPHABETS[tag], chance)
    for count in (3, 4, 5):
        found[f"prefix-{count}"] = _cut_to(count)
    return found


def rewritten(queries: list[Query], tag: str, name: str) -> list[Query]:
    """The queries typed in another way, the same at each run and in any order."""
    rewrite = rewrites(tag)[name]
    return [Query(query.id, rewrite(query.text, Random(f"{name} {query.id}")), query.doc_id) for query in queries]


def unaccented(text: str) -> str:
    """The text without diacritics, as it is typed in haste; the Russian short i stays."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(_MARKED.get(letter) or _bare(letter) for letter in letters)


def greeklish(text: str, letters: Mapping[str, str]) -> str:
    """Greek in Latin letters, accents left out and two letters that make one sound looked up first.

    A diaeresis, and an accent on the first of two vowels, part them: ``ρολόι`` has no οι.
    """
    text = unicodedata.normalize("NFC", text)
    out: list[str] = []
    at = 0
    while at < len(text):
        pair, following = text[at : at + 2], text[at + 2 : at + 3]
        size = 2 if len(pair) == 2 and _bare(pair[0]) == pair[0] and not _parted(pair[1]) else 1
        plain = _bare(text[at : at + size]).lower()
        if plain not in letters:
            size, plain = 1, _bare(text[at]).lower()
        latin = letters.get(plain, text[at])
        if (
            plain in ("αυ", "ευ")
            and latin.endswith("v")
            and (not following.isalpha() or following.lower() in _VOICELESS)
        ):
            latin = latin[:-1] + "f"
        out.append(latin.capitalize() if text[at].isupper() and plain in letters else latin)
        at += size
    return "".join(out)


def mistyped(text: str, alphabet: str, chance: Random) -> str:
    """The text with one fault in one word of five letters or more: a letter left out, put in, changed, or two swapped."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    found = chance.choice(words)
    word = found.group()
    letters = _LATIN if word.isascii() else alphabet
    letters = letters.upper() if word.isupper() else letters
    while (changed := _fault(word, letters, chance)) == word:
        pass
    return text[: found.start()] + changed + text[found.end() :]


def cut(text: str, letters: int) -> str:
    """The text with only the first letters of its last word."""
    head, _, last = text.rstrip().rpartition(" ")
    return f"{head} {last[:letters]}".lstrip()


def _in_style(letters: Mapping[str, str]) -> Rewrite:
    return lambda text, _: greeklish(text, letters)


def _cut_to(letters: int) -> Rewrite:
    return lambda text, _: cut(text, letters)


def _bare(text: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", text) if unicodedata.category(part) != "Mn")


def _parted(vowel: str) -> bool:
    return "\u0308" in unicodedata.normalize("NFD", vowel)


def _writer(chance: Random) -> Mapping[str, str]:
    return _GREEK | {letter: chance.choice(choices.split(",")) for letter, choices in _CHOICES.items()}


def _on_latin_keys(text: str, keys: Mapping[str, str]) -> str:
    return "".join(keys.get(letter) or keys.get(letter.lower(), letter).upper() for letter in text)


def _fault(word: str, alphabet: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    match chance.choice(("out", "in", "changed", "swapped")):
        case "out":
            return word[:at] + word[at + 1 :]
        case "in":
            return word[:at] + chance.choice(alphabet) + word[at:]
        case "changed":
            return word[:at] + chance.choice(alphabet) + word[at + 1 :]
        case _:
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("tag", type=click.Choice(sorted(_ALPHABETS)), metavar="LOCALE")
def main(*, folder: Path, tag: str) -> None:
    """Print all variants of a locale's queries in FOLDER, a JSON object a line."""
    queries = DevelopmentSet(folder).queries(tag)
    for name in rewrites(tag):
        for query in rewritten(queries, tag, name):
            row = {"id": query.id, "variant": name, "query": query.text, "doc_id": query.doc_id}
            click.echo(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
