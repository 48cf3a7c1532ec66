"""A Request Tracker for the tests alone: its own configuration, database and port, whatever the machine's own RT does."""

from __future__ import annotations

import os
import pwd
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

SETUP = Path("/usr/sbin/rt-setup-database-5")
SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
PASSWORD = "pa:ss %41@/?#"  # noqa: S105 - what an address must quote
_GUIDE = Path(__file__).resolve().parents[2] / "kb/intake/README.md"
_START_S = 60
_CONFIG = """
Set($rtname, 'help.example.com');
Set($Organization, 'help.example.com');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebBaseURL, 'http://127.0.0.1:{port}');
Set($WebPath, '');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '{folder}/sendmail');
Set($SendmailArguments, '-t');
Set($CorrespondAddress, 'rt@help.example.com');
Set($CommentAddress, 'rt-comment@help.example.com');
1;
"""
_SENDMAIL = """#!/bin/sh
# Keeps each mail; the name appears when the file is whole.
aside=$(mktemp "{folder}/mails/.XXXXXXXX") && cat >"$aside" && mv "$aside" "$aside.eml"
"""


def sample(section: str, kind: str) -> str:
    """The sample of a language in a section of the operator's guide."""
    _, _, text = _GUIDE.read_text(encoding="utf-8").partition(f"\n## {section}\n")
    found = re.search(rf"```{kind}\n(.*?)```", text.partition("\n## ")[0], re.DOTALL)
    assert found, f"{_GUIDE}: {section} has no sample of {kind}"
    return found[1]


def _reserved() -> socket.socket:
    """A socket that has a port, and turns everybody away."""
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind(("127.0.0.1", 0))
    return place


@contextmanager
def server() -> Iterator[RequestTracker]:
    """A running RT with an empty database."""
    # Its user must be able to reach the folder, which those of pytest do not let it.
    with tempfile.TemporaryDirectory(prefix="kb-rt-", dir="/tmp") as folder:
        tracker = RequestTracker(Path(folder))
        tracker.prepare()
        try:
            tracker.start()
            yield tracker
        finally:
            tracker.stop()
            tracker.place.close()


@dataclass
class RequestTracker:
    """A server that can be stopped and started again."""

    folder: Path
    place: socket.socket = field(default_factory=_reserved)
    """Keeps the port from being taken by others while the server is stopped."""
    process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.place.getsockname()[1])

    @property
    def url(self) -> str:
        """As the intake is told of it."""
        return f"http://intake:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/"

    def prepare(self) -> None:
        """Make the database, set up as the operator's guide says."""
        (self.folder / "mails").mkdir()
        script = self.folder / "sendmail"
        script.write_text(_SENDMAIL.format(folder=self.folder), encoding="utf-8")
        script.chmod(0o755)
        self._config.write_text(_CONFIG.format(folder=self.folder, port=self.port), encoding="utf-8")
        guide = self.folder / "intake.pl"
        guide.write_text(sample("Request Tracker", "perl").replace("change me", PASSWORD), encoding="utf-8")
        if user := self._user():
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, *user)
        self._done(str(SETUP), "--action", "init", "--dba-password", "none", "--skip-create")
        self._done(str(SETUP), "--action", "insert", "--datafile", str(guide))

    def insert(self, text: str) -> None:
        """Set up something more, in the language of the guide's sample."""
        path = self.folder / "more.pl"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        self._done(str(SETUP), "--action", "insert", "--datafile", str(path))

    def shred(self, made: str) -> None:
        """Remove a ticket for good."""
        dump = self.folder / "mails" / f"removed-{made}.sql"
        query = f"Tickets=query,id={made};with_linked,0"
        self._done("/usr/sbin/rt-shredder-5", "--plugin", query, "--force", "--sqldump", str(dump))

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            where = ("--host", "127.0.0.1", "--port", str(self.port))
            self.process = subprocess.Popen(
                [*self._as_user(), str(SERVER), "--server", "Starlet", *where, "--max-workers", "2"],
                stdout=log,
                stderr=log,
                env=self._environment(),
                start_new_session=True,
            )
        end = time.monotonic() + _START_S
        while not self._answers():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)

    def stop(self, sign: int = signal.SIGTERM) -> None:
        """End the server with all its workers."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, sign)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(10)

    def ask(self, method: str, path: str, message: object = None) -> Any:
        """What RT answers to its administrator."""
        answer = httpx.request(method, self._base + path, json=message, auth=("root", "password"), timeout=30)
        assert answer.is_success, f"{answer.status_code} {answer.text}\n{self.log()}"
        return answer.json()

    def numbers(self) -> list[str]:
        """Our numbers of all tickets, as often as they are there."""
        found: list[str] = []
        path = f"tickets?query={quote('id>0')}&fields=CustomFields&per_page=100"
        while path:
            answer = self.ask("GET", path)
            for item in answer["items"]:
                found += [
                    value
                    for known in item["CustomFields"]
                    if known["name"] == "IntakeNumber"
                    for value in known["values"]
                ]
            path = answer.get("next_page", "").partition("/REST/2.0/")[2]
        return found

    def with_number(self, number: str) -> list[dict[str, Any]]:
        """The tickets with our number."""
        query = quote(f"CF.{{IntakeNumber}}='{number}'", safe="")
        return [self.ask("GET", f"ticket/{item['id']}") for item in self.ask("GET", f"tickets?query={query}")["items"]]

    def attachments(self, made: str) -> list[dict[str, Any]]:
        """What was written in a ticket, from the first to the last."""
        fields = "Subject,Filename,ContentType,ContentLength,Content"
        return list(self.ask("GET", f"ticket/{made}/attachments?per_page=100&fields={fields}")["items"])

    def mails(self) -> list[str]:
        """What RT has sent."""
        return [path.read_text(encoding="utf-8") for path in (self.folder / "mails").glob(".*.eml")]

    def log(self) -> str:
        """What it logged."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self._base}rt", auth=("root", "password"), timeout=10).is_success
        except httpx.HTTPError:
            return False

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self.port}/REST/2.0/"

    @property
    def _config(self) -> Path:
        return self.folder / "RT_SiteConfig.pm"

    def _environment(self) -> dict[str, str]:
        own = {"RT_SITE_CONFIG": str(self._config), "RT_SITE_CONFIG_DIR": "/dev/null", "HOME": str(self.folder)}
        return {**os.environ, **own}

    def _user(self) -> tuple[int, int] | None:
        """RT's own user, whose caches it needs; nobody else can become that one."""
        if os.getuid() != 0:
            return None
        found = pwd.getpwnam("www-data")
        return found.pw_uid, found.pw_gid

    def _as_user(self) -> list[str]:
        user = self._user()
        return ["setpriv", f"--reuid={user[0]}", f"--regid={user[1]}", "--clear-groups"] if user else []

    def _done(self, *command: str) -> None:
        done = subprocess.run(
            [*self._as_user(), *command], capture_output=True, text=True, check=False, env=self._environment(), cwd="/"
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
