"""Senders that post at once, and remember what they were told."""

from __future__ import annotations

import threading
import time
import uuid

import httpx

from tests.intake.conftest import Running
from tests.intake.site import ANSWERS

SENDERS = 8


class Load:
    """Senders that post until they are stopped, or the service no longer answers."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.answered: dict[str, str] = {}
        """Submission id → number."""
        self.unanswered: list[dict[str, object]] = []
        self._is_ending = threading.Event()
        self._threads = [threading.Thread(target=self._send) for _ in range(SENDERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait_for(self, count: int) -> None:
        """Go on once so many were answered."""
        end = time.monotonic() + 60
        while len(self.answered) < count and time.monotonic() < end:
            time.sleep(0.005)

    def stop(self) -> None:
        self._is_ending.set()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        with httpx.Client(timeout=10) as client:
            while not self._is_ending.is_set():
                key = uuid.uuid4().hex
                body = {**ANSWERS, "submission_id": key, "subject": f"Zadeva {key}"}
                try:
                    answer = client.post(
                        f"{self.running.address}v1/tickets", json=body, headers={"Origin": self.running.address[:-1]}
                    )
                except httpx.HTTPError:
                    self.unanswered.append(body)
                    return
                assert answer.status_code == 201, answer.text
                self.answered[key] = answer.json()["number"]
