"""Answers that the pages of allowed origins may read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kb.intake.published_forms import SiteForms
from kb.intake.senders import is_own, origin_of
from kb.intake.settings import Settings


def is_allowed(request: Request, settings: Settings, forms: SiteForms) -> bool:
    """Whether the page that asks is one of ours, or of an origin that is named."""
    own = origin_of(forms.site_url)
    return is_own(request.headers.get("origin", ""), request, {*settings.origins, *([own] if own else [])})


def shared(request: Request, settings: Settings, forms: SiteForms, answer: Response) -> Response:
    """The answer, readable for the pages of allowed origins."""
    answer.headers["Vary"] = "Origin, Accept, Accept-Language"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    if is_allowed(request, settings, forms):
        answer.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
        answer.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
            answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
            answer.headers["Access-Control-Max-Age"] = "600"
    return answer
