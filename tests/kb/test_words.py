"""Golden vectors of tokens and folding, which the JavaScript reads too (tests/js/words.test.js)."""

import json
import unicodedata

import pytest

from kb.text.folding import fold
from kb.text.tokens import tokens
from tests.conftest import CHECKOUT

GOLDEN = CHECKOUT / "tests/golden/words.json"
ODD = [
    "Kje je koda? 550 5.1.1 User unknown; ERR_CONNECTION_REFUSED",
    "na info@example.com, wp-config.php v2.10.3 http://example.com/a_b?c=d#e",
    "ΜΕΤΑΦΟΡΆ ΌΝΟΜΑΤΟΣ Ὀδυσσεύς ΐ ΰ",
    "Мой ёж ЙОД й и\u0306 Ёлка",
    "ŁÓDŹ Đuro Øre ẞ İ ǅ ﬁ",
    "e-pošta d'Artagnan d’Artagnan C++ a--b ...",
    "🙂 \u0000 \u2028 x²½ Ⅳ ٣ 漢字 नमस्ते",
    "",
]


def vectors() -> list[dict[str, object]]:
    texts = [*ODD, *(unicodedata.normalize("NFD", text) for text in ODD[:4])]
    return [{"text": text, "folded": fold(text), "tokens": [token.text for token in tokens(text)]} for text in texts]


def test_golden_vectors_are_those_of_the_library() -> None:
    """Remake them: delete tests/golden/words.json and run this test twice."""
    if not GOLDEN.exists():
        GOLDEN.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail("the golden vectors were missing and have been written")
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == vectors()


def test_decomposed_text_has_the_words_of_the_composed() -> None:
    for text in ODD:
        composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
        assert [token.text for token in tokens(composed)] == [token.text for token in tokens(decomposed)]
