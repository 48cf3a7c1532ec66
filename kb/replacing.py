"""A folder that takes another one's place only when it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kb.problems import KbError


@contextlib.contextmanager
def aside(target: Path, *, option: str) -> Iterator[Path]:
    """A new folder beside ``target``, so that it can be renamed; gone afterwards, whatever happens.

    Raises:
        KbError: it cannot be made; ``option`` is what named the target.
    """
    _tidy(target)
    new = target.parent / f".{target.name}.new-{os.getpid()}"
    try:
        new.mkdir(parents=True)
    except OSError as error:
        raise KbError(f"{option} {target} cannot be written: {error.strerror}.") from error
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def replace(new: Path, target: Path, *, option: str) -> None:
    """Put the folder ``new`` in the place of ``target``.

    Raises:
        KbError: the target cannot be replaced; ``option`` is what named it.
    """
    old = target.parent / f".{target.name}.old-{os.getpid()}"
    try:
        if target.is_mount():
            # A mount point, such as a container's volume, cannot be renamed: its content is exchanged instead.
            _exchange(new, target, old)
            return
        with contextlib.suppress(FileNotFoundError):
            target.rename(old)
        new.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise KbError(f"{option} {target} cannot be replaced: {error.strerror}. The old content stays.") from error
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _tidy(target: Path) -> None:
    """Remove what killed builds left; the old site comes back if one was killed just between the two renames."""
    for left in target.parent.glob(f".{target.name}.*-*"):
        kind, _, pid = left.name.rpartition(".")[2].partition("-")
        if kind not in ("new", "old") or _is_alive(pid):
            continue
        if kind == "old" and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _exchange(new: Path, target: Path, old: Path) -> None:
    inner_new, inner_old = target / new.name, target / old.name
    shutil.copytree(new, inner_new)
    inner_old.mkdir()
    for path in list(target.iterdir()):
        if path not in (inner_new, inner_old):
            path.rename(inner_old / path.name)
    for path in list(inner_new.iterdir()):
        path.rename(target / path.name)
    shutil.rmtree(inner_new)
    shutil.rmtree(inner_old)
