"""A thread for each place: takes what is due from the outbox, hands it on, and tries again later where it must."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kb.intake.delivery.driver import Driver, Earlier, FailedError, Gentle, Parcel, RejectedError, StoppedError
from kb.intake.delivery.pause import Pause
from kb.intake.delivery.remarks import Remarks, no_remarks
from kb.intake.files import FileFolder
from kb.intake.metrics import Metrics
from kb.intake.store.database import UnavailableError
from kb.intake.store.outbox import Lease, Outbox
from kb.intake.store.ticket_store import TicketStore
from kb.intake.tickets import Ticket

log = logging.getLogger(__name__)

LEASE_S = 120.0
"""Longer than any driver's time-outs together: a lease that ends is taken for a dead worker's."""
_FIRST_RETRY_S = 5.0
_LONGEST_RETRY_S = 900.0
_MOST_ATTEMPTS = 200
"""With waits of up to a quarter of an hour: two days."""
_REPLY = "reply"
_LATE_S = 60.0
"""An automatic reply that comes later than that has let its reader down."""
_LOOK_S = 5.0
"""How often a worker looks for what another process took in."""
_SETTLE_S = 1.0
_WAIT_S = 5.0


class _WaitingError(Exception):
    """A ticket joins one that is still on its way to the same place."""

    def __init__(self, message: str, due: float) -> None:
        """``due`` is when that one is tried again."""
        super().__init__(message)
        self.due = due


@dataclass(slots=True)
class Worker:
    """Delivers to one place."""

    driver: Driver
    store: TicketStore
    outbox: Outbox
    files: FileFolder
    clock: Callable[[], float] = time.time
    remarks: Remarks = no_remarks
    metrics: Metrics = field(default_factory=Metrics)
    pause: Pause = field(default_factory=Pause)
    _woken: threading.Event = field(default_factory=threading.Event)
    _is_ending: bool = False
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to deliver."""
        self._thread = threading.Thread(target=self._run, name=f"intake-{self.driver.name}", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something new."""
        self._woken.set()

    def end_soon(self) -> None:
        """Begin no further delivery."""
        self._is_ending = True
        self._woken.set()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Finish the delivery at hand, and end."""
        self.end_soon()
        if self._thread:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        self.metrics.halted(self.driver.name, is_halted=False)
        while not self._is_ending:
            self._woken.wait(self.pause.left_s or _LOOK_S)
            self._woken.clear()
            try:
                while not self._is_ending and self.deliver_due():
                    pass
            except UnavailableError as error:
                log.error("the outbox cannot be read: %s", error)
            except StoppedError as stopped:
                self.metrics.halted(self.driver.name, is_halted=True)
                log.error(
                    "delivery %s is stopped: %s. Mend it, then start the service again.",
                    *(self.driver.name, stopped),
                    extra={"driver": self.driver.name},
                )
                return

    def deliver_due(self) -> bool:
        """Deliver one ticket that is due; False where there is none.

        Raises:
            StoppedError: nothing can be delivered until an operator acts; what waits is kept.
        """
        if self.pause.is_on:
            return False
        most = self.driver.most_at_once if isinstance(self.driver, Gentle) else None
        leases = self.outbox.lease(self.driver.name, now=self.clock(), lease_s=LEASE_S, count=1, most_at_once=most)
        for lease in leases:
            try:
                self._deliver(lease)
            finally:
                self.outbox.let_go(lease)
        return bool(leases)

    def _deliver(self, lease: Lease) -> None:
        ticket = self.store.ticket(lease.number)
        if ticket is None:
            self._bury(lease, "the ticket is gone")
            return
        try:
            delivered = self.driver.deliver(self._parcel(ticket, lease))
        except _WaitingError as waiting:
            # Nothing was tried: that tells nothing of the place.
            now = self.clock()
            due = max(now + _WAIT_S, min(waiting.due, now + _LONGEST_RETRY_S))
            self.outbox.give_back(lease, due=due, error=str(waiting))
        except FailedError as failed:
            self._postpone(lease, str(failed), failed.retry_after_s, is_place_down=failed.is_place_down)
        except RejectedError as rejected:
            told = self._told(lease.number)
            log.error("ticket %s: delivery %s was rejected: %s", *told.values(), rejected, extra=told)
            self._bury(lease, str(rejected))
        except StoppedError as stopped:
            self.outbox.postpone(lease, due=self.clock(), error=str(stopped))
            raise
        except Exception as error:  # a fault of ours must not end the thread, nor lose the ticket
            told = self._told(lease.number)
            log.exception("ticket %s: delivery %s failed", *told.values(), extra=told)
            self._postpone(lease, f"{type(error).__name__}: {error}", 0)
        else:
            self.pause.end()
            missing = ", ".join(delivered.missing)
            if missing:
                told = self._told(lease.number)
                log.error("ticket %s: %s did not keep %s: the ticket is partial", *told.values(), missing, extra=told)
            self._settle(lease, delivered.reference, missing)
            self._note(ticket, is_partial=bool(missing))

    def _settle(self, lease: Lease, reference: str, missing: str) -> None:
        """Note what has arrived; a store that is away just then is asked again, for else it would be sent again.

        Raises:
            UnavailableError: the store did not come back while the delivery was lent to this worker.
        """
        end = time.monotonic() + LEASE_S / 2
        while True:
            try:
                self.outbox.done(lease, reference, now=self.clock(), missing=missing)
                return
            except UnavailableError:
                if self._is_ending or time.monotonic() > end:
                    raise
            time.sleep(_SETTLE_S)

    def _told(self, number: str) -> dict[str, str]:
        """What a line of the log is about."""
        return {"number": number, "driver": self.driver.name}

    def _note(self, ticket: Ticket, *, is_partial: bool) -> None:
        """Count a delivery, and raise the alarm where an automatic reply has kept its reader waiting."""
        name, delay_s = self.driver.name, self.clock() - ticket.created
        self.metrics.delivered(name, delay_s, is_partial=is_partial)
        told = self._told(ticket.number)
        if name == _REPLY and delay_s > _LATE_S:
            log.error("ticket %s: its reply went out after %.0f s", ticket.number, delay_s, extra=told)
        else:
            log.info("ticket %s: delivered by %s", ticket.number, name, extra=told)

    def _bury(self, lease: Lease, error: str) -> None:
        self.metrics.failed(self.driver.name, "dead")
        self.outbox.bury(lease, error)

    def _parcel(self, ticket: Ticket, lease: Lease) -> Parcel:
        earlier = self._earlier(ticket.earlier) if ticket.earlier else None
        return Parcel(
            ticket,
            [self.files.path(file) for file in ticket.files],
            is_repeated=lease.attempts > 1,
            earlier=earlier,
            remarks=self.remarks(ticket, earlier is not None),
            reference=lease.reference,
        )

    def _earlier(self, number: str) -> Earlier | None:
        """What the place calls an earlier ticket; none where it never got it.

        Raises:
            _WaitingError: it is still on its way there.
        """
        for way in self.store.deliveries(number):
            if way.driver == self.driver.name and way.state == "pending":
                raise _WaitingError(f"the ticket {number} that it joins has not arrived yet", way.due)
            if way.driver == self.driver.name and way.reference and way.state in ("done", "partial"):
                return Earlier(number, way.reference, self.store.ticket(number))
        return None

    def _postpone(self, lease: Lease, error: str, retry_after_s: float, *, is_place_down: bool = False) -> None:
        if is_place_down:
            self.pause.begin(retry_after_s)
        else:
            self.pause.end()
        if not is_place_down and lease.attempts >= _MOST_ATTEMPTS:
            log.error("ticket %s: delivery %s is given up: %s", lease.number, self.driver.name, error)
            self._bury(lease, error)
            return
        wait_s = min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 2 ** min(lease.attempts - 1, 20))
        wait_s = max(retry_after_s, wait_s * random.uniform(0.5, 1))  # noqa: S311 - spreads retries, keeps no secret
        self.metrics.failed(self.driver.name, "postponed")
        self.outbox.postpone(lease, due=self.clock() + wait_s, error=error)
        log.warning("ticket %s: delivery %s failed, again in %.0f s: %s", lease.number, self.driver.name, wait_s, error)
