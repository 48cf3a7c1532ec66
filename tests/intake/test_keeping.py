"""What is kept of a sender, for how long, and how it is copied and erased."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.intake.files import FileFolder
from kb.intake.retention import Expired, Retention
from kb.intake.settings import Settings
from kb.intake.store.limits import Limit, counted
from kb.intake.store.outbox import Outbox
from kb.intake.store.replies import ReplyRule
from kb.intake.store.ticket_store import Acceptance, TicketStore
from kb.intake.tickets import KeptFile
from tests.intake.conftest import Running, Start
from tests.intake.load import Load
from tests.intake.mail_sink import Sink
from tests.intake.site import ANSWERS
from tests.intake.test_files import PNG, send
from tests.intake.test_store import ticket

DAY_S = 86_400.0
TEXT = "Domena primer.si se ne prenese."


def stored(running: Running) -> set[str]:
    return {path.name for path in (running.folder / "files").iterdir() if path.is_file()}


def test_all_that_is_kept_of_a_sender_is_printed(running: Running) -> None:
    numbers = [
        send(running, ("slika.png", PNG)).json()["number"],
        running.send(email="ANA@example.com").json()["number"],
    ]
    running.send(email="brane@example.com")
    done = running.command("export", "Ana@Example.com", "--out", str(running.folder / "out"))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["number"] for each in found] == numbers
    assert TEXT in found[0]["body"]
    assert found[0]["fields"]["email"] == "ana@example.com"
    (copied,) = (running.folder / "out" / numbers[0]).iterdir()
    assert (copied.name[6:], copied.read_bytes()) == ("-slika.png", PNG)
    (one,) = running.command("export", numbers[1]).stdout.splitlines()
    assert json.loads(one)["number"] == numbers[1]


def test_erased_ticket_leaves_its_number_and_nothing_that_was_written(running: Running) -> None:
    first = send(running, ("slika.png", PNG)).json()["number"]
    running.wait_for_file(f"{first}.txt")
    second = running.send(email="brane@example.com", description="Drugo besedilo.").json()["number"]
    running.wait_for_file(f"{second}.txt")
    done = running.command("erase", "ana@example.com")
    assert done.stdout == f"{first}: erased; a copy was delivered: file {first}.txt\n"
    erased, kept = running.tickets()
    assert (erased["number"], erased["state"], erased["fields"], erased["files"]) == (first, "erased", {}, [])
    assert erased["created"]
    assert kept["state"] == "received"
    assert stored(running) == set()
    if "sqlite" in running.database:
        content = b"".join(path.read_bytes() for path in running.folder.glob("intake.sqlite*"))
        assert TEXT.encode() not in content
        assert b"ana@example.com" not in content
        assert b"Drugo besedilo." in content
    assert running.command("erase", "ana@example.com").stdout == "nothing is kept of this address\n"
    assert running.command("erase", second).stdout.startswith(f"{second}: erased")


def test_erased_ticket_is_delivered_no_more(start: Start, url: str, sink: Sink) -> None:
    running = start(
        url=url,
        KB_INTAKE_SMTP="smtp://127.0.0.1:9",
        **{name: value for name, value in sink.settings.items() if name != "KB_INTAKE_SMTP"},
    )
    number = running.send().json()["number"]
    running.wait_for(lambda: any(way["error"] for way in running.tickets()[0]["deliveries"]))
    running.command("erase", number)
    (found,) = running.tickets()
    assert {way["driver"]: way["state"] for way in found["deliveries"]} == {"file": "done", "reply": "cancelled"}
    assert running.command("retry", number).stdout == f"{number}: nothing waits\n"
    assert running.get(f"v1/receipts/{'A' * 22}").status_code == 404


def keeping(store: TicketStore, tmp_path: Path) -> tuple[Retention, FileFolder]:
    files = FileFolder(tmp_path / "kept")
    return Retention(Settings(), store, files), files


def test_texts_files_and_numbers_go_so_long_after_they_arrived(store: TicketStore, tmp_path: Path) -> None:
    retention, files = keeping(store, tmp_path)
    sent = ticket(body=TEXT, email="ana@example.com", files=(KeptFile("ab", "files", "a.png", 3, "00"),))
    files.at("ab").write_bytes(b"abc")
    store.accept(sent, Acceptance(["file", "rt"], limits=[Limit("a", 9, 3600.0)], reply=ReplyRule("example.com")))
    outbox, arrived = Outbox(store.database), 50 * DAY_S
    for driver in ("file", "rt"):
        (lease,) = outbox.lease(driver, now=arrived, lease_s=60, count=1)
        outbox.done(lease, "1", now=arrived)
    assert retention.expire(now=arrived + 7 * DAY_S - 1) == Expired(0, 0, 0, 0)
    assert files.at("ab").exists()
    assert retention.expire(now=arrived + 7 * DAY_S) == Expired(0, 1, 0, 0)
    assert not files.at("ab").exists()
    found = store.ticket(sent.number)
    assert found
    assert (found.body, found.files) == (TEXT, ())
    assert retention.expire(now=arrived + 30 * DAY_S - 1) == Expired(0, 0, 0, 0)
    assert retention.expire(now=arrived + 30 * DAY_S) == Expired(1, 0, 0, 0)
    found = store.ticket(sent.number)
    assert found
    assert (found.state, found.body, found.email, found.created) == ("erased", "", "", sent.created)
    assert retention.expire(now=sent.created + 365 * DAY_S - 1) == Expired(0, 0, 0, 0)
    assert retention.expire(now=sent.created + 365 * DAY_S) == Expired(0, 0, 1, 0)
    assert store.ticket(sent.number) is None


@pytest.mark.parametrize("fate", ["pending", "dead", "partial", "none"])
def test_what_has_not_arrived_everywhere_is_kept(store: TicketStore, tmp_path: Path, fate: str) -> None:
    retention, _ = keeping(store, tmp_path)
    sent = ticket(body=TEXT)
    store.accept(sent, Acceptance(["file", "rt"] if fate != "none" else []))
    outbox = Outbox(store.database)
    if fate != "none":
        (lease,) = outbox.lease("file", now=2000.0, lease_s=60, count=1)
        outbox.done(lease, "1", now=2000.0)
        (lease,) = outbox.lease("rt", now=2000.0, lease_s=60, count=1)
        if fate == "dead":
            outbox.bury(lease, "no such queue")
        if fate == "partial":
            outbox.done(lease, "1", now=2000.0, missing="CF.{Plan}")
    assert retention.expire(now=1000 * DAY_S) == Expired(0, 0, 0, 0)
    found = store.ticket(sent.number)
    assert found
    assert found.body == TEXT


def test_quarantined_ticket_that_nobody_released_goes_too(store: TicketStore, tmp_path: Path) -> None:
    retention, _ = keeping(store, tmp_path)
    store.accept(ticket(state="quarantined", reason="honeypot", body=TEXT), Acceptance(["file"]))
    assert retention.expire(now=1000 + 30 * DAY_S - 1) == Expired(0, 0, 0, 0)
    assert retention.expire(now=1000 + 30 * DAY_S) == Expired(1, 0, 0, 1)


def test_hashed_networks_are_forgotten(store: TicketStore, tmp_path: Path) -> None:
    retention, _ = keeping(store, tmp_path)
    store.accept(ticket(), Acceptance(limits=[Limit("a", 9, 3600.0)]))
    retention.expire(now=1000 + 7 * DAY_S - 1)
    assert counted(store.database, "a", since=0) == 1
    retention.expire(now=1000 + 7 * DAY_S)
    assert counted(store.database, "a", since=0) == 0


def test_service_erases_what_was_kept_long_enough(start: Start, url: str) -> None:
    running = start(url=url, KB_INTAKE_KEEP_TEXT_DAYS="0")
    number = running.send().json()["number"]
    running.wait_for(lambda: running.tickets()[0]["deliveries"][0]["state"] == "done")
    running.stop()
    running.start()
    running.wait_for(lambda: running.tickets()[0]["state"] == "erased")
    assert "erased as kept long enough: 1 texts" in running.log()
    second = running.send(subject="Drugo").json()["number"]
    running.wait_for_file(f"{second}.txt")
    running.wait_for(lambda: running.tickets()[1]["deliveries"][0]["state"] == "done")
    assert running.command("expire").stdout.startswith("1 texts (0 of them quarantined)")
    assert [found["number"] for found in running.tickets()] == [number, second]


def test_check_finds_what_is_wrong(start: Start, url: str) -> None:
    running = start(url=url)
    number = send(running, ("slika.png", PNG), ("dnevnik.txt", b"vrstica\n")).json()["number"]
    sound = running.command("check", "--site", str(running.site))
    assert (sound.returncode, sound.stdout) == (0, "1 tickets, 0 faults\n")
    first, second = (file["stored"] for file in running.tickets()[0]["files"])
    (running.folder / "files" / first).write_bytes(b"other")
    (running.folder / "files" / second).unlink()
    broken = running.command("check")
    assert (broken.returncode, broken.stdout.splitlines()) == (
        1,
        [
            f"ticket {number}: file {first}: its content has changed",
            f"ticket {number}: file {second}: No such file or directory",
            "1 tickets, 2 faults",
        ],
    )


def test_check_finds_a_locale_without_a_reply(start: Start, sink: Sink) -> None:
    """Case 34."""
    running = start(**sink.settings)
    (running.site / "forms/reply.pl.json").write_text('{"subject": "x", "text": "{number}", "html": "{number}"}')
    (running.site / "forms/reply.sl.json").unlink()
    done = running.command("check", "--site", str(running.site))
    assert done.returncode == 1
    assert (
        "reply.pl.json is no template of the automatic reply: subject must be a text that holds {number}" in done.stdout
    )
    assert "reply.sl.json is missing" in done.stdout


def test_damaged_database_is_found(start: Start) -> None:
    running = start()
    for number in range(50):
        running.send(subject=f"Zadeva {number}")
    running.stop()
    path = running.folder / "intake.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM tickets WHERE subject LIKE '%Zadeva 7'")
    connection.close()
    done = running.command("check")
    assert (done.returncode, "a row of outbox names a ticket that is not there" in done.stdout) == (1, True)


def test_backup_is_whole_while_tickets_come_in(start: Start, tmp_path: Path) -> None:
    running = start()
    number = send(running, ("slika.png", PNG)).json()["number"]
    load = Load(running)
    load.start()
    load.wait_for(20)
    done = running.command("backup", str(tmp_path / "copy"))
    before = set(load.answered.values())
    load.stop()
    assert done.stdout == f"{tmp_path / 'copy'}: the database and 1 files\n"
    running.stop(signal.SIGKILL)
    # Put back in the place of what was lost.
    for path in running.folder.glob("intake.sqlite*"):
        path.unlink()
    shutil.rmtree(running.folder / "files")
    shutil.copy(tmp_path / "copy/intake.sqlite", running.folder)
    shutil.copytree(tmp_path / "copy/files", running.folder / "files")
    assert running.command("check").stdout.endswith("tickets, 0 faults\n")
    running.start()
    kept = {found["number"] for found in running.tickets()}
    assert number in kept
    assert len(kept) >= 21
    # What was under way may have arrived since: it is looked for before it is sent again.
    assert all(way["attempts"] for found in running.tickets() for way in found["deliveries"])
    assert kept <= {number, *before, *load.answered.values()}
    assert running.send(subject="Po tem").status_code == 201
    assert "is not empty" in running.command("backup", str(tmp_path / "copy")).stderr


def test_postgres_is_dumped(start: Start, postgres: Callable[[], str], tmp_path: Path) -> None:
    running = start(url=postgres())
    number = send(running, ("slika.png", PNG)).json()["number"]
    done = running.command("backup", str(tmp_path / "copy"))
    if shutil.which("pg_dump") is None:
        assert "pg_dump was not found. Install" in done.stderr
        return
    assert done.stdout == f"{tmp_path / 'copy'}: the database and 1 files\n"
    target = postgres()
    restore = ["pg_restore", "--no-owner", f"--dbname={target}", str(tmp_path / "copy/intake.dump")]
    subprocess.run(restore, check=True, capture_output=True, env=os.environ)
    restored = Running(tmp_path, running.site, running.environment, url=target)
    assert [found["number"] for found in restored.tickets()] == [number]
    restored.client.close()


def test_ticket_that_was_erased_is_no_longer_joined(running: Running) -> None:
    first = running.send().json()["number"]
    running.wait_for_file(f"{first}.txt")
    running.command("erase", first)
    again = running.post(json={**ANSWERS, "number": first})
    assert again.status_code == 201
    assert again.json()["number"] != first
    running.wait_for_file(f"{again.json()['number']}.txt")
    assert running.tickets()[1]["marks"] == ["unknown_number"]
