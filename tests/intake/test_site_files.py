"""The site as the service serves it."""

from __future__ import annotations

import gzip
import socket

import pytest

from tests.intake.conftest import Running


@pytest.mark.parametrize(
    ("path", "status", "kind", "text"),
    [
        ("", 200, "text/html; charset=utf-8", "Izbira"),
        ("sl/", 200, "text/html; charset=utf-8", "Domov"),
        ("sl/domene.md", 200, "text/markdown; charset=utf-8", "# Domene"),
        ("assets/a.js", 200, "text/javascript; charset=utf-8", "export"),
        ("forms/index.json", 200, "application/json; charset=utf-8", "site_url"),
        ("nowhere/", 404, "text/html; charset=utf-8", "Ni strani"),
        ("pl/nowhere", 404, "text/html; charset=utf-8", "Nie ma strony"),
        (".skrito", 404, "text/html; charset=utf-8", "Ni strani"),
        ("sl/%2e%2e/%2e%2e/docs/forms/ticket.yml", 404, "text/html; charset=utf-8", ""),
        ("sl/%00", 404, "text/html; charset=utf-8", ""),
        ("sl/" + "a" * 300, 404, "text/html; charset=utf-8", ""),
    ],
)
def test_paths_give_their_files(shared: Running, path: str, status: int, kind: str, text: str) -> None:
    answer = shared.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
    assert text in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/../intake.sqlite", "/..%2fintake.sqlite", "/sl/..\\..\\x", "//etc/passwd", "/sl/../../log"]
)
def test_nothing_outside_the_site_is_served(shared: Running, path: str) -> None:
    host, port = shared.address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404"), answer[:200]


def test_link_that_leads_out_of_the_site_is_not_followed(shared: Running) -> None:
    (shared.site / "ven.txt").symlink_to(shared.folder / "log")
    assert shared.get("ven.txt").status_code == 404


def test_folder_without_its_slash_is_redirected(shared: Running) -> None:
    answer = shared.get("sl/domene")
    assert (answer.status_code, answer.headers["location"]) == (302, "/sl/domene/")


def test_redirect_stays_on_its_host(shared: Running) -> None:
    answer = shared.client.get(f"{shared.address}/sl/domene", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/sl/domene/")


def test_unchanged_file_is_not_sent_again(shared: Running) -> None:
    tag = shared.get("assets/a.js").headers["etag"]
    assert shared.get("assets/a.js", **{"If-None-Match": tag}).status_code == 304


def test_compressed_copy_is_sent_to_who_takes_it(shared: Running) -> None:
    (shared.site / "velika.txt").write_text("plain", encoding="utf-8")
    (shared.site / "velika.txt.gz").write_bytes(gzip.compress(b"packed"))
    packed = shared.get("velika.txt", **{"Accept-Encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.headers["content-type"], packed.text) == (
        "gzip",
        "text/plain; charset=utf-8",
        "packed",
    )
    assert shared.get("velika.txt", **{"Accept-Encoding": "identity"}).text == "plain"


def test_site_is_only_read(shared: Running) -> None:
    assert shared.client.put(f"{shared.address}sl/").status_code == 405


@pytest.mark.parametrize("path", ["healthz", "readyz"])
def test_service_tells_that_it_is_well(shared: Running, path: str) -> None:
    assert shared.get(path).status_code == 200
