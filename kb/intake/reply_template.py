"""The automatic reply in a locale's words. The build writes it, so that the service needs no catalogues for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from kb.messages import Messages

NUMBER = "{number}"
"""Where the ticket's number goes."""
_PARTS = ("subject", "text", "html")


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """A mail without a number."""

    subject: str
    text: str
    html: str
    company: str = ""
    """In whose name it is sent."""


def reply_template(messages: Messages, company: Mapping[str, str]) -> dict[str, str] | None:
    """The template as JSON; none where a message has no translation.

    Args:
        messages: the locale's words.
        company: the profile's texts by dotted key.
    """
    told = _Telling(messages)
    _ = told.gettext
    subject = _("We have received your request %(number)s", number=NUMBER)
    hello = _("Hello,")
    received = _("We have received your request. Its number is %(number)s.", number=NUMBER)
    paragraphs = [
        (hello, ""),
        (received, escape(received).replace(NUMBER, f"<strong>{NUMBER}</strong>")),
        (_("Please name this number whenever you contact us about this request."), ""),
        *_next(told, company),
        (_("If you write to us about it, answer this e-mail and leave the number in its subject."), ""),
        (_("This e-mail was sent by a program. If you have sent us no request, you need not do anything."), ""),
        *([(company["name"], "")] if company.get("name") else []),
    ]
    if told.is_incomplete:
        return None
    text = "\n\n".join(text for text, _ in paragraphs) + "\n"
    html = "\n".join(f"<p>{markup or escape(text)}</p>" for text, markup in paragraphs)
    tag = escape(messages.locale.tag)
    whole = (
        f'<!doctype html>\n<html lang="{tag}">\n<head><meta charset="utf-8"></head>\n<body>\n{html}\n</body>\n</html>\n'
    )
    return {"subject": subject, "text": text, "html": whole, "company": company.get("name", "")}


def read_template(found: Mapping[str, Any]) -> ReplyTemplate:
    """The template that ``reply_template`` made or somebody has changed by hand.

    Raises:
        ValueError: a part of it is missing, or the number has no place in it.
    """
    if missing := [name for name in _PARTS if not isinstance(found.get(name), str) or NUMBER not in found[name]]:
        raise ValueError(f"{', '.join(missing)} must be a text that holds {NUMBER}")
    subject, text, html = (found[name] for name in _PARTS)
    return ReplyTemplate(subject, text, html, str(found.get("company", "")))


class _Telling:
    """Looks messages up and remembers whether all were there."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._is_english = messages.locale.tag.split("-")[0] == "en"
        self.is_incomplete = False

    def gettext(self, message: str, /, **values: object) -> str:
        if not self._is_english and self._messages.translations.gettext(message) == message:
            self.is_incomplete = True
        return self._messages.gettext(message, "", **values)


def _next(told: _Telling, company: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What happens next, as texts with their markup where it is another."""
    _ = told.gettext
    yield _("Our staff will answer you by e-mail."), ""
    if within := company.get("reply.answer|within"):
        yield _("You can usually expect an answer %(within)s.", within=within), ""
    yield _("A second request about the same problem does not speed it up."), ""
    if phone := company.get("phone.number"):
        hours = company.get("phone.hours", "")
        lead = _("If you must speak to us, call us and have the number at hand:")
        dial = "".join(sign for sign in phone if sign in "+0123456789")
        tail = f", {hours}" if hours else ""
        yield f"{lead} {phone}{tail}", f'{escape(lead)} <a href="tel:{dial}">{escape(phone)}</a>{escape(tail)}'
