"""Greek."""

import snowballstemmer

from kb.text.languages.language import Language

LANGUAGE = Language("el", snowballstemmer.stemmer("greek").stemWord)
