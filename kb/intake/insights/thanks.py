"""What a reader without scripts sees after "Did this help?"."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from kb.intake.insights.reasons import NO, REASONS, YES
from kb.intake.pages import Pages
from kb.intake.published_forms import SiteForms


@dataclass(frozen=True, slots=True)
class Thanks:
    """Pages after an answer about an article."""

    forms: SiteForms
    locale: str
    article: str = ""
    address: str = ""
    """The article's page; empty where it is not known."""

    def page(self, *, asks_reason: bool) -> str:
        """Thanks, and after a no: what was missing, and the way to a person."""
        words = self._pages.words
        if not asks_reason:
            return self._pages.message(words["feedback.thanks"], "", self._back())
        return self._pages.message(words["feedback.thanks"], "", f"{self._reasons()}\n{self._write()}\n{self._back()}")

    def refused(self, code: str) -> str:
        """Why an answer was not counted."""
        return self._pages.message(self._pages.words["feedback.problem"], self._pages.detail(code))

    @property
    def _pages(self) -> Pages:
        return Pages(self.forms, self.locale)

    def _reasons(self) -> str:
        told = {"article": self.article, "locale": self.locale, "helped": NO, "counted": YES}
        words = self._pages.words
        return "\n".join(
            [
                '<form class="kb-feedback__form" method="post" action="feedback">',
                *(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in told.items()),
                f"<h2>{escape(words['feedback.missing'])}</h2>",
                '<p class="kb-feedback__answers">',
                *(
                    f'<button class="kb-button kb-button--quiet" name="reason" value="{reason}">'
                    f"{escape(words[f'feedback.{reason}'])}</button>"
                    for reason in REASONS
                ),
                "</p>",
                "</form>",
            ]
        )

    def _write(self) -> str:
        ticket, words = self.forms.page(self.locale, "ticket"), self._pages.words
        if not ticket:
            return ""
        address = escape(f"{ticket}?article={quote(self.article)}")
        return f'<p>{escape(words["feedback.ask"])} <a href="{address}">{escape(words["feedback.write"])}</a></p>'

    def _back(self) -> str:
        words = self._pages.words
        return f'<p><a href="{escape(self.address)}">{escape(words["feedback.back"])}</a></p>' if self.address else ""
