"""A folder as the place for tickets: each as text to read and JSON to work with, its files beside."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from kb.intake.delivery.driver import Delivered, FailedError, Parcel
from kb.intake.files import sync
from kb.intake.listing import ticket_json


class FolderDriver:
    """Writes ``<number>.txt``, ``<number>.json`` and, for files, ``<number>/``.

    A ticket that joins an earlier one is ``<earlier number>.<number>.txt``.
    """

    name = "file"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Write a ticket; writing it again gives the same files."""
        number = parcel.ticket.number
        # A ticket that joins another lies beside it: nobody's notes in the earlier file are touched.
        stem = f"{parcel.earlier.number}.{number}" if parcel.earlier else number
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for file, source in zip(parcel.ticket.files, parcel.files, strict=True):
                folder = self._folder / number
                folder.mkdir(exist_ok=True)
                target = folder / f"{file.stored[:6]}-{file.name}"
                shutil.copyfile(source, target)
                sync(target)
                sync(folder)
            text = f"{parcel.ticket.subject}\n\n{parcel.text}\n"
            self._write(f"{stem}.json", json.dumps(ticket_json(parcel.ticket), ensure_ascii=False, indent=2) + "\n")
            self._write(f"{stem}.txt", text)
            # What is noted as delivered is erased here some day: by then it must lie there for good.
            sync(self._folder)
        except OSError as error:
            raise FailedError(f"{self._folder}: {error.strerror or error}") from error
        return Delivered(f"{stem}.txt")

    def _write(self, name: str, text: str) -> None:
        """A file that is there only when it is whole."""
        aside = self._folder / f".{name}"
        with aside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._folder / name)
