"""What is particular to each language."""

from __future__ import annotations

from kb.text.languages import el, pl, ru, sl
from kb.text.languages.language import Language

LANGUAGES: dict[str, Language] = {
    language.tag: language for language in (el.LANGUAGE, pl.LANGUAGE, ru.LANGUAGE, sl.LANGUAGE)
}


def language(tag: str) -> Language | None:
    """The language of a locale; None where its words are not analysed beyond folding."""
    return LANGUAGES.get(tag.partition("-")[0])
