"""What finding the glossary's terms adds to a build: CPU seconds with the plugin over those without.

The first build with a glossary looks at all pages; the next one at those that changed, which are none here.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import click

from tests.benchmarks.build import LOCALES, machine, run

TERMS = 200
PHRASES = 170
"""So many of the terms have names of two words."""
MOST = 1.10
"""The build with the glossary over the one without."""
_RARE = range(2, 5)
"""Phrases are taken that occur so often in the sample: an article then names about as many terms as one of our own."""
_SAMPLE = 300
_RANK = 3_000
"""Names of one word are taken from this place on in the order of frequency."""
_CONFIGURATION = """site_name: Benchmark
site_url: https://benchmark.example/
theme: {{name: material, font: false}}
plugins:
  - kb/locales: {{locales: [{locales}]}}
{glossary}  - kb/metadata
  - kb/search
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, pymdownx.details,
  pymdownx.superfences, tables, {{toc: {{permalink: true}}}}]
"""
_PHRASE = re.compile(r"[^\W\d_]{5,} [^\W\d_]{5,}")
_WORD = re.compile(r"[^\W\d_]{5,}")
_LINK = re.compile(rb"data-term=")


@click.command()
@click.option("--generator", type=click.Path(exists=True, path_type=Path), required=True, help="Writes the articles.")
@click.option("--articles", default=1_000, show_default=True, help="Of each locale.")
@click.option("--rounds", default=3, show_default=True, help="Builds of each side, in turns.")
def main(*, generator: Path, articles: int, rounds: int) -> None:
    """Build a site with 200 terms a locale with and without the glossary, in turns, and print the ratios.

    A build before them is not counted: it reads the dictionaries.

    GENERATOR is run as "python3 GENERATOR mkdocs N FOLDER" and writes N articles a locale below FOLDER/docs.
    """
    with tempfile.TemporaryDirectory(prefix="kb-benchmark-") as name:
        project = Path(name)
        run([sys.executable, str(generator.resolve()), "mkdocs", str(articles), "."], cwd=project)
        for tag in LOCALES:
            write_terms(project / "docs" / tag, is_source=tag == LOCALES[0])
        os.environ["XDG_CACHE_HOME"] = str(project / "cache")
        built(project, glossary="  - kb/glossary\n")
        first: list[float] = []
        later: list[float] = []
        for turn in range(1, rounds + 1):
            without, _ = built(project, glossary="")
            shutil.rmtree(project / "cache" / "kb" / "terms")
            for ratios in (first, later):
                cost, links = built(project, glossary="  - kb/glossary\n")
                ratios.append(cost / without)
            click.echo(
                f"round {turn} of {rounds}: {without:.1f} CPU s without ({links / articles / 4:.1f} links an article); "
                f"the first build with it {first[-1]:.3f}, the next {later[-1]:.3f}",
                err=True,
            )
    click.echo(machine())
    for what, ratios in (("the first build", first), ("each later build", later)):
        verdict = "met" if median(ratios) <= MOST else "missed"
        click.echo(f"{what} with the glossary / without: {median(ratios):.3f} (at most {MOST}): {verdict}")


def built(project: Path, *, glossary: str) -> tuple[float, int]:
    """CPU seconds of a build, and the links to terms in its pages."""
    text = _CONFIGURATION.format(locales=", ".join(LOCALES), glossary=glossary)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    cpu_s, _ = run([sys.executable, "-m", "mkdocs", "build"], cwd=project)
    site = project / "site"
    links = sum(len(_LINK.findall(page.read_bytes())) for page in site.rglob("*.html"))
    shutil.rmtree(site)
    return cpu_s, links


def write_terms(docs: Path, *, is_source: bool) -> None:
    """Write a glossary whose names occur in the articles of a locale."""
    chance = random.Random(docs.name)
    phrases, words = counted(docs)
    rare = [phrase for phrase, count in phrases.items() if count in _RARE]
    names = [*chance.sample(rare, PHRASES), *words[_RANK : _RANK + TERMS - PHRASES]]
    folder = docs / "glossary"
    folder.mkdir(exist_ok=True)
    context = ", ".join(words[100:120])
    head = f"---\ntitle: Glossary\ndescription: All terms.\nkind: glossary\ncontext: [{context}]\n---\n\nAll.\n"
    (folder / "index.md").write_text(head, encoding="utf-8")
    for number, name in enumerate(names):
        lines = [
            *("---", "kind: term", f"term: {name}", f"short: {' '.join(chance.sample(words[:300], 6))}."),
            *(f"not: [t{(number + 1) % TERMS:03}]", "updated: 2026-01-01"),
            *([] if is_source else [f"translation: {{from: {LOCALES[0]}, status: reviewed}}"]),
            *("---", "", f"{' '.join(chance.sample(words[:300], 20))}.", ""),
        ]
        (folder / f"t{number:03}.md").write_text("\n".join(lines), encoding="utf-8")


def counted(docs: Path) -> tuple[Counter[str], list[str]]:
    """Phrases of two words with their counts, and the words by frequency, of some articles."""
    phrases: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for text in bodies(docs):
        phrases.update(_PHRASE.findall(text))
        words.update(_WORD.findall(text))
    return phrases, [word for word, _ in words.most_common()]


def bodies(docs: Path) -> Iterator[str]:
    """The texts of some articles, in small letters."""
    for path in sorted(docs.rglob("*.md"))[:_SAMPLE]:
        yield path.read_text(encoding="utf-8").split("---", 2)[-1].lower()


if __name__ == "__main__":
    main()
