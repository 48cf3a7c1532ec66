"""E-mail addresses as mail programs take them."""

from __future__ import annotations

import re

import idna

_UNREAD = re.compile(
    r"(?:mailer-?daemon|daemon|postmaster|bounces?|(?:do[-_.]?)?not?[-_.]?reply|no[-_.]?response|listserv|majordomo)(?:[-+=].*)?"
)
"""Local parts behind which no person reads, or a program answers: replying to them makes a loop."""


def ascii_address(address: str) -> str:
    """The address with its domain in ASCII; unchanged where it cannot be.

    IDNA 2008 tells a final sigma from others; the standard library's codec, of 2003, would write to another domain.

    The form has checked its shape; a domain that no registry would give stays as typed, and mail to it comes back.
    """
    local, at, domain = address.rpartition("@")
    if not at or domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        return address


def is_unread(address: str) -> bool:
    """Whether the address is a daemon's, or one from which nobody wants an answer."""
    return bool(_UNREAD.fullmatch(address.rpartition("@")[0].lower()))
