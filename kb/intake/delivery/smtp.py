"""Mail as the place for tickets: any helpdesk with a mail gateway."""

from __future__ import annotations

import contextlib
import mimetypes
import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from kb.forms.normal import one_line
from kb.intake.delivery.driver import Delivered, FailedError, Parcel, RejectedError, StoppedError
from kb.intake.tickets import Ticket
from kb.problems import KbError

_TIMEOUT_S = 20.0
"""For an answer until the mail itself is sent."""
_DATA_S = 60.0
"""For what comes then: a server that looks through a mail before it takes it, and is not waited for, gets it again."""
_ALTOGETHER_S = 110.0
"""Less than a lease: at its end another process would send the mail beside this one."""
_PORTS = {"smtp": 25, "smtps": 465}
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server that takes our mail."""

    host: str
    port: int
    is_tls: bool = False
    """TLS from the first byte; otherwise STARTTLS wherever the server offers it, and always before a password."""
    user: str = ""
    password: str = ""


def read_relay(url: str) -> Relay:
    """The relay that ``smtp://user:password@host:port`` or ``smtps://…`` means.

    Raises:
        KbError: it means none.
    """
    found = urlsplit(url)
    if found.scheme not in _PORTS or not found.hostname:
        raise KbError(
            "KB_INTAKE_SMTP names no mail server. Write smtp://user:password@mail.example.com:587 or smtps://…"
        )
    user, password = unquote(found.username or ""), unquote(found.password or "")
    return Relay(found.hostname, found.port or _PORTS[found.scheme], found.scheme == "smtps", user, password)


@dataclass(frozen=True, slots=True)
class MailRoute:
    """Who gets which ticket."""

    to: str
    departments: Mapping[str, str] = field(default_factory=dict)
    """Department → address."""
    complaints: str = ""

    def of(self, ticket: Ticket) -> str:
        """The address for a ticket."""
        if "complaint" in ticket.marks and self.complaints:
            return self.complaints
        return self.departments.get(ticket.claims.department, self.to)


@dataclass(frozen=True, slots=True)
class SmtpDriver:
    """Sends each ticket to the address of its department."""

    relay: Relay
    sender: str
    """Ours: a customer's domain would fail its own rules (SPF, DMARC)."""
    route: MailRoute
    name: str = "smtp"

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Send a ticket; a second attempt carries the same Message-ID."""
        message = self.message(parcel)
        send(self.relay, message)
        return Delivered(str(message["Message-ID"]))

    def message(self, parcel: Parcel) -> EmailMessage:
        """The ticket as a mail, to be answered to its sender."""
        ticket = parcel.ticket
        message = EmailMessage(policy=SMTP)
        message["From"] = formataddr((f"#{ticket.number}", self.sender))
        # What joins a ticket goes where that one went, whatever department it names.
        message["To"] = self.route.of((parcel.earlier and parcel.earlier.ticket) or ticket)
        if ticket.email.isascii() and ticket.email:
            message["Reply-To"] = ticket.email
        # The helpdesk finds the earlier ticket by its number in the subject, or by the mail that made it.
        known = parcel.earlier.number if parcel.earlier else ticket.number
        message["Subject"] = one_line(f"[{known}] {ticket.subject}")
        message["Date"] = format_datetime(datetime.fromtimestamp(ticket.created, UTC))
        message["Message-ID"] = f"<{ticket.number}.{self.name}@{self.sender.rpartition('@')[2]}>"
        # Keeps the helpdesk's own automatic reply from going out besides ours.
        message["Auto-Submitted"] = "auto-generated"
        for name, value in _headers(parcel):
            message[name] = value
        message.set_content(f"{parcel.text}\n")
        for file, path in zip(ticket.files, parcel.files, strict=True):
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            main, _, sub = kind.partition("/")
            if main in ("message", "multipart"):
                main, sub = "application", "octet-stream"
            message.add_attachment(path.read_bytes(), maintype=main, subtype=sub, filename=file.name)
        return message


def _headers(parcel: Parcel) -> Iterator[tuple[str, str]]:
    """What a helpdesk's rules can go by; department, plan and urgency are the sender's claims."""
    ticket, claims = parcel.ticket, parcel.ticket.claims
    if parcel.earlier:
        yield "In-Reply-To", parcel.earlier.reference
        yield "References", parcel.earlier.reference
        yield "X-KB-Joins", parcel.earlier.number
    yield "X-KB-Number", ticket.number
    yield "X-KB-Form", ticket.form
    yield "X-KB-Locale", ticket.locale
    claimed = {"Department": claims.department, "Plan": claims.plan, "Critical": claims.critical_kind}
    if claims.is_critical and not claims.critical_kind:
        claimed["Critical"] = "yes"
    yield from ((f"X-KB-Claimed-{name}", one_line(value)) for name, value in claimed.items() if value)
    if ticket.marks:
        yield "X-KB-Marks", ", ".join(ticket.marks)


def send(relay: Relay, message: EmailMessage, *, sender: str | None = None, to: str | None = None) -> None:
    """Hand a mail to the relay.

    Args:
        relay: the mail server.
        message: the mail.
        sender: the return path, empty for none; by default the mail's own sender.
        to: the only recipient; by default those that the mail names.

    Raises:
        FailedError: not now.
        RejectedError: never as it is.
        StoppedError: the relay does not know us.
    """
    began = time.monotonic()
    server = _opened(relay)
    ending = threading.Timer(max(0, began + _ALTOGETHER_S - time.monotonic()), _break_off, [server])
    ending.daemon = True
    ending.start()
    try:
        if server.sock:
            server.sock.settimeout(_DATA_S)
        server.send_message(message, from_addr=sender, to_addrs=[to] if to else None)
        # Once the mail is taken, what goes wrong at parting must not have it sent again.
        with contextlib.suppress(OSError):
            server.quit()
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        raise _refused(code, text) from error
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise RejectedError(f"{relay.host} cannot send it: {error}") from error
    except OSError as error:
        raise FailedError(f"{relay.host}:{relay.port}: {error}") from error
    finally:
        ending.cancel()
        server.close()


def _break_off(server: smtplib.SMTP) -> None:
    """The time is over: whoever waits for the server is woken."""
    if server.sock:
        with contextlib.suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


def _opened(relay: Relay) -> smtplib.SMTP:
    try:
        return _connected(relay)
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:
            raise FailedError(_shown(error.smtp_code, error.smtp_error), is_place_down=True) from error
        told = _shown(error.smtp_code, error.smtp_error)
        raise StoppedError(f"{relay.host} refused the password: {told}") from error
    except OSError as error:
        raise FailedError(f"{relay.host}:{relay.port}: {error}", is_place_down=True) from error


def _connected(relay: Relay) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if relay.is_tls:
        server: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=_TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(relay.host, relay.port, timeout=_TIMEOUT_S)
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif relay.user:
            server.close()
            raise StoppedError(f"{relay.host} offers no encryption, and a password must not go without")
    if relay.user:
        server.login(relay.user, relay.password)
    return server


def _refused(code: int, text: bytes | str) -> FailedError | RejectedError:
    told = _shown(code, text)
    return RejectedError(told) if 500 <= code < 600 else FailedError(told)


def _shown(code: int, text: bytes | str) -> str:
    """What a server said, without the addresses in it: it is logged."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {_ADDRESS.sub('<address>', said)}"
