"""Files that may be sent: the ending is on the list, and the first bytes agree with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

MEGABYTE = 1_000_000
HEAD_BYTES = 512
"""How much of a file is looked at."""
# Source of the first bytes: the formats' own specifications (PNG, JFIF, GIF89a, RIFF/WebP, PDF 32000-1, PKZIP APPNOTE).
KNOWN_ENDINGS: dict[str, tuple[str, ...]] = {
    "png": (r"\x89PNG\r\n\x1a\n",),
    "jpg": (r"\xff\xd8\xff",),
    "jpeg": (r"\xff\xd8\xff",),
    "gif": (r"GIF8[79]a",),
    "webp": (r"RIFF....WEBP",),
    "pdf": (r"%PDF-",),
    "txt": (),
    "log": (),
    "eml": (),
    "zip": (r"PK\x03\x04", r"PK\x05\x06"),
}
"""Ending → patterns of which one opens the file; none: it is text, which holds no zero byte."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody wants to send."""

    name: str
    size: int
    """Bytes."""
    head: bytes | None = None
    """The first ``HEAD_BYTES`` bytes; nothing where they were not read."""


def ending(name: str) -> str:
    """The ending of a file's name in small letters, without its dot: ``a.PNG`` gives ``png``."""
    return name.rpartition(".")[2].strip(" \t").lower() if "." in name else ""


def is_kind(upload: Upload, accept: tuple[str, ...]) -> bool:
    """Whether the file is of a kind that is accepted, by its ending and its first bytes."""
    kind = ending(upload.name)
    if kind not in accept or kind not in KNOWN_ENDINGS:
        return False
    if upload.head is None:
        return True
    patterns = KNOWN_ENDINGS[kind]
    if not patterns:
        return 0 not in upload.head
    return any(re.match(pattern.encode("ascii"), upload.head, re.DOTALL) for pattern in patterns)
