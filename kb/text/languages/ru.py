"""Russian."""

import snowballstemmer

from kb.text.languages.language import Language, ending_stripper

_SNOWBALL = snowballstemmer.stemmer("russian").stemWord
# Short participles (расположен, включён) keep a suffix that their verbs have not.
_PARTICIPLE = ending_stripper(("ен", "ён"), keep=6)
_VOWEL = ending_stripper("аяоёеыиуюьй", keep=3)


def _stem(word: str) -> str:
    stem = _PARTICIPLE(_SNOWBALL(word))
    # Snowball takes the -ен of домен for a verb's ending and would join it with дом.
    return stem if len(stem) >= 4 or len(word) <= 4 else _VOWEL(word)


LANGUAGE = Language("ru", _stem)
