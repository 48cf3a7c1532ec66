"""Clients that cost little themselves: prepared requests over connections that stay open."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a post."""

    status: int
    number: str
    began: float
    """By ``time.time``."""
    seconds: float


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def posted(address: str, bodies: Sequence[Mapping[str, object]], *, clients: int, every_s: float = 0) -> list[Posted]:
    """Post all bodies to ``/v1/tickets`` and wait for their answers.

    Args:
        address: of the service, with a slash at its end.
        bodies: each is sent once, by whichever client is free.
        clients: connections at once.
        every_s: begin a post no sooner than so long after the one before; 0: as soon as a client is free.
    """
    requests = [_request(address, body) for body in bodies]
    return asyncio.run(_all(address, requests, clients, every_s))


def _request(address: str, body: Mapping[str, object]) -> bytes:
    text = json.dumps(body).encode()
    host = urlsplit(address).netloc
    head = (
        f"POST /v1/tickets HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nAccept: application/json\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n"
    )
    return head.encode() + text


async def _all(address: str, requests: Sequence[bytes], clients: int, every_s: float) -> list[Posted]:
    host, port = urlsplit(address).hostname, urlsplit(address).port
    waiting = list(enumerate(requests))[::-1]
    began = time.monotonic()
    found: list[Posted] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        while waiting:
            position, request = waiting.pop()
            if every_s and (wait := began + position * every_s - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            found.append(await _post(reader, writer, request))
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return found


async def _post(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Posted:
    began, start = time.time(), time.perf_counter()
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].split("\r\n")[0])
    body = await reader.readexactly(length)
    seconds = time.perf_counter() - start
    status = int(head.split(" ", 2)[1])
    return Posted(status, str(json.loads(body).get("number", "")), began, seconds)
