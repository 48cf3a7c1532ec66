"""Whether a ticket gets an automatic reply, and how it is recognised."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kb.intake.addresses import is_unread
from kb.intake.keyed import Keyed
from kb.intake.published_forms import SiteForms
from kb.intake.settings import Settings
from kb.intake.store.database import Database
from kb.intake.store.notes import Notes
from kb.intake.store.replies import ReplyRule
from kb.intake.tickets import Ticket

_OWN = "own_addresses"


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """The rules for replies to all tickets."""

    settings: Settings
    keyed: Keyed
    kept: Collection[str] = ()
    """Further addresses of our own, where the site is not at hand."""

    def rule(self, ticket: Ticket, forms: SiteForms) -> ReplyRule | None:
        """The rule for a ticket; none where no replies are sent, or nobody to send one to is named."""
        settings = self.settings
        if not settings.sends_replies or not ticket.email:
            return None
        has_limits = settings.rate_limits
        return ReplyRule(
            domain=settings.reply_sender.rpartition("@")[2],
            refusal=refusal(ticket.email, own={*own_addresses(settings, forms), *self.kept}),
            bucket=self.keyed.hashed("reply", _plain(ticket.email)),
            most_a_day=settings.replies_per_address if has_limits else None,
            most_a_minute=settings.replies_per_minute if has_limits else None,
        )


def refusal(address: str, *, own: Collection[str]) -> str:
    """Why an address gets no automatic reply; empty where it may."""
    plain = _plain(address)
    if plain in own:
        return "the address is our own"
    if is_unread(address):
        return "nobody reads at the address"
    return "" if address.isascii() else "mail cannot be sent to the address"


def own_addresses(settings: Settings, forms: SiteForms) -> Iterator[str]:
    """All addresses at which we read or from which we send."""
    mail = (settings.mail_from, settings.mail_to, settings.reply_from, settings.reply_to)
    named = (*mail, settings.complaints_to, settings.digest_to)
    published = (forms.company(tag, key) for tag in forms.locales for key in forms.company_keys(tag, "email."))
    for address in (*named, *settings.mail_departments.values(), *published):
        if address:
            yield _plain(address)


def keep_own(database: Database, settings: Settings, forms: SiteForms) -> None:
    """Remember our own addresses for commands that do not see the site.

    Raises:
        UnavailableError: the store cannot be written.
    """
    Notes(database).write(_OWN, json.dumps(sorted(set(own_addresses(settings, forms)))))


def kept_own(database: Database) -> list[str]:
    """Our own addresses as the service knew them when it started; none where it never did.

    Raises:
        UnavailableError: the store cannot be read.
    """
    return [str(address) for address in json.loads(Notes(database).value(_OWN) or "[]")]


def _plain(address: str) -> str:
    """The address without what a mailbox ignores: case, and a tag behind a plus sign."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
