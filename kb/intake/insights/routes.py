"""The addresses for what readers tell: ``/v1/feedback`` and ``/v1/searches``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kb.intake import answering
from kb.intake.bodies import Body, UnreadableError, drain, read_fields
from kb.intake.insights.hearing import Hearing
from kb.intake.insights.reasons import NO
from kb.intake.insights.thanks import Thanks
from kb.intake.metrics import Metrics
from kb.intake.origins import is_allowed, shared
from kb.intake.published_forms import SiteForms
from kb.intake.senders import client_network
from kb.intake.store.database import UnavailableError
from kb.intake.submissions import Refused
from kb.intake.threads import in_store_thread

log = logging.getLogger(__name__)
_MOST_BYTES = 16_000
_SECONDS = 20.0
_FRESH = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True)
class HearingRoutes:
    """Answers requests by asking the hearing."""

    hearing: Hearing
    counts: Metrics

    def routes(self, prefixes: Iterable[str]) -> Sequence[BaseRoute]:
        """The routes, below each of these paths."""
        return [
            route
            for prefix in dict.fromkeys(prefix.rstrip("/") for prefix in prefixes)
            for route in (
                Route(f"{prefix}/v1/feedback", self.feedback, methods=["GET", "POST", "OPTIONS"]),
                Route(f"{prefix}/v1/searches", self.searches, methods=["POST", "OPTIONS"]),
            )
        ]

    async def feedback(self, request: Request) -> Response:
        """Count an answer; a browser without scripts is sent on to a page that says thank you."""
        forms = await in_store_thread(self.hearing.forms.current)
        if request.method == "GET":
            return await in_store_thread(self._thanks, request, forms)
        body, found = await self._heard(request, forms, self.hearing.feedback)
        if found or not answering.wants_page(request):
            return self._answer(request, forms, found)
        told = {name: body.text(name) for name in ("locale", "article", "helped", "reason") if body.text(name)}
        return RedirectResponse(f"{request.url.path}?{urlencode(told)}", 303, headers=_FRESH)

    async def searches(self, request: Request) -> Response:
        """Count a query after which nothing was opened."""
        forms = await in_store_thread(self.hearing.forms.current)
        _, found = await self._heard(request, forms, self.hearing.search)
        return self._answer(request, forms, found)

    async def _heard(
        self, request: Request, forms: SiteForms, hear: Callable[[Body, str], Refused | None]
    ) -> tuple[Body, Refused | None]:
        if request.method == "OPTIONS":
            return Body(), None
        try:
            body = await read_fields(request, most_bytes=_MOST_BYTES, seconds=_SECONDS)
        except UnreadableError as error:
            if error.status == 413:
                await drain(request)
            return Body(), Refused(error.status, error.code)
        except ClientDisconnect:
            return Body(), Refused(400, "json.invalid")
        if not is_allowed(request, self.hearing.settings, forms):
            return body, Refused(403, "origin.forbidden", body.text("locale"))
        network = client_network(request, self.hearing.settings.trusted_proxies)
        try:
            return body, await in_store_thread(hear, body, network)
        except UnavailableError as error:
            log.error("what a reader told could not be counted: %s", error)
            return body, Refused(503, "intake.unavailable", body.text("locale"), retry_after_s=30)

    def _answer(self, request: Request, forms: SiteForms, found: Refused | None) -> Response:
        settings = self.hearing.settings
        if found is None:
            return shared(request, settings, forms, Response(status_code=204, headers={"Cache-Control": "no-store"}))
        self.counts.refused(found.code)
        answer = answering.refused(request, forms, found, token="")
        if answering.wants_page(request):
            page = Thanks(forms, _locale(request, forms, found.locale)).refused(found.code)
            answer = HTMLResponse(page, found.status, headers=_FRESH)
        return shared(request, settings, forms, answer)

    def _thanks(self, request: Request, forms: SiteForms) -> Response:
        asked = request.query_params
        locale, article = _locale(request, forms, asked.get("locale", "")), asked.get("article", "")
        home = forms.page(locale, "home")
        if not (asked.get("helped") and self.hearing.has(locale, article)):
            return RedirectResponse(home or "/", 303)
        thanks = Thanks(forms, locale, article, f"{home}{quote(article)}/" if home else "")
        has_reason = asked["helped"] != NO or bool(asked.get("reason"))
        return HTMLResponse(thanks.page(asks_reason=not has_reason), headers=_FRESH)


def _locale(request: Request, forms: SiteForms, named: str) -> str:
    return named if named in forms.locales else answering.preferred(request, forms.locales)
