"""Settings of the intake: ``KB_INTAKE_*`` in the environment, or the same names in a TOML file."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kb.forms.patterns import email_fault
from kb.problems import KbError

PREFIX = "KB_INTAKE_"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_ORIGIN = re.compile(r"https?://[^/?#\s]+")


class _BadError(ValueError):
    """A value that cannot be read; the text says what can."""


def _flag(text: str) -> bool:
    if text.lower() not in ("on", "off", "true", "false", "yes", "no", "1", "0"):
        raise _BadError("Write on or off")
    return text.lower() in ("on", "true", "yes", "1")


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise _BadError("Write a whole number")
    return int(text)


def _origins(text: str) -> tuple[str, ...]:
    found = tuple(part.rstrip("/") for part in _parts(text))
    if not all(_ORIGIN.fullmatch(part) for part in found):
        raise _BadError("Write origins such as https://help.example.com, with commas between them and no path")
    return found


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part, strict=False) for part in _parts(text))
    except ValueError as error:
        raise _BadError(
            "Write addresses or networks such as 127.0.0.1 or 10.0.0.0/8, with commas between them"
        ) from error


def _address(text: str) -> str:
    if email_fault(text):
        raise _BadError("Write an e-mail address such as help@example.com")
    return text


def _relay(text: str) -> str:
    if not re.fullmatch(r"smtps?://[^\s/]+/?", text):
        raise _BadError("Write smtp://user:password@mail.example.com:587 or smtps://…")
    return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _folder(text: str) -> Path:
    return Path(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may choose; all of it has a default."""

    origins: tuple[str, ...] = field(default=(), metadata={"read": _origins})
    """Further origins whose pages may post, besides its own and that of ``site_url``."""
    trusted_proxies: tuple[Network, ...] = field(default=(), metadata={"read": _networks})
    """Proxies whose ``X-Forwarded-For`` is believed."""
    rate_limits: bool = field(default=True, metadata={"read": _flag})
    """Whether senders are limited at all."""
    rate_per_address: int = field(default=10, metadata={"read": _count})
    """Tickets an hour for one e-mail address."""
    rate_per_network: int = field(default=60, metadata={"read": _count})
    """Tickets an hour from one network: an outage makes many honest senders behind one address."""
    proof_of_work: bool = field(default=False, metadata={"read": _flag})
    """Reserved: whether pages must solve a task before they send."""
    repeat_minutes: int = field(default=15, metadata={"read": _count})
    """For so long the same content without a submission id is the same ticket."""
    token_hours: int = field(default=24, metadata={"read": _count})
    """How long a form token is good for."""
    body_seconds: int = field(default=120, metadata={"read": _count})
    """How long a request's body may take."""
    files: Path | None = field(default=None, metadata={"read": _folder})
    """Folder of the files that were sent; by default beside the SQLite database."""
    folder: Path | None = field(default=None, metadata={"read": _folder})
    """Folder for the delivery ``file``: each ticket as text and JSON; none by default."""
    smtp: str = field(default="", metadata={"read": _relay})
    """The mail server that takes our mail."""
    mail_from: str = field(default="", metadata={"read": _address})
    """The address from which mail is sent; one that somebody reads."""
    mail_to: str = field(default="", metadata={"read": _address})
    """The address that gets each ticket by mail."""


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings; the environment wins over the file.

    Raises:
        KbError: keys that are unknown or have wrong values, all of them.
    """
    known = {found.name: found.metadata["read"] for found in fields(Settings)}
    values: dict[str, Any] = {}
    faults: list[str] = []
    given = {**(_from_file(file) if file else {}), **_from_environment(environment)}
    for name, (place, text) in given.items():
        if name not in known:
            faults.append(f"{place} is not known. Known are {', '.join(known)}.")
            continue
        try:
            values[name] = known[name](text)
        except _BadError as error:
            # A password must not get into a log.
            shown = "wrong" if name == "smtp" else f"'{text}'"
            faults.append(f"{place} is {shown}. {error}.")
    if faults:
        raise KbError("\n".join(faults))
    found = Settings(**values)
    if (found.smtp or found.mail_to) and not (found.smtp and found.mail_from and found.mail_to):
        raise KbError("mail needs all of KB_INTAKE_SMTP, KB_INTAKE_MAIL_FROM and KB_INTAKE_MAIL_TO. Set them, or none.")
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    own = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    return {name.removeprefix(PREFIX).lower(): (name, text) for name, text in sorted(own.items()) if text}


def _from_file(path: Path) -> dict[str, tuple[str, str]]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KbError(f"the settings in {path} cannot be read: {error}") from error
    return {name.lower(): (f"{path}: {name}", _text(value)) for name, value in found.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return str(value)
