"""Which places the settings name."""

from __future__ import annotations

from kb.intake.delivery.driver import Driver
from kb.intake.delivery.folder import FolderDriver
from kb.intake.delivery.smtp import SmtpDriver, read_relay
from kb.intake.settings import Settings


def drivers(settings: Settings) -> list[Driver]:
    """The places to which each ticket goes."""
    found: list[Driver] = []
    if settings.folder:
        found.append(FolderDriver(settings.folder))
    if settings.smtp:
        found.append(SmtpDriver(read_relay(settings.smtp), settings.mail_from, settings.mail_to))
    return found


def drivers_named(settings: Settings) -> list[str]:
    """Their names."""
    return [driver.name for driver in drivers(settings)]
