"""Known forms of an answer: e-mail address, domain, ticket number and the like.

Held equal to ``forms/patterns.js`` by tests: no class of characters that Python and JavaScript read differently.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

# [^\W_] is JavaScript's [\p{L}\p{N}]; letters of a domain may carry combining marks.
_LETTER = "[^\\W_]"
_LABEL = f"{_LETTER}(?:(?:{_LETTER}|[-\u0300-\u036f]){{0,61}}(?:{_LETTER}|[\u0300-\u036f]))?"
_DOMAIN = re.compile(f"(?:{_LABEL}\\.)+(?![0-9])(?=[^.]{{2}}){_LABEL}")
# The dot-atom of RFC 5322; quoted local parts are legal and never seen.
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(f"{_ATOM}(?:\\.{_ATOM})*")
_UNICODE_ATOM = f"(?:{_LETTER}|[!#$%&'*+/=?^_`{{|}}~\u0300-\u036f-])+"
_UNICODE_LOCAL = re.compile(f"{_UNICODE_ATOM}(?:\\.{_UNICODE_ATOM})*")
_PHONE = re.compile(r"\+?[0-9(](?:[0-9 ()./-]*[0-9])?(?: ?(?:x|ext\.?|int\.?) ?[0-9]{1,6})?")
_TICKET = re.compile(r"#?[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,38}[A-Za-z0-9])?")
_FIRM = re.compile(r"[A-Z]{0,3}[0-9](?:[0-9 -]{3,18})[0-9]", re.IGNORECASE)
_DATE = re.compile(r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])")
_URL = re.compile(r"(?:https?://)?[^ \t/?#@]+(?:[/?#][^ \t]*)?")
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_MOST_LOCAL, _MOST_ADDRESS, _MOST_DOMAIN = 64, 254, 253


def email_fault(address: str, *, smtputf8: bool = False) -> str:
    """Empty for an address to which mail can be sent, else ``invalid`` or ``smtputf8``.

    Args:
        address: trimmed, otherwise as typed.
        smtputf8: whether the relay takes letters outside ASCII before the @ (RFC 6531).
    """
    local, at, domain = address.rpartition("@")
    if not at or len(address) > _MOST_ADDRESS or len(local) > _MOST_LOCAL or not is_domain(domain):
        return "invalid"
    if _LOCAL.fullmatch(local):
        return ""
    if not _UNICODE_LOCAL.fullmatch(local):
        return "invalid"
    return "" if smtputf8 else "smtputf8"


def is_domain(text: str) -> bool:
    """Whether this is a domain with at least two labels, in ASCII or in its own script."""
    return len(text) <= _MOST_DOMAIN and bool(_DOMAIN.fullmatch(text))


def domain_of(text: str) -> str:
    """The domain of what people paste: without scheme, path, port and final dot, in small letters."""
    bare = re.split(r"[/?#:]", _SCHEME.sub("", text), maxsplit=1)[0]
    return bare.removesuffix(".").lower()


def is_date(text: str) -> bool:
    """Whether this is a day as 2026-11-22."""
    if not (found := _DATE.fullmatch(text)):
        return False
    try:
        dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def is_phone(text: str) -> bool:
    """Whether this may be a phone number: at least five digits."""
    return bool(_PHONE.fullmatch(text)) and _digits(text) >= 5


def has_check_pair(text: str) -> bool:
    """Whether the digits of a ticket number end in their check pair (ISO/IEC 7064, MOD 97-10)."""
    digits = re.sub("[^0-9]", "", text)
    return len(digits) > 2 and int(digits) % 97 == 1


def _digits(text: str) -> int:
    return len(re.findall("[0-9]", text))


def _is_ticket_number(text: str) -> bool:
    # Numbers of an earlier helpdesk are to be accepted too: the intake finds out whether it knows one.
    return bool(_TICKET.fullmatch(text)) and _digits(text) >= 3


PATTERNS: dict[str, Callable[[str], bool]] = {
    "domain": is_domain,
    "firm-number": lambda text: bool(_FIRM.fullmatch(text)),
    "ticket-number": _is_ticket_number,
    "url": lambda text: bool(_URL.fullmatch(text)) and is_domain(domain_of(text)),
}
"""Names that ``pattern:`` knows."""
