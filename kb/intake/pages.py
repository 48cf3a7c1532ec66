"""The pages that the intake itself shows, within the site's page around them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

from kb.forms.markup import markup
from kb.intake import HONEYPOT
from kb.intake.published_forms import SiteForms
from kb.intake.submissions import Refused
from kb.intake.tickets import Ticket
from kb.intake.words import Words, package_words

TITLE_PLACE = "<!--kb:title-->"
CONTENT_PLACE = "<!--kb:content-->"
_PLAIN_SHELL = f"""<!doctype html>
<html lang="{{locale}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>{TITLE_PLACE}</title></head>
<body><main>{CONTENT_PLACE}</main></body>
</html>
"""
"""For a site without pages of its own."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes pages in one locale."""

    forms: SiteForms
    locale: str

    @property
    def words(self) -> Words:
        """The intake's words in this locale."""
        return {**package_words(self.locale or "en"), **self.forms.words.get(self.locale, {})}

    def receipt(self, ticket: Ticket, *, has_reply: bool) -> str:
        """What the sender sees once the ticket is kept.

        Args:
            ticket: the ticket.
            has_reply: whether an automatic reply is sent.
        """
        words = self.words
        label, use = escape(words["number"]), escape(words["number.use"])
        lines = [
            f'<h1 class="kb-title">{escape(words["received"])}</h1>',
            f'<p class="kb-receipt__label">{label}</p>',
            f'<p class="kb-receipt__number">{escape(ticket.number)}</p>',
            f"<p>{use}</p>",
            f"<h2>{escape(words['next'])}</h2>",
            *self._answer(has_reply=has_reply),
            f"<p>{escape(words['next.once'])}</p>",
            self._back(),
        ]
        day = dt.datetime.fromtimestamp(ticket.created, dt.UTC).isoformat(timespec="seconds")
        body = "\n".join(line for line in lines if line)
        return self._page(words["received"], f'<div class="kb-receipt" data-created="{day}">\n{body}\n</div>')

    def unknown_receipt(self) -> str:
        """For a receipt that there is not."""
        return self.message(self.words["not_found"], self.words["not_found.text"])

    def refused(self, refused: Refused, *, token: str, submission_id: str) -> str:
        """Why a submission was not taken, and the form with all that was written.

        Args:
            refused: the refusal.
            token: a form token for the next attempt.
            submission_id: the key of the next attempt.
        """
        words = self.words
        if refused.published is None:
            return self.message(words["problem"], self.detail(refused.code), self._channels())
        is_about_answers = bool(refused.faults)
        told = (
            []
            if is_about_answers
            else [f'<p class="kb-notice kb-notice--warning" role="alert">{escape(self.detail(refused.code))}</p>']
        )
        if refused.status in (429, 503):
            told.append(self._channels())
        if refused.has_files:
            told.append(f'<p class="kb-notice kb-notice--info">{escape(words["files"])}</p>')
        published = refused.published
        form = markup(
            published.form,
            published.texts,
            action="tickets",
            links=published.links,
            answers=refused.values,
            errors=refused.faults,
            hidden={"token": token, "submission_id": submission_id},
            trap=HONEYPOT,
        )
        heading = f'<h1 class="kb-title">{escape(published.texts.title)}</h1>'
        error = published.texts.messages.get("error", "")
        return self._page(f"{error} {published.texts.title}".strip(), "\n".join([heading, *told, form]))

    def message(self, title: str, text: str, more: str = "") -> str:
        """A page that says one thing, with the way back to the help pages.

        Args:
            title: its heading.
            text: a sentence below; empty for none.
            more: HTML.
        """
        told = f"<p>{escape(text)}</p>" if text else ""
        content = f'<h1 class="kb-title">{escape(title)}</h1>\n{told}\n{more}\n{self._back()}'
        return self._page(title, f'<div class="kb-message">\n{content}\n</div>')

    def detail(self, code: str) -> str:
        """A code in words."""
        return self.words.get(code, self.words["problem"])

    def _answer(self, *, has_reply: bool) -> list[str]:
        if has_reply:
            return [f"<p>{escape(self.words['next.reply'])}</p>", self._lost()]
        return [f"<p>{escape(self.words['next.answer'])}</p>"]

    def _lost(self) -> str:
        phone = self.forms.company(self.locale, "phone.number")
        return f"<p>{escape(self.words['next.lost'])} {_dial(phone)}</p>" if phone else ""

    def _channels(self) -> str:
        phone, email = self.forms.company(self.locale, "phone.number"), self.forms.company(self.locale, "email.support")
        ways = [
            *([_dial(phone)] if phone else []),
            *([f'<a href="mailto:{escape(email)}">{escape(email)}</a>'] if email else []),
        ]
        return f"<p>{escape(self.words['channels'])} {', '.join(ways)}</p>" if ways else ""

    def _back(self) -> str:
        home = self.forms.page(self.locale, "home")
        return f'<p><a href="{escape(home)}">{escape(self.words["back"])}</a></p>' if home else ""

    def _page(self, title: str, content: str) -> str:
        shell = self.forms.shells.get(self.locale) or _PLAIN_SHELL.format(locale=escape(self.locale or "en"))
        filled = shell.replace(TITLE_PLACE, escape(title), 1)
        return filled.replace(CONTENT_PLACE, f'<div class="kb-column">\n{content}\n</div>', 1)


def staff_words(forms: SiteForms) -> Words:
    """The intake's words in the language in which staff reads; where none is named, in the site's first."""
    return Pages(forms, str(forms.index.get("working_locale") or next(iter(forms.locales), ""))).words


def _dial(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign in "+0123456789")
    return f'<a href="tel:{digits}">{escape(phone)}</a>'
