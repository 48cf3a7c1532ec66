"""Request Tracker as the place for tickets, over its REST 2 interface."""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from kb.forms.normal import one_line
from kb.intake.delivery.driver import Delivered, Earlier, FailedError, Parcel, StoppedError
from kb.intake.delivery.multipart import file_name, multipart
from kb.intake.delivery.peer import Answer, LateError, Peer, fault
from kb.intake.delivery.tracker import Tracker
from kb.intake.settings import Settings
from kb.intake.tickets import Ticket
from kb.problems import KbError

log = logging.getLogger(__name__)

_HERE = ("localhost", "127.0.0.1", "::1")
_LOOK_S = 15.0
"""For questions; what creates a ticket may take longer, and all of them together less than a lease."""
_FRESH_S = 60.0
_RIGHTS_S = 300.0
"""When to try again where a right or a queue is missing."""


class RequestTrackerDriver:
    """Creates a ticket in a queue, adds to it what follows up, and reads back what was kept."""

    name = "rt"
    most_at_once = 2

    def __init__(self, peer: Peer, tracker: Tracker, *, timeout_s: float) -> None:
        """Deliver to the RT whose ``/REST/2.0/`` is ``peer``; ``timeout_s`` is for what creates."""
        self._peer = peer
        self._tracker = tracker
        self.call_s = timeout_s
        self._ready: set[str] = set()

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Create a ticket, or add to the earlier one; what is there already is not made again."""
        if parcel.earlier:
            return self._added(parcel, parcel.earlier)
        return self._own(parcel)

    def _own(self, parcel: Parcel) -> Delivered:
        queue = self._tracker.queue_of(parcel.ticket)
        self._look_at(queue)
        found = self._found(parcel.ticket.number) if _may_be_there(parcel) else ""
        made = found or self._created(parcel, queue)
        return Delivered(made, (*self._mended(made, parcel.ticket), *self._lost_files(made, parcel.ticket)))

    def _look_at(self, queue: str) -> None:
        """Without the custom field, RT would answer 201, drop our number, and no ticket could be found again."""
        if queue in self._ready:
            return
        answer = self._ask("GET", f"queue/{quote(queue, safe='')}")
        if answer.status != 200:
            raise self._fault(answer)
        if self._tracker.number_field not in _names(answer, "TicketCustomFields"):
            raise StoppedError(
                f"the queue {queue} of {self._peer.name} has no custom field {self._tracker.number_field} for us to see"
            )
        self._ready.add(queue)

    def _found(self, number: str) -> str:
        """The id of the ticket with our number; the first one where there are several."""
        query = f"CF.{{{self._tracker.number_field}}}='{number}'"
        items = self._search(query)
        return str(items[0]["id"]) if items else ""

    def _search(self, query: str) -> list[Mapping[str, Any]]:
        answer = self._ask("GET", f"tickets?{urlencode({'query': query, 'orderby': 'id', 'order': 'ASC'})}")
        if answer.status != 200:
            raise self._fault(answer)
        return _items(answer)

    def _created(self, parcel: Parcel, queue: str) -> str:
        ticket = parcel.ticket
        fields = self._tracker.custom_fields(ticket)
        envelope = {"Queue": queue, "CustomFields": fields, **({"Requestor": ticket.email} if ticket.email else {})}
        answer = self._post("ticket", parcel, envelope)
        made = answer.json.get("id") if answer.status == 201 and isinstance(answer.json, dict) else None
        if not str(made).isdecimal():
            raise self._fault(answer)
        return str(made)

    def _added(self, parcel: Parcel, earlier: Earlier) -> Delivered:
        if not _may_be_there(parcel) or not self._is_added(parcel.ticket.number, earlier.reference):
            answer = self._post(f"ticket/{earlier.reference}/correspond", parcel, {})
            if answer.status in (400, 403, 404) and self._ask("GET", f"ticket/{earlier.reference}").status == 404:
                # Somebody removed it from RT: the follow-up must not go with it.
                return self._own(parcel)
            if answer.status != 201:
                raise self._fault(answer)
        return Delivered(earlier.reference, self._lost_files(earlier.reference, parcel.ticket))

    def _is_added(self, number: str, made: str) -> bool:
        return any(str(found["Subject"]).startswith(f"[{number}]") for found in self._attachments(made, "Subject"))

    def _mended(self, made: str, ticket: Ticket) -> list[str]:
        """Read back what RT kept; what it dropped is sent once more, and what is missing even then is returned."""
        lacking = self._lacking(made, ticket)
        if lacking.empty:
            self._ask("PUT", f"ticket/{made}", lacking.empty)
            lacking = self._lacking(made, ticket)
        return lacking.names

    def _lacking(self, made: str, ticket: Ticket) -> _Lacking:
        answer = self._ask("GET", f"ticket/{made}")
        if answer.status != 200 or not isinstance(answer.json, dict):
            raise self._fault(answer)
        kept = {found["name"]: list(found.get("values", ())) for found in answer.json.get("CustomFields", ())}
        wanted = self._tracker.custom_fields(ticket)
        lost = {name: value for name, value in wanted.items() if value not in kept.get(name, ())}
        names = [f"CF.{{{name}}}" for name in lost]
        empty: dict[str, object] = {}
        # What staff has changed meanwhile stays.
        if unset := {name: value for name, value in lost.items() if not kept.get(name)}:
            empty["CustomFields"] = unset
        requesters = [str(found.get("id", "")).lower() for found in answer.json.get("Requestor", ())]
        if ticket.email and ticket.email.lower() not in requesters and not self._is_requester(made, ticket.email):
            names.append("Requestor")
            if not requesters:
                empty["Requestor"] = [ticket.email]
        return _Lacking(names, empty)

    def _is_requester(self, made: str, email: str) -> bool:
        """Whether a requester whom RT knows by another name has this address."""
        quoted = email.replace("\\", "\\\\").replace("'", "\\'")
        return bool(self._search(f"id={made} AND Requestor.EmailAddress='{quoted}'"))

    def _lost_files(self, made: str, ticket: Ticket) -> list[str]:
        if not ticket.files:
            return []
        kept = {
            (str(found["Filename"]), str(found["ContentLength"]))
            for found in self._attachments(made, "Filename,ContentLength")
        }
        return [f"file {file.name}" for file in ticket.files if (file_name(file.name), str(file.size)) not in kept]

    def _attachments(self, made: str, fields: str) -> list[Mapping[str, Any]]:
        """The newest attachments of a ticket."""
        wanted = {"fields": fields, "per_page": "100", "orderby": "id", "order": "DESC"}
        answer = self._ask("GET", f"ticket/{made}/attachments?{urlencode(wanted)}")
        if answer.status == 404:
            return []
        if answer.status != 200:
            raise self._fault(answer)
        return _items(answer)

    def _post(self, path: str, parcel: Parcel, envelope: Mapping[str, object]) -> Answer:
        """Send a ticket's text and files."""
        ticket = parcel.ticket
        message = {
            "Subject": one_line(f"[{ticket.number}] {ticket.subject}"),
            "Content": parcel.text,
            "ContentType": "text/plain",
            **envelope,
        }
        # RT 5.0.3 fails with 500 at a file name beyond ASCII in JSON; as multipart it takes any.
        files = [(file.name, path.read_bytes()) for file, path in zip(ticket.files, parcel.files, strict=True)]
        kind, body = multipart(message, files) if files else ("application/json", json.dumps(message).encode())
        try:
            return self._peer.ask("POST", path, body=body, headers={"Content-Type": kind}, timeout_s=self.call_s)
        except LateError as late:
            # It may be creating the ticket still: looking it up too early would find none, and make a second one.
            late.retry_after_s = self.call_s
            raise

    def _ask(self, method: str, path: str, message: Mapping[str, object] | None = None) -> Answer:
        body = json.dumps(message).encode() if message else b""
        headers = {"Content-Type": "application/json"} if message else {}
        return self._peer.ask(method, path, body=body, headers=headers, timeout_s=min(_LOOK_S, self.call_s))

    def _fault(self, answer: Answer) -> Exception:
        if answer.status in (403, 404):
            return FailedError(f"{self._peer.name} answered {answer.said}", retry_after_s=_RIGHTS_S)
        if answer.status in (200, 201):
            return FailedError(f"{self._peer.name} answered {answer.status} without what was asked for")
        return fault(answer, self._peer)


