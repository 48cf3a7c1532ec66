"""Python and JavaScript cut and fold every text alike: all articles of the site, and random ones."""

import json
import random
import subprocess
import unicodedata

from kb.site import read_site, site_settings
from kb.text.folding import fold
from kb.text.tokens import tokens, words
from tests.conftest import CHECKOUT

_LETTERS = "aąćčłńżžZŁ αάΐςΣΏ бёйЁЙи\u0306 0²٣ ._-:/@+'’ \n🙂漢ßøđ"


def test_python_and_javascript_make_the_same_of_every_text() -> None:
    site, _ = read_site(site_settings(CHECKOUT, CHECKOUT / "docs"))
    articles = [article for versions in site.tree.versions.values() for article in versions.values()]
    chance = random.Random(2026)
    made = ["".join(chance.choices(_LETTERS, k=chance.randrange(60))) for _ in range(5_000)]
    texts = [*(article.body for article in articles), *(article.title for article in articles), *made]
    texts += [unicodedata.normalize("NFD", text) for text in texts[:50]]
    done = subprocess.run(
        ["node", "tests/js/words_stdin.js"],
        cwd=CHECKOUT,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    for text in texts:
        assert [fold(word) for word in words(text)] == [fold(token.text) for token in tokens(text)], text[:200]
    wanted = [{"folded": fold(text), "tokens": [token.text for token in tokens(text)]} for text in texts]
    for text, ours, theirs in zip(texts, wanted, json.loads(done.stdout), strict=True):
        assert ours == theirs, text[:200]
