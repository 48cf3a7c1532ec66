"""Files that were sent: written beside, synced, and only then named in a ticket."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kb.forms.normal import one_line
from kb.forms.uploads import HEAD_BYTES, Upload
from kb.intake.tickets import KeptFile

_CHUNK_BYTES = 256 * 1024
_MOST_NAME = 100
"""Characters of a name; long enough for every camera and short enough for every mail program."""
_MOST_NAME_BYTES = 200
"""Of the same: file systems take 255 bytes, and a delivery may put something before it."""
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
_ABANDONED_S = 3600.0


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that came with a submission and belongs to no ticket yet."""

    field: str
    upload: Upload
    path: Path
    sha256: str


class FileFolder:
    """A folder of files with random names; nothing in it is ever served."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A folder that is new must itself outlast a power cut; one that an operator made may lie where we cannot read.
        with contextlib.suppress(PermissionError):
            sync(folder.parent)

    def stage(self, field: str, name: str, source: BinaryIO) -> StagedFile:
        """Copy a file that is being sent.

        Raises:
            OSError: it cannot be written.
        """
        path = self._incoming / secrets.token_hex(16)
        digest, size, head = hashlib.sha256(), 0, b""
        with path.open("xb") as target:
            while chunk := source.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                head = (head + chunk)[:HEAD_BYTES] if len(head) < HEAD_BYTES else head
                target.write(chunk)
        return StagedFile(field, Upload(safe_name(name), size, head), path, digest.hexdigest())

    def keep(self, staged: StagedFile) -> KeptFile:
        """Sync a file and its name to disk, so that a ticket may name it.

        Raises:
            OSError: it cannot be written.
        """
        sync(staged.path)
        staged.path.rename(self._kept / staged.path.name)
        sync(self._kept)
        return KeptFile(staged.path.name, staged.field, staged.upload.name, staged.upload.size, staged.sha256)

    def drop(self, staged: StagedFile) -> None:
        """Delete a file that no ticket names, wherever it got to."""
        for path in (staged.path, self._kept / staged.path.name):
            path.unlink(missing_ok=True)

    def path(self, file: KeptFile) -> Path:
        """Where a file of a ticket lies."""
        return self._kept / file.stored

    def delete(self, stored: Iterable[str]) -> None:
        """Delete files that no ticket names any more.

        Raises:
            OSError: one cannot be deleted.
        """
        for name in stored:
            (self._kept / name).unlink(missing_ok=True)

    def fault(self, file: KeptFile) -> str:
        """What is wrong with a ticket's file: missing, or not what was sent; empty where it is sound."""
        try:
            with self.path(file).open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").hexdigest()
        except OSError as error:
            return str(error.strerror or error)
        return "" if digest == file.sha256 else "its content has changed"

    def at(self, stored: str) -> Path:
        """Where the file of this stored name lies."""
        return self._kept / stored

    def sweep(self, named: set[str]) -> int:
        """Delete what a killed service or a commit of unknown end left; how many files that were.

        Args:
            named: stored names that tickets name.
        """
        left = [*self._incoming.iterdir(), *(path for path in self._files() if path.name not in named)]
        before = time.time() - _ABANDONED_S
        count = 0
        for path in left:
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    count += 1
        return count

    def _files(self) -> Iterator[Path]:
        return (path for path in self._kept.iterdir() if path.is_file())


def safe_name(name: str) -> str:
    """The name of a file without folders, control characters and turns of direction, at most 100 characters long."""
    bare = one_line(name.replace("\x00", "")).replace("\\", "/").rpartition("/")[2]
    bare = _FORBIDDEN.sub("_", bare).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > 10:
        return _cut(bare, "") or "file"
    return f"{_cut(stem, f'.{ending}') or 'file'}.{ending}"


def _cut(text: str, tail: str) -> str:
    """As much of the text as a name takes that ends in ``tail``."""
    most_bytes = _MOST_NAME_BYTES - len(tail.encode())
    return text[: _MOST_NAME - len(tail)].encode()[:most_bytes].decode(errors="ignore")


def sync(path: Path) -> None:
    """Have a file's content, or a folder's names, on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
