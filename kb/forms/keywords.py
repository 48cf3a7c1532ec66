"""Words before which a secret stands, in Greek, Slovene, Russian, Polish and English.

Held equal to ``forms/keywords.js`` by tests; no class of characters that Python and JavaScript read differently.
"""

from __future__ import annotations

import re

# No letter before a keyword: Latin with diacritics, Greek, Cyrillic.
_BEFORE = "(?<![0-9A-Za-z\u00c0-\u024f\u0370-\u04ff])"
# After it: a remark in brackets, "is", a colon, quotation marks; the value may stand on the next line.
# Every repetition has a bound, so that no text can make the search slow.
_LINK = (
    r"(?:[ \t]{0,8}\([^()\n]{1,30}\))?(?P<verb>[ \t]{1,8}(?:is|je|se glasi|to|jest|είναι|ειναι|это)(?=[ \t:=]))?"
    r"[ \t]{0,8}(?P<sign>[:=–—]|-(?=[ \t]))?[ \t]{0,8}(?P<line>\n[ \t]{0,8})?[\"'„“«»”‘’`(\[]{0,4}"
)
_VALUE = r"(?=(?P<value>[^ \t\n\"„“«»”`]{4,64}))"
_WORDS = {
    "authinfo": (
        r"auth[ -]?info(?:[ -]?(?:code|kod[a-z]?))?|auth[ -]?(?:code|kod[a-z]?)|authorization code"
        r"|epp(?:[ -]?(?:code|kod[a-z]?|код[а-я]{0,2}))?"
        r"|kod[a-z]? (?:authinfo|epp)|код[а-я]{0,2} (?:authinfo|epp)|аутинфо"
        r"|(?:код|пароль|ключ)[а-я]{0,2} (?:авторизации|переноса)(?: домена)?|парол[а-я]{1,2} домена"
        r"|avtorizacijsk[a-z]{1,3} (?:kod[a-z]|klju[cč][a-z]{0,3})|(?:kod|gesl)[a-z] domene"
        r"|kod[a-z]{0,3} autoryzacyjn[a-z]{1,3}|kod[a-z]{0,3} do transferu"
        r"|κωδικ[όο][ςσύυ]? (?:authinfo|epp|εξουσιοδ[όο]τησης|μεταφορ[άα]ς)|κλειδ[ίι] μεταφορ[άα]ς"
    ),
    "support-code": (
        r"(?:kod[a-z]|pin)(?: koda)? za podporo|support[ -](?:code|pin)|pin (?:υποστ[ήη]ριξης|поддержки)"
        r"|κωδικ[όο][ςσύυ]? υποστ[ήη]ριξης|(?:pin-?)?код[а-я]{0,2} поддержки|kod[a-z]{0,3} autoryzuj[a-ząę]{2,4}"
        r"|kod[a-z]{0,3} (?:z panelu|dla konsultanta)"
    ),
    "password": (
        r"password|passwd|passcode|pass|pwd|gesl[aoeu]|has[łl](?:o|a|em|u)|парол(?:ь|я|е|ю|ем)|кодовое слово"
        r"|κωδικ(?:[όο]ς?|ο[ύυ])(?: πρ[όο]σβασης)?|συνθηματικ[όο]"
    ),
}
KEYED = {kind: re.compile(f"{_BEFORE}(?:{words}){_LINK}{_VALUE}", re.IGNORECASE) for kind, words in _WORDS.items()}
"""Kind → pattern with the groups ``verb``, ``sign``, ``line`` (a line break between) and ``value``."""

PASSPORT = re.compile(
    _BEFORE + r"(?:passport|potn(?:i|ega|em) list[a-z]{0,2}|osebn[a-z] izkaznic[a-z]|paszport[a-z]{0,3}"
    r"|dow[oó]d[a-z]{0,2} osobist[a-z]{1,3}"
    r"|διαβατ[ήη]ρι[οό][υύ]?|(?:δελτ[ίι]ου? )?ταυτ[όο]τητας?|паспорт[а-я]{0,3})"
    r"[^\n0-9]{0,15}?(?<![0-9A-Za-zΑ-Ωα-ω])"
    r"(?P<value>[A-ZΑ-Ω]{1,3} ?[0-9]{5,9}|[0-9]{2} ?[0-9]{2} ?[0-9]{6}|[0-9]{9})(?![0-9])",
    re.IGNORECASE,
)
"""Number of a passport or identity card behind its name."""