@dataclass(frozen=True, slots=True)
class _Lacking:
    names: list[str]
    empty: Mapping[str, Any]
    """What may be sent once more: it has no value at all."""


def request_tracker(settings: Settings) -> RequestTrackerDriver:
    """The driver that the settings ask for.

    Raises:
        KbError: they say not how to log in.
    """
    parts = urlsplit(settings.rt)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(settings.rt_token) == bool(user and password):
        raise KbError("KB_INTAKE_RT needs either a user and a password in its address, or KB_INTAKE_RT_TOKEN.")
    secret = f"token {settings.rt_token}"
    if not settings.rt_token:
        secret = f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
    place = parts.netloc.rpartition("@")[2]
    if parts.scheme == "http" and parts.hostname not in _HERE:
        log.warning("KB_INTAKE_RT is no https:// address: passwords and tickets go to %s for all to read", place)
    peer = Peer(f"{parts.scheme}://{place}{parts.path.rstrip('/')}/REST/2.0/", {"Authorization": secret})
    tracker = Tracker(
        queue=settings.rt_queue,
        queues=settings.rt_queues,
        complaints_queue=settings.rt_complaints_queue,
        number_field=settings.rt_number_field,
        fields=settings.rt_fields,
    )
    return RequestTrackerDriver(peer, tracker, timeout_s=settings.helpdesk_seconds)


def _may_be_there(parcel: Parcel) -> bool:
    """Whether RT may have it already: it was tried, or it is not new – after a backup was restored, nobody knows."""
    return parcel.is_repeated or time.time() - parcel.ticket.created > _FRESH_S


def _items(answer: Answer) -> list[Mapping[str, Any]]:
    found = answer.json.get("items") if isinstance(answer.json, dict) else None
    if not isinstance(found, list):
        raise FailedError("RT answered 200 without what was asked for")
    return found


def _names(answer: Answer, key: str) -> set[str]:
    found: Iterable[Any] = answer.json.get(key, ()) if isinstance(answer.json, dict) else ()
    return {str(each.get("name")) for each in found}
