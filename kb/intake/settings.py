"""Settings of the intake: ``KB_INTAKE_*`` in the environment, or the same names in a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kb.intake import setting_values as values
from kb.intake.setting_values import Network
from kb.problems import KbError

PREFIX = "KB_INTAKE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may choose; all of it has a default."""

    origins: tuple[str, ...] = field(default=(), metadata={"read": values.origins})
    """Further origins whose pages may post, besides its own and that of ``site_url``."""
    trusted_proxies: tuple[Network, ...] = field(default=(), metadata={"read": values.networks})
    """Proxies whose ``X-Forwarded-For`` is believed."""
    rate_limits: bool = field(default=True, metadata={"read": values.flag})
    """Whether senders are limited at all."""
    rate_per_address: int = field(default=10, metadata={"read": values.count})
    """Tickets an hour for one e-mail address."""
    rate_per_network: int = field(default=60, metadata={"read": values.count})
    """Tickets an hour from one network: an outage makes many honest senders behind one address."""
    proof_of_work: str = field(default="auto", metadata={"read": values.proof})
    """Whether scripts must solve a task before they send: on, off, or auto – while far more tickets come than usual."""
    busy_per_hour: int = field(default=300, metadata={"read": values.count})
    """Tickets an hour from all senders above which ``auto`` asks for proof of work."""
    repeat_minutes: int = field(default=15, metadata={"read": values.count})
    """For so long the same content without a submission id is the same ticket."""
    token_hours: int = field(default=24, metadata={"read": values.count})
    """How long a form token is good for."""
    body_seconds: int = field(default=120, metadata={"read": values.count})
    """How long a request's body may take."""
    metrics: tuple[Network, ...] = field(default=values.LOOPBACK, metadata={"read": values.networks})
    """Networks that may read ``/metrics``; all others find nothing there."""
    log: str = field(default="text", metadata={"read": values.log_kind})
    """How the log is written: as text, or json – an object a line."""
    files: Path | None = field(default=None, metadata={"read": values.folder})
    """Folder of the files that were sent; by default beside the SQLite database."""
    folder: Path | None = field(default=None, metadata={"read": values.folder})
    """Folder for the delivery ``file``: each ticket as text and JSON; none by default."""
    smtp: str = field(default="", metadata={"read": values.relay, "is_secret": True})
    """The mail server that takes our mail."""
    mail_from: str = field(default="", metadata={"read": values.address})
    """The address from which mail is sent; one that somebody reads."""
    mail_to: str = field(default="", metadata={"read": values.address})
    """The address that gets each ticket by mail."""


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings; the environment wins over the file.

    Raises:
        KbError: keys that are unknown or have wrong values, all of them.
    """
    known = {found.name: found.metadata for found in fields(Settings)}
    read: dict[str, Any] = {}
    faults: list[str] = []
    given = {**(_from_file(file) if file else {}), **_from_environment(environment)}
    for name, (place, text) in given.items():
        if name not in known:
            faults.append(f"{place} is not known. Known are {', '.join(known)}.")
            continue
        try:
            read[name] = known[name]["read"](text)
        except values.BadError as error:
            # A password must not get into a log.
            shown = "wrong" if known[name].get("is_secret") else f"'{text}'"
            faults.append(f"{place} is {shown}. {error}.")
    if faults:
        raise KbError("\n".join(faults))
    found = Settings(**read)
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
    if isinstance(value, dict):
        return ",".join(f"{name}={part}" for name, part in value.items())
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return str(value)
