"""Files that come with a ticket."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest

from kb.intake.files import safe_name
from tests.intake.conftest import Running
from tests.intake.site import ANSWERS

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def send(running: Running, *files: tuple[str, bytes]) -> httpx.Response:
    return running.post(data=ANSWERS, files=[("files", file) for file in files], headers={"Accept": "application/json"})


def stored(running: Running) -> list[Path]:
    folder = running.folder / "files"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_file_is_kept_under_a_random_name_and_delivered(running: Running) -> None:
    answer = send(running, ("slika.png", PNG), ("dnevnik.txt", b"vrstica\n"))
    assert answer.status_code == 201
    (ticket,) = running.tickets()
    assert [(file["name"], file["size"]) for file in ticket["files"]] == [("slika.png", 108), ("dnevnik.txt", 8)]
    assert ticket["files"][0]["sha256"] == hashlib.sha256(PNG).hexdigest()
    assert {path.name for path in stored(running)} == {file["stored"] for file in ticket["files"]}
    running.wait_for_file(f"{ticket['number']}.txt")
    delivered = list((running.tickets_folder / ticket["number"]).iterdir())
    assert {path.name[7:]: path.read_bytes() for path in delivered} == {"slika.png": PNG, "dnevnik.txt": b"vrstica\n"}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("evil.php", b"<?php")], "type"),
        ([("a.png.exe", PNG)], "type"),
        ([("a.png", b"<html>")], "type"),
        ([("a.svg", b"<svg/>")], "type"),
        ([("a.txt", b"")], "empty"),
        ([("a.txt", b"x" * 1_200_000)], "too_large"),
        ([(f"{number}.txt", b"x") for number in range(4)], "too_many"),
        ([("a.txt", b"x" * 900_000)] * 3, "too_large"),
    ],
)
def test_wrong_file_is_told_and_none_is_left(running: Running, files: list[tuple[str, bytes]], code: str) -> None:
    """Case 13. Case 15."""
    answer = send(running, *files)
    assert (answer.status_code, answer.json()["errors"]) == (422, {"files": code})
    assert stored(running) == []


def test_file_input_that_was_left_alone_is_no_file(running: Running) -> None:
    assert send(running, ("", b"")).status_code == 201


def test_zip_is_kept_as_it_is(running: Running) -> None:
    """Case 15."""
    assert send(running, ("a.zip", b"PK\x03\x04" + b"\0" * 100)).status_code == 201


def test_too_large_a_request_is_cut_off_and_leaves_nothing(running: Running) -> None:
    """Case 8."""

    def parts() -> object:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(60):
            yield b"x" * 100_000

    answer = running.post(content=parts(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert stored(running) == []
    assert running.get("healthz").status_code == 200


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/x.png", "x.png"),
        ("C:\\Users\\ana\\slika.PNG", "slika.PNG"),
        ("a\u202egnp.txt", "agnp.txt"),
        ("a.php\x00.png", "a.php.png"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        ("žaba pri mlaki.jpg", "žaba pri mlaki.jpg"),
        ('a"b:c|d?.txt', "a_b_c_d_.txt"),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    """Case 14."""
    assert safe_name(name) == safe


def test_long_names_keep_their_ending() -> None:
    assert safe_name("a" * 300 + ".png") == "a" * 96 + ".png"


def test_long_names_fit_a_file_system_in_any_script() -> None:
    name = safe_name("😀" * 120 + ".png")
    assert name.endswith("😀.png")
    assert len(name.encode()) <= 200


def test_files_with_odd_names_are_taken(running: Running) -> None:
    """Case 14."""
    assert send(running, ("../../x.png", PNG), ("a" * 300 + ".txt", b"x")).status_code == 201
    names = [file["name"] for file in running.tickets()[0]["files"]]
    assert names == ["x.png", "a" * 96 + ".txt"]
