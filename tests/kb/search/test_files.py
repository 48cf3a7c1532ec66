"""An index on disk: whole or not at all, with compressed copies on request."""

import gzip
from pathlib import Path

import brotli
import pytest

from kb.problems import KbError
from kb.search.files import check_compressions, write_files, write_index

OLD = {"manifest.bin": b"old", "v1/0.bin": b"old"}
NEW = {"manifest.bin": b"new", "v2/0.bin": b"x" * 1000}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_new_index_replaces_the_old_one_whole(tmp_path: Path) -> None:
    for files in (OLD, NEW):
        write_index(tmp_path / "index", files)
    assert names(tmp_path) == ["index/manifest.bin", "index/v2/0.bin"]


def test_failed_write_keeps_the_old_index_and_leaves_no_rest(tmp_path: Path) -> None:
    write_index(tmp_path / "index", OLD)
    with pytest.raises(IsADirectoryError):
        write_index(tmp_path / "index", {"a/b": b"", "a": b""})
    assert names(tmp_path) == ["index/manifest.bin", "index/v1/0.bin"]
    assert (tmp_path / "index/manifest.bin").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["photos", "photos/a.jpg"])
def test_what_is_no_index_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_text("x")
    with pytest.raises(KbError, match="--out"):
        write_index(tmp_path / name, NEW)
    assert names(tmp_path) == ["photos/a.jpg"]


def test_copies_are_smaller_and_hold_the_same(tmp_path: Path) -> None:
    write_files(tmp_path, NEW, compress=["br", "gzip"])
    assert names(tmp_path) == ["manifest.bin", "v2/0.bin", "v2/0.bin.br", "v2/0.bin.gz"]
    assert brotli.decompress((tmp_path / "v2/0.bin.br").read_bytes()) == NEW["v2/0.bin"]
    assert gzip.decompress((tmp_path / "v2/0.bin.gz").read_bytes()) == NEW["v2/0.bin"]


def test_copies_of_the_same_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        monkeypatch.setattr("time.time", lambda number=number: number * 1e6)
        write_files(tmp_path / str(number), NEW, compress=["br", "gzip"])
    for name in names(tmp_path / "1"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_unknown_compression_is_told_with_the_known() -> None:
    with pytest.raises(KbError, match=r"--compress: 'zip' is unknown\. Write some of br, gzip\."):
        check_compressions(["br", "zip"], option="--compress")


def test_brotli_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.search.files.find_spec", lambda name: None)
    with pytest.raises(KbError, match=r"pip install 'mkdocs-kb\[brotli\]'"):
        check_compressions(["br"], option="--compress")
