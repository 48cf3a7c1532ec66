"""A PostgreSQL server for the tests alone, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAMES = ("initdb", "pg_ctl", "psql")


def find_programs() -> Path | None:
    """The folder of the server's programs; Debian keeps them off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*folders, *([Path(on_path).resolve().parent] if on_path else [])]:
        if all((folder / name).exists() for name in _NAMES[:2]):
            return folder
    return None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; the address of its databases without a name at its end."""
    # Its socket's path must be short, and its user must be able to reach the folder.
    with tempfile.TemporaryDirectory(prefix="kb-pg-", dir="/tmp") as name:
        folder = Path(name)
        user = _owner(folder)
        run = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        cluster, port = folder / "cluster", free_port()
        _done([*run, str(programs / "initdb"), "-D", str(cluster), "-A", "trust", "-U", "kb", "--no-sync"])
        options = f"-k {folder} -p {port} -h 127.0.0.1"
        control = [*run, str(programs / "pg_ctl"), "-D", str(cluster), "-w"]
        _done([*control, "-o", options, "-l", str(folder / "log"), "start"])
        try:
            yield f"postgresql://kb@127.0.0.1:{port}/"
        finally:
            _done([*control, "-m", "immediate", "stop"])


def _owner(folder: Path) -> int:
    """The server refuses to run as root: then somebody else owns its folder."""
    if os.getuid() != 0:
        return 0
    user = pwd.getpwnam("postgres" if _has("postgres") else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_uid


def _has(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def _done(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
