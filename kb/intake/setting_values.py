"""Reading the values of settings: each reader takes a text and says what it would take instead."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path

from kb.forms.patterns import email_fault

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK: tuple[Network, ...] = (ipaddress.IPv4Network("127.0.0.0/8"), ipaddress.IPv6Network("::1/128"))
"""This machine."""
_ORIGIN = re.compile(r"https?://[^/?#\s]+")


class BadError(ValueError):
    """A value that cannot be read; the text says what can."""


def flag(text: str) -> bool:
    """On or off."""
    if text.lower() not in ("on", "off", "true", "false", "yes", "no", "1", "0"):
        raise BadError("Write on or off")
    return text.lower() in ("on", "true", "yes", "1")


def proof(text: str) -> str:
    """When proof of work is asked for."""
    if text.lower() == "auto":
        return "auto"
    try:
        return "on" if flag(text) else "off"
    except BadError as error:
        raise BadError("Write on, off or auto") from error


def log_kind(text: str) -> str:
    """How the log is written."""
    if text.lower() not in ("text", "json"):
        raise BadError("Write text or json")
    return text.lower()


def count(text: str) -> int:
    """A whole number, zero or more."""
    if not re.fullmatch(r"\d{1,9}", text):
        raise BadError("Write a whole number")
    return int(text)


def origins(text: str) -> tuple[str, ...]:
    """Origins of pages."""
    found = tuple(part.rstrip("/") for part in _parts(text))
    if not all(_ORIGIN.fullmatch(part) for part in found):
        raise BadError("Write origins such as https://help.example.com, with commas between them and no path")
    return found


def networks(text: str) -> tuple[Network, ...]:
    """Addresses or networks."""
    try:
        return tuple(ipaddress.ip_network(part, strict=False) for part in _parts(text))
    except ValueError as error:
        raise BadError(
            "Write addresses or networks such as 127.0.0.1 or 10.0.0.0/8, with commas between them"
        ) from error


def address(text: str) -> str:
    """An e-mail address."""
    if email_fault(text):
        raise BadError("Write an e-mail address such as help@example.com")
    return text


def relay(text: str) -> str:
    """The address of a mail server."""
    if not re.fullmatch(r"smtps?://[^\s/]+/?", text):
        raise BadError("Write smtp://user:password@mail.example.com:587 or smtps://…")
    return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def folder(text: str) -> Path:
    """A folder's path."""
    return Path(text)


def pairs(text: str) -> dict[str, str]:
    """``domains=a, billing=b`` as a table; in TOML it is one."""
    found = {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in _parts(text))}
    if not all(name and value for name, value in found.items()):
        raise BadError("Write names and values such as domains=a, billing=b, or a table in the TOML file")
    return found


def addresses(text: str) -> dict[str, str]:
    """``domains=a@example.com, …`` as a table."""
    return {name: address(value) for name, value in pairs(text).items()}


def text(text: str) -> str:
    """Anything."""
    return text


def site(text: str) -> str:
    """The address of a service."""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s#]*)?", text):
        raise BadError("Write https://rt.example.com/, or with a user, https://user:password@rt.example.com/")
    return text


def secret(text: str) -> str:
    """A secret that nobody guesses."""
    if len(text) < 16:
        raise BadError("Write at least 16 characters, such as those that 'openssl rand -hex 32' prints")
    return text


def custom_field(text: str) -> str:
    """The name of a custom field."""
    if not re.fullmatch(r"[^{}'\"\\]+", text):
        raise BadError("Write the name of a custom field, without quotes and braces")
    return text


def custom_fields(text: str) -> dict[str, str]:
    """``plan=Plan, domain=Domain name`` as a table."""
    return {name: custom_field(value) for name, value in pairs(text).items()}


def wait(text: str) -> int:
    """Seconds that a helpdesk may take; above 40, a lease might end meanwhile."""
    if not 1 <= count(text) <= 40:
        raise BadError("Write 1 to 40")
    return int(text)
