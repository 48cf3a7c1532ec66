"""Reading a request's body: JSON, urlencoded or multipart alike become fields and files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kb.intake.files import FileFolder, StagedFile

_MOST_FIELDS = 300
_MOST_FILES = 20
_MOST_FIELD_BYTES = 256 * 1024
_MOST_TEXT_BYTES = 2_000_000
"""Of a body without files: it is read into memory as a whole, and read by the thread that serves everybody."""
_UPLOADS = asyncio.Semaphore(8)
"""Of bodies that may hold files, so many are read at once, in memory and on disk; the others wait in the network."""
_DRAIN_BYTES = 64_000_000
_DRAIN_S = 10.0
_JSON = "application/json"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class UnreadableError(Exception):
    """The request cannot be read."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.status, self.code = status, code


@dataclass(slots=True)
class Body:
    """What a request holds."""

    fields: dict[str, object] = field(default_factory=dict)
    """Texts, lists of texts, truth values and numbers, as they came."""
    files: list[StagedFile] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A field of one text; empty where it is none."""
        value = self.fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value.strip() if isinstance(value, str) else ""


async def read_body(request: Request, folder: FileFolder, *, most_bytes: int, seconds: float) -> Body:
    """The fields and files of a request.

    Raises:
        UnreadableError: wrong type, too large, broken, or too slow; no file is left.
        OSError: a file cannot be written.
    """
    kind = _kind(request)
    if kind not in (_JSON, *FORM_TYPES):
        raise UnreadableError(415, "content_type.unsupported")
    limited = _limited(request, most_bytes if kind == "multipart/form-data" else min(most_bytes, _MOST_TEXT_BYTES))
    try:
        async with asyncio.timeout(seconds):
            if kind == _JSON:
                return await _json(limited)
            if kind == FORM_TYPES[0]:
                return await _form(limited, folder)
            async with _UPLOADS:
                return await _form(limited, folder)
    except TimeoutError as error:
        raise UnreadableError(408, "request.slow") from error


async def read_fields(request: Request, *, most_bytes: int, seconds: float) -> Body:
    """The fields of a request that has no files: JSON or urlencoded.

    Raises:
        UnreadableError: wrong type, too large, broken, or too slow.
    """
    kind = _kind(request)
    if kind not in (_JSON, FORM_TYPES[0]):
        raise UnreadableError(415, "content_type.unsupported")
    limited = _limited(request, most_bytes)
    try:
        async with asyncio.timeout(seconds):
            return await (_json(limited) if kind == _JSON else _urlencoded(limited))
    except TimeoutError as error:
        raise UnreadableError(408, "request.slow") from error


async def drain(request: Request) -> None:
    """Read what a refused sender still sends, within reason: a connection that is cut before loses the answer."""
    read = 0
    try:
        async with asyncio.timeout(_DRAIN_S):
            while read < _DRAIN_BYTES:
                message = await request.receive()
                read += len(message.get("body", b""))
                if not message.get("more_body"):
                    return
    except TimeoutError:
        return


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _limited(request: Request, most_bytes: int) -> Request:
    """The request, which breaks off where it gets too large, with or without a declared length."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most_bytes:
        raise UnreadableError(413, "request.too_large")
    received = 0

    async def receive() -> Mapping[str, object]:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > most_bytes:
            raise UnreadableError(413, "request.too_large")
        return message

    return Request(request.scope, receive)  # type: ignore[arg-type]


async def _json(request: Request) -> Body:
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(400, "json.invalid") from error
    if not isinstance(found, dict) or len(found) > _MOST_FIELDS:
        raise UnreadableError(400, "json.invalid")
    return Body(found)


async def _urlencoded(request: Request) -> Body:
    body = Body()
    async with request.form(max_fields=_MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                _add_text(body, name, value)
    return body


async def _form(request: Request, folder: FileFolder) -> Body:
    body = Body()
    try:
        async with request.form(
            max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES
        ) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    await _add_file(body, folder, name, value)
                else:
                    _add_text(body, name, value)
    except HTTPException as error:
        raise UnreadableError(400, "multipart.invalid") from error
    except BaseException:
        for staged in body.files:
            folder.drop(staged)
        raise
    return body


async def _add_file(body: Body, folder: FileFolder, name: str, file: UploadFile) -> None:
    # A file input that was left alone is sent as a nameless file of no bytes.
    if file.filename:
        body.files.append(await run_in_threadpool(folder.stage, name, file.filename, file.file))


def _add_text(body: Body, name: str, value: str) -> None:
    before = body.fields.get(name)
    if before is None:
        body.fields[name] = value
    else:
        body.fields[name] = [*(before if isinstance(before, list) else [before]), value]
