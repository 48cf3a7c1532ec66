"""``kb learn`` as its user meets it, and what ``kb check`` and a build make of its file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.check import check_site
from kb.check.learned import lag
from kb.cli import main
from kb.site import read_site, site_settings
from tests.conftest import EPOCH, Done, MakeDocs, RunKb, configuration, page
from tests.kb.search.test_learning import RUSSIAN, SLOVENE

Files = dict[str, str]


def articles(tag: str, texts: dict[str, tuple[str, list[str]]]) -> Files:
    return {f"{tag}/{name}.md": page(title, "\n\n".join(lines)) for name, (title, lines) in texts.items()}


FILES = {"sl/index.md": page(), "ru/index.md": page(), **articles("sl", SLOVENE), **articles("ru", RUSSIAN)}


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch) -> RunKb:
    """``run_kb`` in this process: a site is built for every word that is learned."""

    def run(*arguments: str, cwd: Path) -> Done:
        monkeypatch.chdir(cwd)
        done = CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": EPOCH}, catch_exceptions=False)
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def site(make_docs: MakeDocs) -> Path:
    root = make_docs(FILES, locales=("sl", "ru"))
    text = configuration(("sl", "ru")).replace("  - kb/metadata\n", "  - kb/metadata\n  - kb/search\n")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def learned(site: Path, run_here: RunKb) -> Path:
    done = run_here("learn", cwd=site)
    assert done.code == 0, done.err
    return site / "docs" / "sl" / "learned.tsv"


def block(file: Path, name: str) -> list[str]:
    """The lines below an article's own."""
    lines = file.read_text(encoding="utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}\t")) + 1
    end = next((n for n, line in enumerate(lines[start:], start) if not line.startswith("\t")), len(lines))
    return lines[start:end]


def without_line(text: str, *, refused: bool = False) -> str:
    """The file with the line of izbrišite below delete-file deleted, or refused."""
    before, mark, after = text.partition("delete-file\t")
    start = after.index("\tizbrišite")
    end = after.index("\n", start) + 1
    return before + mark + after[:start] + ("\t-" + after[start + 1 : end] if refused else "") + after[end:]


def edit(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


def warnings(root: Path) -> list[str]:
    read, _ = read_site(site_settings(root, root / "docs", locales=["sl", "ru"]))
    return [str(problem) for problem in lag(read) if problem.is_warning]


def faults(root: Path) -> list[str]:
    read, _ = read_site(site_settings(root, root / "docs", locales=["sl", "ru"]))
    return [str(problem) for problem in check_site(read) if "learned.tsv" in problem.path]


def test_words_are_written_for_review_and_stay_as_they_are(site: Path, learned: Path, run_here: RunKb) -> None:
    words = block(learned, "delete-file")
    assert any(line.startswith("\tizbrišite\ttext=") for line in words)
    assert words == sorted(words)
    before = learned.read_bytes()
    assert run_here("learn", "--check", cwd=site).code == 0
    done = run_here("learn", cwd=site)
    assert (done.code, done.out) == (0, "")
    assert "docs/sl/learned.tsv: " in done.err
    assert done.err.count("unchanged") == 2
    assert learned.read_bytes() == before
    assert warnings(site) == faults(site) == []


def test_refused_word_stays_out(site: Path, learned: Path, run_here: RunKb) -> None:
    edit(learned, lambda text: without_line(text, refused=True))
    assert run_here("learn", cwd=site).code == 0
    assert "\t-izbrišite" in block(learned, "delete-file")
    assert not any(line.startswith("\tizbrišite") for line in block(learned, "delete-file"))
    assert run_here("learn", "--check", cwd=site).code == 0


def test_deleted_line_becomes_a_refusal(site: Path, learned: Path, run_here: RunKb) -> None:
    edit(learned, without_line)
    (warning,) = warnings(site)
    assert "below 'delete-file' 1 of the lines that were learned is gone. Write '-' before a word instead" in warning
    assert run_here("learn", cwd=site).code == 0
    assert "\t-izbrišite" in block(learned, "delete-file")
    assert warnings(site) == []


def test_deleted_line_of_a_changed_article_stops_learning(site: Path, learned: Path, run_here: RunKb) -> None:
    edit(learned, without_line)
    edit(site / "docs" / "sl" / "delete-file.md", lambda text: text + "\nKonec.\n")
    before = learned.read_bytes()
    done = run_here("learn", cwd=site)
    assert done.code == 1
    assert "lines below 'delete-file' were deleted, and it is not clear which words shall not come back" in done.out
    assert learned.read_bytes() == before


def test_content_that_changed_since_is_told_by_line(site: Path, learned: Path, run_here: RunKb) -> None:
    edit(site / "docs" / "ru" / "send-mail.md", lambda text: text + "\nКонец.\n")
    (site / "docs" / "sl" / "new.md").write_text(page(), encoding="utf-8")
    for tag in ("sl", "ru"):
        (site / "docs" / tag / "open-file.md").unlink()
    found = [warning for warning in warnings(site) if warning.startswith("docs/sl/")]
    lines = learned.read_text(encoding="utf-8").split("\n")
    at = {line.split("\t")[0]: number for number, line in enumerate(lines, 1) if not line.startswith("\t")}
    assert found == [
        f"docs/sl/learned.tsv:{at['open-file']}: 'open-file' is no article any more. Run 'kb learn'.",
        f"docs/sl/learned.tsv:{at['send-mail']}: 'send-mail' has changed since its words were learned. Run 'kb learn'.",
        "docs/sl/learned.tsv: 'new' is not in it yet. Run 'kb learn'.",
    ]
    done = run_here("check", cwd=site)
    assert (done.code, "'send-mail' has changed since" in done.out) == (0, True)
    assert run_here("build", "--strict", cwd=site).out.count("learned.tsv") == 0


def test_file_that_cannot_be_read_is_a_fault_and_kept(site: Path, learned: Path, run_here: RunKb) -> None:
    edit(learned, lambda text: text + "nonsense\n")
    done = run_here("learn", cwd=site)
    assert done.code == 1
    assert "this is not an article's id, its fingerprint and a number" in done.out
    assert learned.read_text(encoding="utf-8").endswith("nonsense\n")
    assert len(faults(site)) == 1


def test_check_writes_nothing(site: Path, run_here: RunKb) -> None:
    done = run_here("learn", "--check", cwd=site)
    assert done.code == 1
    assert "Run 'kb learn' and commit what it writes." in done.err
    assert not list((site / "docs").rglob("learned.tsv"))


def test_one_locale_has_nothing_to_learn_from(make_docs: MakeDocs, run_kb: RunKb) -> None:
    root = make_docs({"sl/index.md": page()}, locales=("sl",))
    done = run_kb("learn", cwd=root)
    assert done.code == 2
    assert "there is one locale only" in done.err


def test_words_reach_the_index_and_the_file_stays_out_of_the_site(site: Path, learned: Path, run_here: RunKb) -> None:
    assert run_here("build", "--site-dir", "with", cwd=site).code == 0
    assert not list((site / "with").rglob("learned.tsv"))
    learned.unlink()
    assert run_here("build", "--site-dir", "without", cwd=site).code == 0
    manifests = [(site / name / "search" / "sl" / "manifest.bin").read_bytes() for name in ("with", "without")]
    assert manifests[0] != manifests[1]
