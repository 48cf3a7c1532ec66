"""What a browser has to say while it shows a page, and when the page is complete."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page, Request

_VIOLATIONS = """window.kbViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.kbViolations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});"""
# The answer of a worker needs no request that a page would know of.
_COMPLETE = """() => {
  const results = document.querySelector(".kb-results");
  if (results) return results.dataset.state !== undefined && results.dataset.state !== "loading";
  const isMarked = new URLSearchParams(location.search).has("q") && document.body.matches(".kb--article, .kb--term");
  return !isMarked || document.querySelector("form[data-marks]") !== null;
}"""
_IDLE = "() => new Promise((go) => requestIdleCallback(() => go(window.kbViolations), { timeout: 5000 }))"

_pending: WeakKeyDictionary[BrowserContext, set[Request]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Tab:
    """A page and what was heard in it."""

    page: Page
    noise: list[str]
    """One line for each message, error, failure, answer of 400 and above, and request to another machine."""


def listen(context: BrowserContext) -> list[str]:
    """A list that grows by a line whenever one of the context's pages is not quiet."""
    noise: list[str] = []
    pending: set[Request] = set()
    _pending[context] = pending

    def hear_request(request: Request) -> None:
        pending.add(request)
        if urlsplit(request.url).hostname not in (None, "127.0.0.1"):
            noise.append(f"elsewhere: {request.url}")

    def hear_failure(request: Request) -> None:
        pending.discard(request)
        noise.append(f"failed: {request.url} {request.failure}")

    # What a tab was still waiting for when it was closed never comes to an end.
    context.on("page", lambda page: page.on("close", lambda _: pending.clear()))
    context.add_init_script(_VIOLATIONS)
    context.on("console", lambda message: noise.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: noise.append(f"error: {error.error}"))
    context.on("request", hear_request)
    context.on("requestfinished", lambda request: pending.discard(request))
    context.on("requestfailed", hear_failure)
    context.on("response", lambda reply: noise.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None)
    return noise


def settle(page: Page) -> list[str]:
    """Wait until the page's modules have done their part; the violations of its security policy, one a line."""
    pending = _pending[page.context]
    quiet = 0
    # A module that has come may ask for the next one: two idle moments without a request in between.
    for _ in range(500):
        violations: list[str] = page.evaluate(_IDLE)
        quiet = 0 if pending else quiet + 1
        if quiet == 2:
            page.wait_for_function(_COMPLETE)
            return violations
    raise AssertionError(f"the page is still waiting for {sorted(request.url for request in pending)}")
