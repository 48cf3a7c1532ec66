"""The ways to reach the company, from its profile."""

from __future__ import annotations

import json

from kb.company import CHANNELS, LocalCompany
from kb_mkdocs.views import Channel


def channels(company: LocalCompany | None, ticket_url: str | None) -> tuple[Channel, ...]:
    """The profile's channels in its order; ``ticket_url`` leads to the ticket page."""
    if company is None:
        return ()
    try:
        names = list(company.company.value("channels"))
    except (KeyError, TypeError):
        return ()
    return tuple(_channel(company, name, ticket_url) for name in names if name in CHANNELS)


def _channel(company: LocalCompany, name: str, ticket_url: str | None) -> Channel:
    address, url = _address(company, name)
    schedule = company.schedule(name)
    return Channel(
        id=name,
        name=company.get(f"channels.{name}.name", name),
        text=company.get(f"channels.{name}.text"),
        url=ticket_url if name == "ticket" and ticket_url else url,
        address=address,
        hours=company.get(f"{name}.hours"),
        schedule=json.dumps(schedule, sort_keys=True) if schedule else "",
    )


def _address(company: LocalCompany, name: str) -> tuple[str, str | None]:
    """What is read, and what is followed."""
    own = company.get(f"channels.{name}.url") or None
    if name == "email":
        address = company.get("email.support")
        return address, f"mailto:{address}" if address else own
    if name == "phone":
        number = company.get("phone.number")
        return number, f"tel:{company.text('phone.number', 'dial')}" if number else own
    return "", (own or company.get("panel.url") or None) if name == "chat" else own
