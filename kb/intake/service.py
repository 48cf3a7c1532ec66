"""Putting the service together: store, forms, files, deliveries; and taking it apart in order."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from starlette.routing import BaseRoute

from kb.intake.accepting import Intake
from kb.intake.delivery.choosing import drivers, repliers
from kb.intake.delivery.digest import Digest
from kb.intake.delivery.driver import Lasting
from kb.intake.delivery.remarks import remarks
from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.housekeeping import Housekeeper
from kb.intake.insights.hearing import Hearing
from kb.intake.insights.routes import HearingRoutes
from kb.intake.insights.summing import Summing
from kb.intake.keyed import Keyed
from kb.intake.metrics import Metrics
from kb.intake.pages import staff_words
from kb.intake.published_forms import FormsFolder
from kb.intake.reply_check import check_templates
from kb.intake.reply_rules import keep_own
from kb.intake.retention import Retention
from kb.intake.routes import Routes
from kb.intake.settings import Settings
from kb.intake.store.database import UnavailableError
from kb.intake.store.opening import files_folder, open_store
from kb.intake.store.outbox import Outbox
from kb.intake.store.sums import Sums
from kb.intake.store.ticket_store import TicketStore
from kb.intake.tickets import Ticket
from kb.problems import KbError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Service:
    """The intake with everything that it needs, running."""

    intake: Intake
    store: TicketStore
    workers: Sequence[Worker]
    metrics: Metrics
    housekeeper: Housekeeper
    hearing: Hearing
    is_closing: bool = False

    def __enter__(self) -> Self:
        for worker in self.workers:
            worker.start()
            worker.wake()
        self.housekeeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close_soon()
        # All are told before one is waited for: else the last ones would begin new deliveries meanwhile.
        for worker in self.workers:
            worker.end_soon()
        for worker in self.workers:
            worker.stop()
        self.housekeeper.stop()
        self.store.close()

    def close_soon(self) -> None:
        """Be ready no more: requests at hand are finished, then it ends."""
        self.is_closing = True

    def routes(self, prefixes: Iterable[str] = ("",)) -> Sequence[BaseRoute]:
        """Its addresses, below each of these paths."""
        below = tuple(prefixes)
        tickets = Routes(self.intake, lambda: self.is_closing, self.metrics).routes(below)
        return [*tickets, *HearingRoutes(self.hearing, self.metrics).routes(below)]


def open_service(site: Callable[[], Path], database: str, settings: Settings) -> Service:
    """The service, ready to be entered.

    Args:
        site: the folder of the built site.
        database: ``sqlite:///path`` or ``postgresql://…``.
        settings: what the operator chose.

    Raises:
        KbError: the database cannot be used, or does not keep what is committed.
    """
    store = open_store(database, is_service=True)
    try:
        files = FileFolder(settings.files or files_folder(database))
        swept = files.sweep(store.stored_files())
        keyed = Keyed.of(store)
    except UnavailableError as error:
        store.close()
        raise KbError(f"the database cannot be written: {error}. Try again when nothing else writes to it.") from error
    except OSError as error:
        store.close()
        raise KbError(
            f"the folder of files cannot be written: {error}. Name another one with KB_INTAKE_FILES."
        ) from error
    if swept:
        log.info("%d files that belong to no ticket were deleted", swept)
    outbox = Outbox(store.database)
    forms = FormsFolder(site, lambda *form: store.keep_form(*form[:3], published=form[3], now=time.time()))

    def told(ticket: Ticket, is_joined: bool, /) -> Sequence[str]:  # noqa: FBT001 - the shape of Remarks
        return remarks(staff_words(forms.current()), ticket, is_joined=is_joined)

    try:
        check_templates(site(), forms.current().locales, settings)
        keep_own(store.database, settings, forms.current())
    except KbError:
        store.close()
        raise
    except UnavailableError as error:
        store.close()
        raise KbError(f"the database cannot be written: {error}. Try again when nothing else writes to it.") from error
    metrics, places = Metrics(), drivers(settings)
    if store.database.is_exclusive:
        lasting = {place.name: place.call_s for place in places if isinstance(place, Lasting)}
        outbox.reclaim(lasting, now=time.time())
    replies = repliers(settings, lambda locale: forms.current().replies.get(locale))
    workers = [Worker(driver, store, outbox, files, remarks=told, metrics=metrics) for driver in (*places, *replies)]
    intake = Intake(settings, store, forms, files, keyed, drivers=[place.name for place in places])
    intake.wake = lambda: _wake(workers)
    hearing = Hearing(settings, Sums(store.database), forms, site)
    # What is erased is counted before.
    summing, digest = Summing(settings, store.database, forms), Digest(settings, store, forms)
    housekeeper = Housekeeper([summing, Retention(settings, store, files), digest])
    return Service(intake, store, workers, metrics, housekeeper, hearing)


def _wake(workers: Sequence[Worker]) -> None:
    for worker in workers:
        worker.wake()
