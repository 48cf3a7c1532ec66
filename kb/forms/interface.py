"""The words of every form: what is said of a wrong answer, and the names of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kb.messages import Messages

_PLACE = re.compile(r"%\((\w+)\)s")


def interface(messages: Messages) -> dict[str, str]:
    """Key → message in a locale, its ``%(name)s`` still to be filled.

    Keys of errors are codes; ``code.pattern`` and ``code.type`` go before ``code``.
    """
    return {**_errors(messages), **_kinds(messages), **_parts(messages)}


def filled(message: str, **values: str) -> str:
    """The message with its ``%(name)s``."""
    return _PLACE.sub(lambda found: values.get(found[1], ""), message)


def found_message(messages: Mapping[str, str], code: str, *kinds: str) -> str:
    """The message of a code for the first of these kinds that has its own."""
    keys = [*(f"{code}.{kind}" for kind in kinds if kind), code, "invalid"]
    return next((messages[key] for key in keys if key in messages), "")


def _errors(messages: Messages) -> dict[str, str]:
    _ = messages.gettext
    return {
        "required": _("Fill in: %(label)s"),
        "required.choice": _("Choose an answer: %(label)s"),
        "required.choices": _("Choose at least one answer: %(label)s"),
        "required.check": _("Choose an answer: %(label)s"),
        "required.consent": _("Tick the box: %(label)s"),
        "required.files": _("Add a file: %(label)s"),
        "invalid": _("This answer cannot be read: %(label)s"),
        "invalid.choice": _("Choose one of the answers shown: %(label)s"),
        "invalid.choices": _("Choose one of the answers shown: %(label)s"),
        "invalid.check": _("Choose one of the answers shown: %(label)s"),
        "invalid.email": _("Write an e-mail address such as name@example.com"),
        "invalid.tel": _("Write a phone number with its country code, such as +44 20 7946 0123"),
        "invalid.date": _("Write a date that exists, such as 2026-11-22"),
        "invalid.domain": _("Write a domain such as example.com, without spaces"),
        "invalid.ticket-number": _("Write the number as it stands in our automatic reply"),
        "invalid.firm-number": _("Write the firm's number in digits"),
        "invalid.url": _("Write a web address such as https://example.com/page"),
        "too_long": _("Shorten the text. Most characters: %(value)s"),
        "too_short": _("Write a little more. Fewest characters: %(value)s"),
        "one_of": _("Fill in at least one of these: %(label)s"),
        "smtputf8": _("We cannot write to an address with such letters before the @. Give another address"),
        "type": _("We cannot take the file “%(value)s”. Kinds that we take: %(accept)s"),
        "empty": _("The file “%(value)s” is empty"),
        "too_large": _("The file “%(value)s” is too large. Most megabytes a file: %(megabytes)s"),
        "too_large.total": _("The files are too large. Most megabytes in all: %(total)s"),
        "too_many": _("There are too many files. Most files: %(value)s"),
        "secret": _(
            "Something here looks confidential: %(kind)s. Delete it, or confirm at the end that you want to send it"
        ),
        "forbidden": _("This must not be sent: %(kind)s. Delete it"),
    }


def _kinds(messages: Messages) -> dict[str, str]:
    _ = messages.gettext
    return {
        "kind.password": _("password"),
        "kind.authinfo": _("authinfo code"),
        "kind.support-code": _("support code"),
        "kind.card": _("card number"),
        "kind.pesel": _("personal number (PESEL)"),
        "kind.emso": _("personal number (EMŠO)"),
        "kind.amka": _("personal number (AMKA)"),
        "kind.snils": _("personal number (SNILS)"),
        "kind.passport": _("number of an identity document"),
    }


def _parts(messages: Messages) -> dict[str, str]:
    _ = messages.gettext
    return {
        "optional": _("(optional)"),
        "error": _("Error:"),
        "problem": _("There is a problem"),
        "send": _("Send"),
        "solved": _("Yes, this solved it"),
        "unsolved": _("I tried, the problem stays"),
        "skipped": _("I did not try this"),
        "yes": _("Yes"),
        "confirm": _("I know that this text holds something confidential, and want to send it all the same"),
        "trap": _("Leave this field empty"),
        "files": _("Most files: %(files)s. Most megabytes a file: %(megabytes)s, in all: %(total)s. Kinds: %(accept)s"),
        "attachments": _("Attachments"),
        "when": _("Answer only if %(condition)s."),
        "note_when": _("Only if %(condition)s."),
        "is": _("the answer to “%(question)s” is %(answers)s"),
        "is_not": _("the answer to “%(question)s” is not %(answers)s"),
        "answered": _("you answered “%(question)s”"),
        "unanswered": _("you did not answer “%(question)s”"),
        "answer": _("“%(answer)s”"),
        "and": _("%(first)s and %(second)s"),
        "or": _("%(first)s or %(second)s"),
    }
