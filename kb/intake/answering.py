"""Answers of the service: JSON for scripts, pages for people."""

from __future__ import annotations

import datetime as dt
import math
import secrets
from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from kb.intake.pages import Pages
from kb.intake.published_forms import SiteForms
from kb.intake.submissions import Refused
from kb.intake.tickets import Accepted

_FRESH = {"Cache-Control": "no-store"}


def wants_page(request: Request) -> bool:
    """Whether a person reads the answer: a browser that posts a form names HTML and no JSON before it."""
    accept = request.headers.get("accept", "").lower()
    html, json = accept.find("text/html"), accept.find("json")
    return html >= 0 and (json < 0 or html < json)


def accepted(request: Request, found: Accepted) -> Response:
    """The number; a page is sent on to its receipt, so that a reload posts nothing."""
    receipt = f"{request.url.path.removesuffix('tickets')}receipts/{found.receipt}"
    if wants_page(request):
        return RedirectResponse(receipt, 303, headers=_FRESH)
    created = dt.datetime.fromtimestamp(found.created, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = {"number": found.number, "submission_id": found.submission_id, "receipt": receipt, "created": created}
    return JSONResponse(answer, 201 if found.is_new else 200, headers=_FRESH)


def refused(request: Request, forms: SiteForms, found: Refused, *, token: str) -> Response:
    """Why not, in the sender's locale; a page keeps what was written."""
    locale = found.locale if found.locale in forms.locales else preferred(request, forms.locales)
    pages = Pages(forms, locale)
    headers = {**_FRESH, "Content-Language": locale or "en"}
    if found.retry_after_s:
        headers["Retry-After"] = str(math.ceil(found.retry_after_s))
    if found.status in (408, 413):
        headers["Connection"] = "close"
    if wants_page(request):
        page = pages.refused(found, token=token, submission_id=_next_id(found))
        # A page that asks to be sent once more is no refusal of the browser's.
        status = 422 if found.status == 403 and found.published else found.status
        return HTMLResponse(page, status, headers=headers)
    return JSONResponse(_problem(pages, found), found.status, headers=headers, media_type="application/problem+json")


def preferred(request: Request, locales: Iterable[str]) -> str:
    """The first of the reader's languages that the site has, else the site's first locale."""
    known = list(locales)
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.partition(";")[0].strip()
        found = next((locale for locale in known if locale.lower() in (tag.lower(), tag.lower().partition("-")[0])), "")
        if found:
            return found
    return known[0] if known else ""


def _problem(pages: Pages, found: Refused) -> Mapping[str, object]:
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": found.code,
        "status": found.status,
        "code": found.code,
        "detail": pages.detail(found.code),
    }
    if found.errors:
        problem["errors"] = dict(found.errors)
    if found.faults:
        problem["faults"] = {name: {"code": fault.code, "value": fault.value} for name, fault in found.faults.items()}
    return problem


def _next_id(found: Refused) -> str:
    """The page's key stays over corrections, but not where another content has it already."""
    return (
        found.submission_id if found.submission_id and not found.errors.get("submission_id") else secrets.token_hex(16)
    )
