"""A query without what may be somebody's own: addresses, numbers, names of sites, secrets.

Held equal to ``search/discreet.js`` by tests: the page takes it out before it sends, this once more.
"""

from __future__ import annotations

import re
import unicodedata

from kb.forms.detectors import findings

LONGEST = 200
"""Characters."""
_EMAIL = re.compile(r"\S*\S@\S*")
_SITE = re.compile(r"\S*://\S*|(?<!\w)www\.\S+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?<![\w.-])(?:[\w-]+\.)+(?P<end>[^\W\d_]{2,})(?![\w-])(?:/\S*)?")
_FILES = frozenset(
    (
        *("css", "conf", "env", "gz", "htaccess", "htm", "html", "ini", "jpg", "js", "json", "log", "pdf", "php"),
        *("png", "py", "sh", "sql", "tar", "txt", "xml", "yaml", "yml", "zip"),
    )
)
"""Last parts of names that are a file's, not a site's."""
_LONG_NUMBER = re.compile(r"\S*[0-9]{5}\S*")
_GROUPED_NUMBER = re.compile(
    r"\+?[0-9](?:[ /()-]{0,2}[0-9]){4,}|[0-9]{2,}(?:\.[0-9]{2,}){2,}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
)
"""In groups, with blanks or dots; an address of a machine. Error codes such as 550 5.1.1 stay."""
_SIGN = re.compile(r"[!#$%&*+=?^~|<>{}\[\]\\]")
_SHORTEST_SECRET = 8


def discreet(query: str) -> str:
    """What may be kept of a query: in small letters, with single blanks; empty where nothing is left.

    Left out are e-mail addresses, addresses and names of sites, numbers of five digits and more (also in groups), and
    what looks like a password or a code.
    """
    text = unicodedata.normalize("NFC", query.replace("\0", ""))[: 2 * LONGEST]
    for found in reversed(findings(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    for pattern in (_EMAIL, _SITE):
        text = pattern.sub(" ", text)
    text = _DOMAIN.sub(lambda found: found[0] if found["end"].lower() in _FILES else " ", text)
    for pattern in (_LONG_NUMBER, _GROUPED_NUMBER):
        text = pattern.sub(" ", text)
    kept = (word for word in text.split() if re.search(r"\w", word) and not _is_secret(word))
    return " ".join(kept).lower()[:LONGEST].rstrip()


def _is_secret(word: str) -> bool:
    """Whether a word mixes its characters as passwords and codes do."""
    if len(word) < _SHORTEST_SECRET or not re.search("[0-9]", word):
        return False
    has_sign = bool(_SIGN.search(word.rstrip("!?")))
    has_both = word != word.lower() and word != word.upper()
    return has_sign or has_both
