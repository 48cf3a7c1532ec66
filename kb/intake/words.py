"""What the intake says to people, in the site's locales."""

from __future__ import annotations

from collections.abc import Mapping

from kb.locales import parse_locales
from kb.messages import Messages, load_messages

Words = Mapping[str, str]
"""English message → the message in a locale."""


def words(messages: Messages) -> dict[str, str]:
    """All that the intake says, by its key."""
    _ = messages.gettext
    return {
        "received": _("We have received your request"),
        "number": _("Its number"),
        "number.use": _("Please name this number whenever you contact us about this request."),
        "next": _("What happens next"),
        "next.reply": _(
            "You will get an automatic reply with this number by e-mail, and then an answer from our staff."
        ),
        "next.answer": _("Our staff will answer you by e-mail."),
        "next.lost": _("If no e-mail comes, look into the folder for spam. If there is none either, please call us:"),
        "next.once": _("A second request about the same problem does not speed it up."),
        "back": _("Back to the help pages"),
        "not_found": _("This receipt is not known"),
        "not_found.text": _(
            "Its address may have been copied only in part, or the request is older than we keep them."
        ),
        "problem": _("Your request was not sent"),
        "kept": _("What you wrote stands below."),
        "files": _("Please choose your files again: a browser cannot keep them."),
        "channels": _("You can also reach us this way:"),
        "origin.forbidden": _("We could not tell where this request came from. Please check it and send it again."),
        "pow.invalid": _(
            "Your browser has not solved the task that keeps programs out. Please send your request again."
        ),
        "form.expired": _("This page was open for a long time. Please check your request and send it again."),
        "fields.invalid": _("Some answers are missing or cannot be read."),
        "idempotency.mismatch": _(
            "This request was sent before with other words. Open the form again to send a new one."
        ),
        "idempotency.running": _("This request is being sent already. Please wait a moment."),
        "request.too_large": _("Your request is too large. Please send fewer or smaller files."),
        "request.slow": _("Your request took too long to arrive. Please send it again."),
        "content_type.unsupported": _("This kind of request cannot be read."),
        "multipart.invalid": _("The request came incomplete. Please send it again."),
        "json.invalid": _("The request came incomplete. Please send it again."),
        "rate.limited": _("Many requests have come from you lately. Please wait a while, or reach us another way."),
        "intake.unavailable": _("We cannot take requests at this moment. Please try again shortly."),
        "feedback.thanks": _("Thank you for telling us."),
        "feedback.missing": _("What was wrong?"),
        "feedback.unclear": _("I do not understand it"),
        "feedback.incomplete": _("Something is missing in it"),
        "feedback.wrong": _("It is wrong or out of date"),
        "feedback.failed": _("I did it, and it does not work"),
        "feedback.other": _("I was looking for something else"),
        "feedback.ask": _("Still need help?"),
        "feedback.write": _("Write to us"),
        "feedback.back": _("Back to the article"),
        "feedback.problem": _("Your answer was not counted"),
        "staff.authorisation": _("Needs authorisation: check the sender's right to ask for this before you act."),
        "staff.critical": _("The sender calls this critical."),
        "staff.complaint": _("A complaint about an earlier ticket."),
        "staff.earlier": _("It follows the ticket"),
        "staff.unknown_number": _("It names a ticket that is not known here, or that came from another address."),
        "staff.claims": _("Department, plan and urgency are the sender's own words; nobody has checked them."),
    }


def package_words(tag: str) -> dict[str, str]:
    """The words from the package's own catalogues; English where there is none for the locale."""
    return words(load_messages(parse_locales([tag])[0]))
