"""Taking in what readers tell without writing: whether an article helped, what they searched in vain."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kb.intake.bodies import Body
from kb.intake.insights.brake import Brake
from kb.intake.insights.queries import discreet
from kb.intake.insights.reasons import NO, REASONS, YES
from kb.intake.published_forms import FormsFolder, SiteForms
from kb.intake.settings import Settings
from kb.intake.store.sums import Sums, is_article_id
from kb.intake.submissions import Refused

_MOST_RESULTS = 100_000


@dataclass(slots=True)
class Hearing:
    """Counts what is told; who told it is never written."""

    settings: Settings
    sums: Sums
    forms: FormsFolder
    site: Callable[[], Path]
    clock: Callable[[], float] = time.time
    _brakes: dict[str, Brake] = field(default_factory=dict)

    def __post_init__(self) -> None:
        most = self.settings.rate_feedback_per_network if self.settings.rate_limits else 0
        self._brakes = {name: Brake(most) for name in ("feedback", "searches")}

    def feedback(self, body: Body, network: str) -> Refused | None:
        """Count whether an article helped; why not, where it could not be counted.

        ``article``, ``locale``, ``helped`` (yes or no), perhaps ``reason``; ``counted`` is yes where the no was sent
        before and only its reason is new.

        Raises:
            UnavailableError: the store cannot be written.
        """
        forms = self.forms.current()
        if not forms.index.get("feedback"):
            return Refused(404, "feedback.off", body.text("locale"))
        article, locale = body.text("article"), body.text("locale")
        helped, reason = body.text("helped"), body.text("reason")
        errors = {
            "locale": "" if locale in forms.locales else "unknown",
            "article": "" if self.has(locale, article) else "unknown",
            "helped": "" if helped in (YES, NO) else "unknown" if helped else "required",
            "reason": "" if not reason or (reason in REASONS and helped == NO) else "unknown",
        }
        answers = [*([] if body.text("counted") == YES and reason else [helped]), *([reason] if reason else [])]
        return self._counted(
            "feedback",
            network,
            locale,
            errors,
            lambda: self.sums.add_answers(self._day(forms), article, locale, answers),
        )

    def search(self, body: Body, network: str) -> Refused | None:
        """Count a query after which nothing was opened: ``query``, ``locale``, ``results``.

        Raises:
            UnavailableError: the store cannot be written.
        """
        forms = self.forms.current()
        if not forms.index.get("searches"):
            return Refused(404, "searches.off", body.text("locale"))
        locale, results = body.text("locale"), body.text("results")
        is_number = results.isascii() and results.isdecimal() and len(results) <= len(str(_MOST_RESULTS))
        errors = {
            "locale": "" if locale in forms.locales else "unknown",
            "query": "" if body.text("query") else "required",
            "results": "" if is_number else "invalid" if results else "required",
        }
        query = discreet(body.text("query"))

        def count() -> None:
            if query:
                self.sums.add_search(self._day(forms), locale, query, int(results))

        return self._counted("searches", network, locale, errors, count)

    def has(self, locale: str, article: str) -> bool:
        """Whether the site has a page of this article in this locale."""
        is_named = is_article_id(locale) and is_article_id(article)
        return is_named and (self.site() / locale / article / "index.html").is_file()

    def _counted(
        self, name: str, network: str, locale: str, errors: dict[str, str], count: Callable[[], None]
    ) -> Refused | None:
        if found := {field: code for field, code in errors.items() if code}:
            return Refused(422, "fields.invalid", locale, found)
        if wait_s := self._brakes[name].wait_s(network):
            return Refused(429, "rate.limited", locale, retry_after_s=wait_s)
        count()
        return None

    def _day(self, forms: SiteForms) -> str:
        return day(self.clock(), zone_of(forms))


def zone_of(forms: SiteForms) -> ZoneInfo:
    """The company's time zone; UTC where its profile names none."""
    return read_zone(next((zone for tag in forms.locales if (zone := forms.company(tag, "timezone"))), ""))


def read_zone(name: str) -> ZoneInfo:
    """The time zone of this name; UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day(moment: float, zone: ZoneInfo) -> str:
    """The day of a moment, as ``2026-11-22``."""
    return dt.datetime.fromtimestamp(moment, zone).date().isoformat()
