"""The licences of what an index was made with: dictionaries and stemmers. The texts stand in ``licences/``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kb.text.languages import language

NOTICE = "NOTICE.txt"
"""Name of the file that carries them, beside the indexes."""
_TEXTS = Path(__file__).parent / "licences"
_HEAD = """Licences of the dictionaries of this search index
=================================================

The files *.bin beside this text say which forms of a word belong together ({languages}). They were made from the
words of the site's articles, with the tables and programs named here.
"""
_SNOWBALL = frozenset(("el", "ru"))
"""Languages whose stems are Snowball's; Slovene and Polish have endings of our own (kb/text/languages)."""
_BLOCKS = (
    ("simplemma: which form belongs to which word", "simplemma", None),
    ("The data in simplemma", "databases", None),
    ("The data in simplemma: Polish", "polish", frozenset(("pl",))),
    ("Snowball: stems ({languages})", "snowball", _SNOWBALL),
)


def notice(tags: Iterable[str]) -> str:
    """The notice for indexes of those locales; empty where none of them is analysed with a dictionary."""
    used = sorted({found.tag for tag in tags if (found := language(tag))})
    if not used:
        return ""
    parts = [_HEAD.format(languages=", ".join(used))]
    for heading, name, languages in _BLOCKS:
        concerned = [tag for tag in used if languages is None or tag in languages]
        if concerned:
            title = heading.format(languages=", ".join(concerned))
            text = (_TEXTS / f"{name}.txt").read_text(encoding="utf-8").strip()
            parts.append(f"{title}\n{'-' * len(title)}\n\n{text}\n")
    return "\n\n".join(parts)
