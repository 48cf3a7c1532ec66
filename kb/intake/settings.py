"""Settings of the intake: ``KB_INTAKE_*`` in the environment, or the same names in a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kb.intake import setting_values as values
from kb.intake.addresses import is_unread
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
    rate_feedback_per_network: int = field(default=60, metadata={"read": values.count})
    """Answers to "Did this help?", and searches in vain, an hour from one network; 0 for no limit."""
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
    """The address that gets each ticket by mail; none where mail is only used for replies."""
    mail_departments: Mapping[str, str] = field(default_factory=dict, metadata={"read": values.addresses})
    """Department → the address that gets its tickets instead."""
    complaints_to: str = field(default="", metadata={"read": values.address})
    """The address that gets complaints."""
    digest_to: str = field(default="", metadata={"read": values.address})
    """The address that is told once a day which tickets are quarantined."""
    replies: bool = field(default=True, metadata={"read": values.flag})
    """Whether each ticket gets an automatic reply, once there is a mail server; off where the helpdesk does."""
    reply_from: str = field(default="", metadata={"read": values.address})
    """The address from which replies are sent; by default that of ``mail_from``."""
    reply_to: str = field(default="", metadata={"read": values.address})
    """The mailbox to which answers to a reply go; somebody reads it."""
    replies_per_address: int = field(default=10, metadata={"read": values.count})
    """Replies a day for one address: else a stranger's mailbox could be filled with them."""
    replies_per_minute: int = field(default=600, metadata={"read": values.count})
    """Replies altogether; further ones are delayed, never left out."""

    rt: str = field(default="", metadata={"read": values.site, "is_secret": True})
    """The Request Tracker that gets each ticket, with user and password."""
    rt_token: str = field(default="", metadata={"read": values.secret, "is_secret": True})
    """In place of user and password."""
    rt_queue: str = field(default="General", metadata={"read": values.text})
    """The queue of tickets without one of their own."""
    rt_queues: Mapping[str, str] = field(default_factory=dict, metadata={"read": values.pairs})
    """Department → queue."""
    rt_complaints_queue: str = field(default="", metadata={"read": values.text})
    """The queue of complaints; by default that of their department."""
    rt_number_field: str = field(default="IntakeNumber", metadata={"read": values.custom_field})
    """The custom field of our number, by which a ticket is found again."""
    rt_fields: Mapping[str, str] = field(default_factory=dict, metadata={"read": values.custom_fields})
    """Field of the form, ``locale``, ``form`` or ``marks`` → custom field."""
    webhook: str = field(default="", metadata={"read": values.site, "is_secret": True})
    """The address that gets each ticket as JSON."""
    webhook_secret: str = field(default="", metadata={"read": values.secret, "is_secret": True})
    """With which what goes there is signed."""
    webhook_networks: tuple[Network, ...] = field(default=(), metadata={"read": values.networks})
    """Private networks in which the webhook's address may be."""
    helpdesk_seconds: int = field(default=40, metadata={"read": values.wait})
    """How long RT or the webhook may take to answer."""
    keep_text_days: int = field(default=30, metadata={"read": values.count})
    """What was written is erased so long after it arrived in all its places; quarantined, after it came."""
    keep_files_days: int = field(default=7, metadata={"read": values.count})
    """Files are deleted so long after their ticket arrived in all its places."""
    keep_number_days: int = field(default=365, metadata={"read": values.count})
    """Numbers and times of erased tickets are kept for so long."""
    keep_network_days: int = field(default=7, metadata={"read": values.count})
    """Keyed hashes of networks and addresses, by which limits count, are kept for so long."""

    keep_sums_days: int = field(default=365, metadata={"read": values.count})
    """What ``kb intake insights`` counts by day is kept for so long."""

    @property
    def sends_replies(self) -> bool:
        """Whether each ticket gets an automatic reply."""
        return bool(self.smtp and self.replies)

    @property
    def digest_sender(self) -> str:
        """The address from which the digest is sent."""
        return self.mail_from or self.reply_from

    @property
    def reply_sender(self) -> str:
        """The address from which replies are sent."""
        return self.reply_from or self.mail_from


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
    if faults := list(_mail_faults(found)):
        raise KbError("\n".join(faults))
    return found


def _mail_faults(found: Settings) -> Iterator[str]:
    """What is missing for mail to work as a whole."""
    sends_tickets = found.mail_to or found.mail_departments or found.complaints_to
    if not found.smtp:
        if sends_tickets or found.mail_from or found.reply_from or found.reply_to or found.digest_to:
            yield "KB_INTAKE_SMTP is missing: the other settings of mail need a mail server. Set it, or none of them."
        return
    if sends_tickets and not (found.mail_to and found.mail_from):
        yield "KB_INTAKE_MAIL_FROM and KB_INTAKE_MAIL_TO are needed to send tickets by mail. Set both."
    if found.digest_to and not found.digest_sender:
        yield "KB_INTAKE_MAIL_FROM is missing: the digest needs an address to come from. Set it."
    if not (sends_tickets or found.replies or found.digest_to):
        yield "KB_INTAKE_SMTP is set and nothing is mailed. Set KB_INTAKE_MAIL_TO, or KB_INTAKE_REPLIES to on."
    if found.replies and not found.reply_sender:
        yield "KB_INTAKE_REPLY_FROM is missing: replies need an address to come from. Set it, or KB_INTAKE_MAIL_FROM."
    if found.replies and not found.reply_to:
        yield (
            "KB_INTAKE_REPLY_TO is missing: customers answer to the automatic reply. Set it to a mailbox that somebody"
            " reads, or KB_INTAKE_REPLIES to off."
        )
    if found.reply_to and is_unread(found.reply_to):
        yield "KB_INTAKE_REPLY_TO is an address that nobody reads. Set it to a mailbox that somebody reads."


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
