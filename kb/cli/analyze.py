"""``kb analyze``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.problems import KbError


@click.command()
@click.option("--locale", required=True, help="The words' locale: el, pl, ru or sl.")
@click.option(
    "--vocabulary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of the site's own words, one a line, with their accents; without it the whole dictionary serves.",
)
def analyze(locale: str, vocabulary: Path | None) -> None:
    """Print the search key of each word.

    Reads words from standard input, one a line, and writes WORD<TAB>KEY: all forms of a word have one key.
    """
    # Stemmers and dictionaries take a tenth of a second to import, which no other command should pay.
    from kb.text.analysis import Analysis
    from kb.text.languages import LANGUAGES, language
    from kb.text.lemmas import Lemmas

    found = language(locale)
    if found is None:
        raise KbError(f"--locale: the words of '{locale}' are not analysed. Write one of {', '.join(LANGUAGES)}.")
    words = [line.rstrip("\r\n") for line in sys.stdin]
    lemmas = Lemmas(found.tag)
    own = _words(vocabulary) if vocabulary else lemmas.spellings(words)
    analysis = Analysis(locale, own, lemmas=lemmas)
    click.echo("".join(f"{word}\t{analysis.key(word)}\n" for word in words), nl=False)


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise KbError(f"--vocabulary {path}: this is not UTF-8. Save the file with the encoding UTF-8.") from error
