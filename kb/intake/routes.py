"""The service's addresses."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kb.intake import answering
from kb.intake.accepting import Intake
from kb.intake.bodies import UnreadableError, drain, read_body
from kb.intake.metrics import CONTENT_TYPE, Metrics
from kb.intake.openapi import openapi
from kb.intake.origins import is_allowed, shared
from kb.intake.pages import Pages
from kb.intake.published_forms import SiteForms
from kb.intake.senders import client_network, may_watch
from kb.intake.store.database import UnavailableError
from kb.intake.store.replies import REPLY
from kb.intake.store.waiting import waiting
from kb.intake.submissions import Refused, Submission
from kb.intake.threads import in_store_thread

log = logging.getLogger(__name__)
_BESIDE_FILES_BYTES = 2_000_000
"""For all texts of a form, and the borders between the parts."""
_NO_PREFIX = ("",)


@dataclass(frozen=True, slots=True)
class Routes:
    """Answers requests by asking the intake."""

    intake: Intake
    is_closing: Callable[[], bool] = lambda: False
    counts: Metrics = field(default_factory=Metrics)

    def routes(self, prefixes: Iterable[str] = _NO_PREFIX) -> Sequence[BaseRoute]:
        """The routes, below each of these paths."""
        return [
            route
            for prefix in dict.fromkeys(prefix.rstrip("/") for prefix in prefixes)
            for route in (
                Route(f"{prefix}/v1/tickets", self.tickets, methods=["GET", "POST", "OPTIONS"]),
                Route(f"{prefix}/v1/form-token", self.form_token, methods=["GET", "OPTIONS"]),
                Route(f"{prefix}/v1/challenge", self.challenge, methods=["GET", "OPTIONS"]),
                Route(f"{prefix}/v1/openapi.json", self.openapi),
                Route(f"{prefix}/metrics", self.metrics),
                Route(f"{prefix}/v1/receipts/{{receipt}}", self.receipt),
                Route(f"{prefix}/healthz", self.healthz),
                Route(f"{prefix}/readyz", self.readyz),
            )
        ]

    async def tickets(self, request: Request) -> Response:
        """Take a ticket in."""
        forms = await in_store_thread(self.intake.forms.current)
        if request.method == "OPTIONS":
            return self._shared(request, forms, Response(status_code=204))
        if request.method != "POST":
            # Whoever opens the address of a page that came back gets the form's own page.
            form_page = forms.page(answering.preferred(request, forms.locales), "ticket")
            return RedirectResponse(form_page or "/", 303)
        try:
            body = await read_body(
                request, self.intake.files, most_bytes=_most_bytes(forms), seconds=self.intake.settings.body_seconds
            )
        except UnreadableError as error:
            if error.status == 413:
                await drain(request)
            return self._refuse(request, forms, Refused(error.status, error.code))
        except ClientDisconnect:
            return Response(status_code=400)
        except OSError as error:
            log.error("a file could not be written: %s", error)
            return self._refuse(request, forms, Refused(503, "intake.unavailable", retry_after_s=30))
        network = client_network(request, self.intake.settings.trusted_proxies)
        origin, is_own_origin = request.headers.get("origin", ""), is_allowed(request, self.intake.settings, forms)
        submission = Submission(body, network, origin, is_own_origin, answering.wants_page(request))
        began = time.monotonic()
        found = await in_store_thread(self.intake.submit, submission)
        if isinstance(found, Refused):
            return self._refuse(request, forms, found)
        self.counts.accepted(body.text("form"), found.told, time.monotonic() - began)
        return self._shared(request, forms, answering.accepted(request, found))

    async def form_token(self, request: Request) -> Response:
        """A token for a form that is sent without a known origin."""
        forms = await in_store_thread(self.intake.forms.current)
        if request.method == "OPTIONS":
            return self._shared(request, forms, Response(status_code=204))
        answer = JSONResponse({"token": self.intake.token()}, headers={"Cache-Control": "no-store"})
        return self._shared(request, forms, answer)

    async def challenge(self, request: Request) -> Response:
        """A task to solve before sending; nothing where none is asked for."""
        forms = await in_store_thread(self.intake.forms.current)
        if request.method == "OPTIONS":
            return self._shared(request, forms, Response(status_code=204))
        headers = {"Cache-Control": "no-store"}
        try:
            if not await in_store_thread(self.intake.proofs.is_asked):
                return self._shared(request, forms, Response(status_code=204, headers=headers))
            made = await in_store_thread(self.intake.proofs.challenge)
        except UnavailableError as error:
            log.error("the store is not ready: %s", error)
            return self._refuse(request, forms, Refused(503, "intake.unavailable", retry_after_s=30))
        return self._shared(request, forms, JSONResponse(made, headers=headers))

    async def openapi(self, request: Request) -> Response:
        """What is answered here, for programs."""
        forms = await in_store_thread(self.intake.forms.current)
        return self._shared(request, forms, JSONResponse(openapi(forms, server="..")))

    async def metrics(self, request: Request) -> Response:
        """Figures for Prometheus; to strangers there is nothing here."""
        settings = self.intake.settings
        if not may_watch(request, settings.metrics, settings.trusted_proxies):
            return PlainTextResponse("Not found\n", 404)
        try:
            now = self.intake.clock()
            found = await in_store_thread(waiting, self.intake.store.database, now=now)
        except UnavailableError as error:
            log.error("the store is not ready: %s", error)
            return PlainTextResponse("the store cannot be read\n", 503)
        return Response(self.counts.text(found, self.intake.drivers), media_type=CONTENT_TYPE)

    async def receipt(self, request: Request) -> Response:
        """The page that shows a number."""
        forms = await in_store_thread(self.intake.forms.current)
        try:
            ticket = await in_store_thread(self.intake.store.by_receipt, request.path_params["receipt"])
            ways = await in_store_thread(self.intake.store.deliveries, ticket.number) if ticket else []
        except UnavailableError as error:
            log.error("a receipt cannot be read: %s", error)
            return self._refuse(request, forms, Refused(503, "intake.unavailable", retry_after_s=30))
        headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
        if ticket is None:
            page = Pages(forms, answering.preferred(request, forms.locales)).unknown_receipt()
            return HTMLResponse(page, 404, headers=headers)
        is_refused = any(way.driver == REPLY and way.state == "cancelled" for way in ways)
        has_reply = self.intake.settings.sends_replies and bool(ticket.email) and not is_refused
        return HTMLResponse(Pages(forms, ticket.locale).receipt(ticket, has_reply=has_reply), headers=headers)

    async def healthz(self, _: Request) -> Response:
        """The process answers."""
        return PlainTextResponse("ok\n")

    async def readyz(self, _: Request) -> Response:
        """The store can be written; not while the service ends."""
        if self.is_closing():
            return PlainTextResponse("closing\n", 503)
        try:
            await in_store_thread(self.intake.store.check)
        except UnavailableError as error:
            log.error("the store is not ready: %s", error)
            return PlainTextResponse("the store cannot be written\n", 503)
        return PlainTextResponse("ready\n")

    def _refuse(self, request: Request, forms: SiteForms, found: Refused) -> Response:
        self.counts.refused(found.code)
        answer = answering.refused(request, forms, found, token=self.intake.token(is_again=True))
        return self._shared(request, forms, answer)

    def _shared(self, request: Request, forms: SiteForms, answer: Response) -> Response:
        return shared(request, self.intake.settings, forms, answer)


def _most_bytes(forms: SiteForms) -> int:
    fields = (asked for published in forms.forms.values() for asked in published.form.fields)
    return max((asked.max_total_bytes for asked in fields), default=0) + _BESIDE_FILES_BYTES
