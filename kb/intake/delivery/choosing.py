"""Which places the settings name."""

from __future__ import annotations

from kb.intake.delivery.driver import Driver
from kb.intake.delivery.folder import FolderDriver
from kb.intake.delivery.reply import ReplyDriver, Templates
from kb.intake.delivery.request_tracker import request_tracker
from kb.intake.delivery.smtp import MailRoute, SmtpDriver, read_relay
from kb.intake.delivery.webhook import webhook
from kb.intake.settings import Settings

REPLIERS = 4


def drivers(settings: Settings) -> list[Driver]:
    """The places to which each ticket goes."""
    found: list[Driver] = []
    if settings.folder:
        found.append(FolderDriver(settings.folder))
    if settings.smtp and settings.mail_to:
        route = MailRoute(settings.mail_to, settings.mail_departments, settings.complaints_to)
        found.append(SmtpDriver(read_relay(settings.smtp), settings.mail_from, route))
    if settings.rt:
        found.append(request_tracker(settings))
    if settings.webhook:
        found.append(webhook(settings))
    return found


def repliers(settings: Settings, templates: Templates) -> list[Driver]:
    """What sends the automatic replies: several at once, so that a burst is answered soon."""
    if not settings.sends_replies:
        return []
    driver = ReplyDriver(read_relay(settings.smtp), settings.reply_sender, settings.reply_to, templates)
    return [driver] * REPLIERS


def drivers_named(settings: Settings) -> list[str]:
    """Their names."""
    return [driver.name for driver in drivers(settings)]
