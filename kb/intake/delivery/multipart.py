"""A JSON message and its files as one multipart body."""

from __future__ import annotations

import json
import mimetypes
import secrets
from collections.abc import Mapping, Sequence

_OCTETS = "application/octet-stream"
# The receiver turns texts into another encoding, and takes mails apart; what a customer sends is to arrive as it is.
_KEPT = ("image/", "application/pdf")


def multipart(message: Mapping[str, object], files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The type and the body: a part ``JSON``, and one ``Attachments`` a file.

    Args:
        message: becomes JSON.
        files: (name, content).
    """
    parts = [f'name="JSON"\r\nContent-Type: application/json\r\n\r\n{json.dumps(message)}'.encode()]
    for name, content in files:
        head = f'name="Attachments"; filename="{file_name(name)}"\r\nContent-Type: {_kind(name)}\r\n\r\n'
        parts.append(head.encode() + content)
    boundary = secrets.token_hex(16)
    begin = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
    body = b"".join(begin + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", body


def file_name(name: str) -> str:
    """A name that needs no quoting in a header."""
    return name.replace('"', "'").replace("\\", "_")


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or _OCTETS
    return kind if kind.startswith(_KEPT) else _OCTETS
