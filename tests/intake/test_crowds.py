"""What one part of the service keeps waiting, and what it does not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from starlette.requests import Request

from kb.intake.bodies import Body, read_body
from kb.intake.files import FileFolder
from kb.intake.published_forms import FormsFolder
from kb.intake.site_files import SiteFiles
from kb.intake.store.database import UnavailableError
from kb.intake.threads import in_store_thread
from tests.intake.site import write_site


def test_pages_are_read_while_the_store_stands_still(tmp_path: Path) -> None:
    site, goes_on = write_site(tmp_path), threading.Event()

    async def asked() -> int:
        stuck = [asyncio.create_task(in_store_thread(goes_on.wait)) for _ in range(60)]
        try:
            transport = httpx.ASGITransport(SiteFiles(lambda: site))
            async with httpx.AsyncClient(transport=transport, base_url="http://help.example") as client:
                return (await asyncio.wait_for(client.get("/sl/"), 20)).status_code
        finally:
            goes_on.set()
            await asyncio.gather(*stuck)

    assert asyncio.run(asked()) == 200


def test_bodies_with_files_are_read_eight_at_once(tmp_path: Path) -> None:
    files = FileFolder(tmp_path / "files")
    began: list[int] = []

    async def sent() -> list[Body]:
        goes_on, is_full = asyncio.Event(), asyncio.Event()

        def request(number: int) -> Request:
            async def receive() -> Mapping[str, object]:
                began.append(number)
                if len(began) == 8:
                    is_full.set()
                await goes_on.wait()
                body = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n'
                return {"type": "http.request", "body": body, "more_body": False}

            headers = [(b"content-type", b"multipart/form-data; boundary=b")]
            return Request({"type": "http", "method": "POST", "headers": headers}, receive)  # type: ignore[arg-type]

        reading = [asyncio.create_task(read_body(request(n), files, most_bytes=1000, seconds=20)) for n in range(10)]
        await is_full.wait()
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(began) == 8
        goes_on.set()
        return await asyncio.gather(*reading)

    assert [body.text("a") for body in asyncio.run(sent())] == ["x"] * 10
    assert len(began) == 10


def test_forms_are_read_while_the_store_takes_its_time_to_keep_them(tmp_path: Path) -> None:
    site, begins, goes_on = write_site(tmp_path), threading.Event(), threading.Event()

    def keep(*_: object) -> None:
        begins.set()
        assert goes_on.wait(20)

    folder = FormsFolder(lambda: site, keep)
    with ThreadPoolExecutor(2) as pool:
        try:
            first = pool.submit(folder.current)
            assert begins.wait(20)
            assert pool.submit(folder.current).result(20).forms
            assert not first.done()
        finally:
            goes_on.set()


def test_forms_that_could_not_be_kept_are_kept_the_next_time(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    kept: list[tuple[object, ...]] = []
    faults = [UnavailableError("away")]

    def keep(*form: object) -> None:
        if faults:
            raise faults.pop()
        kept.append(form)

    folder = FormsFolder(lambda: site, keep)
    assert folder.current().forms
    assert kept == []
    assert len(folder.current().forms) == len(kept)
