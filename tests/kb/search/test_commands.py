"""``kb index`` and ``kb search`` as their user meets them."""

import json
from pathlib import Path

import lunr.index
import pytest

from tests.conftest import RunKb
from tests.kb.search.conftest import SLOVENE, WriteLines

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def index(run_kb: RunKb, write_lines: WriteLines, tmp_path: Path) -> Path:
    done = run_kb("index", str(write_lines(*SLOVENE)), "--locale", "sl", "--out", "index", cwd=tmp_path)
    assert (done.code, done.out) == (0, ""), done.err
    assert done.err.startswith("3 documents in index: ")
    return tmp_path / "index"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("query", "ids"),
    [("prenosa domen", ["b"]), ("varnostne kopije", ["a/č"]), ("placilo racuna", ["c"]), ('"kodo authinfo"', ["b"])],
)
def test_index_of_any_documents_is_searched(run_kb: RunKb, index: Path, query: str, ids: list[str]) -> None:
    done = run_kb("search", "--locale", "sl", "--index", str(index), "--json", query, cwd=index)
    answer = json.loads(done.out)
    assert [result["id"] for result in answer["results"]] == ids
    assert answer["results"][0]["url"] == ids[0]


def test_minus_leaves_a_word_out(run_kb: RunKb, index: Path) -> None:
    found = [
        json.loads(run_kb("search", "--locale", "sl", "--index", str(index), "--json", *query, cwd=index).out)["total"]
        for query in (["koda"], ["--", "koda", "-prenos"])
    ]
    assert found == [2, 1]


def test_answer_is_printed_for_a_person(run_kb: RunKb, index: Path) -> None:
    done = run_kb("search", "--locale", "sl", "--index", str(index), "kopije", cwd=index)
    assert done.out == (
        "  1. Varnostna kopija\n     a/č\n     Spletno stran obnovite iz varnostne kopije. 🙂 Koda ni potrebna.\n\n1 of 1\n"
    )


def test_lines_in_another_order_give_the_same_bytes(
    run_kb: RunKb, index: Path, write_lines: WriteLines, tmp_path: Path
) -> None:
    path = write_lines(*SLOVENE[::-1])
    assert run_kb("index", str(path), "--locale", "sl", "--out", "other", cwd=tmp_path).code == 0
    assert contents(index) == contents(tmp_path / "other")
    assert "Open Database License" in (index / "NOTICE.txt").read_text(encoding="utf-8")


def test_faulty_documents_are_told_and_the_old_index_stays(
    run_kb: RunKb, index: Path, write_lines: WriteLines, tmp_path: Path
) -> None:
    before = contents(index)
    write_lines({"id": "x"}, "{", name="bad.jsonl")
    write_lines("[]", name="pl.jsonl")
    command = ("index", "bad.jsonl", "--locale", "sl", "--out", "index", "--parallel", "pl=pl.jsonl")
    done = run_kb(*command, cwd=tmp_path)
    assert done.code == 1
    assert [line.split(" ")[0] for line in done.out.splitlines()] == ["bad.jsonl:1:"] * 2 + [
        "bad.jsonl:2:",
        "pl.jsonl:1:",
    ]
    assert done.err == "The index was not written: 4 faults, 0 warnings.\n"
    assert contents(index) == before


def test_words_are_learned_from_the_same_documents_in_another_locale(
    run_kb: RunKb, index: Path, write_lines: WriteLines, tmp_path: Path
) -> None:
    polish = [("b", "Przelewem", "Kod."), ("a/č", "Kopia", "Przelewem."), ("c", "Rachunek", "Opłaca się przelewem.")]
    write_lines(*({"id": i, "title": title, "text": text} for i, title, text in polish), name="pl.jsonl")
    command = ("index", "docs.jsonl", "--locale", "sl", "--out", "learned", "--parallel", "pl=pl.jsonl")
    done = run_kb(*command, cwd=tmp_path)
    assert done.code == 0, done.err
    assert contents(tmp_path / "learned").keys() != contents(index).keys()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--locale", "zz-zz-zz", "--out", "x"], "'zz-zz-zz' is not a known locale"),
        (["--locale", "sl", "--out", "x", "--compress", "br,zip"], "--compress: 'zip' is unknown"),
        (["--locale", "sl", "--out", "x", "--parallel", "pl"], "--parallel pl: there is no such file"),
        (["--locale", "sl", "--out", "x", "--parallel", "sl=docs.jsonl"], "that is the index's own locale"),
        (["--locale", "sl", "--out", "."], "holds files, but no index"),
        (["--locale", "sl", "--out", "x", "--lunr", "no/x"], "--lunr no/x cannot be written"),
    ],
)
def test_wrong_option_is_told_with_exit_2(
    run_kb: RunKb, write_lines: WriteLines, tmp_path: Path, options: list[str], fault: str
) -> None:
    write_lines(*SLOVENE)
    done = run_kb("index", "docs.jsonl", *options, cwd=tmp_path)
    assert (done.code, fault in done.err, (tmp_path / "x").exists()) == (2, True, False), done.err


def test_lunr_index_and_compressed_copies_are_written_on_request(
    run_kb: RunKb, write_lines: WriteLines, tmp_path: Path
) -> None:
    options = ("--locale", "sl", "--out", "index", "--lunr", "lunr.json", "--compress", "br,gzip")
    assert run_kb("index", str(write_lines(*SLOVENE)), *options, cwd=tmp_path).code == 0
    exported = lunr.index.Index.load((tmp_path / "lunr.json").read_text(encoding="utf-8"))
    assert [result["ref"] for result in exported.search("kopije")] == ["a/č"]
    suffixes = {path.suffix for path in (tmp_path / "index").rglob("*") if path.is_file()}
    assert {".bin", ".br", ".gz"} <= suffixes


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([], "site does not exist. Run kb build, or name a built site with --site."),
        (["--site", "."], "has no search index. List 'kb/search' under 'plugins'"),
        (["--index", "."], "holds no search index. Make one with kb index."),
        (["--index", ".", "--site", "."], "exclude each other"),
    ],
)
def test_search_without_an_index_is_told(run_kb: RunKb, tmp_path: Path, options: list[str], fault: str) -> None:
    done = run_kb("search", "--locale", "sl", *options, "x", cwd=tmp_path)
    assert (done.code, fault in done.err) == (2, True), done.err


@pytest.mark.parametrize("command", ["index", "search"])
def test_command_explains_itself(run_kb: RunKb, tmp_path: Path, command: str) -> None:
    done = run_kb(command, "--help", cwd=tmp_path)
    assert (done.code, "Usage:" in done.out) == (0, True)
