"""Words of Greek, Slovene, Russian and Polish: tokens, folding, lemmas, and the key that all forms of a word share."""
