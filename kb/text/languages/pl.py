"""Polish. Snowball's Polish stemmer joins twice as many unlike words at the same recall (measured on UD_Polish-PUD)."""

from kb.text.languages.language import Language, ending_stripper

_ENDINGS = "a e i o u y ą ę ć anie enie"

LANGUAGE = Language("pl", ending_stripper(_ENDINGS.split(), keep=3))
