"""Writing an index: its files, and copies of them that are compressed already."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from kb.problems import KbError
from kb.replacing import aside, replace

MANIFEST = "manifest.bin"
"""The file that an index is known by."""
COMPRESSIONS = ("br", "gzip")
"""What a web server may send as it is: Brotli and gzip."""


def write_index(folder: Path, files: Mapping[str, bytes], *, compress: Sequence[str] = ()) -> None:
    """Put a new index in the place of an old one, once it is whole.

    Args:
        folder: holds an index, or is empty or absent.
        files: path below the folder → content.
        compress: some of ``COMPRESSIONS``.

    Raises:
        KbError: the folder holds something else, or cannot be written.
    """
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise KbError(f"--out {folder} is a file. Name a folder.")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise KbError(f"--out {folder} holds files, but no index. Name an empty or a new folder.")
    with aside(target, option="--out") as new:
        write_files(new, files, compress=compress)
        replace(new, target, option="--out")


def write_files(folder: Path, files: Mapping[str, bytes], *, compress: Sequence[str] = ()) -> None:
    """Write files below a folder, and beside each the compressed copies that are smaller than it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        for suffix, smaller in _compressed(content, compress):
            path.with_name(path.name + suffix).write_bytes(smaller)


def check_compressions(names: Sequence[str], *, option: str) -> None:
    """Refuse what cannot be done.

    Raises:
        KbError: an unknown name, or Brotli is not installed; ``option`` is what named it.
    """
    if unknown := [name for name in names if name not in COMPRESSIONS]:
        raise KbError(f"{option}: '{', '.join(unknown)}' is unknown. Write some of {', '.join(COMPRESSIONS)}.")
    if "br" in names and find_spec("brotli") is None:
        raise KbError(f"{option}: Brotli is not installed. Run: pip install 'mkdocs-kb[brotli]'")


def _compressed(content: bytes, names: Sequence[str]) -> list[tuple[str, bytes]]:
    made = []
    if "br" in names:
        import brotli

        made.append((".br", brotli.compress(content, quality=11)))
    if "gzip" in names:
        # Without a time in its head, the same content gives the same bytes.
        made.append((".gz", gzip.compress(content, 9, mtime=0)))
    return [(suffix, smaller) for suffix, smaller in made if len(smaller) < len(content)]
