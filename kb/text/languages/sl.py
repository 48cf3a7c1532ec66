"""Slovene, which Snowball lacks: endings of nouns, adjectives and verbs in their dictionary forms."""

from kb.text.languages.language import Language, ending_stripper

_ENDINGS = """
ega emu imi ima ih im em om ov ev ami ama am ah eh oma jo ja je ji ju a e i o u
"""

LANGUAGE = Language("sl", ending_stripper(_ENDINGS.split(), keep=3))
