"""When an article was last changed: its ``updated:``, else the day of its last commit, never the file's time."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path


def commit_days(folder: Path) -> Mapping[str, dt.date]:
    """The day of the last commit of each file below ``folder``, by path relative to it.

    Empty outside a Git checkout, without Git, and in a shallow clone, whose history would date every file alike.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(folder, "-c", "core.quotePath=off", "log", "--format=%x00%cs", "--name-only", "--relative", "--", ".")
    days: dict[str, dt.date] = {}
    for commit in log.split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            days.setdefault(name, dt.date.fromisoformat(day))
    return days


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
