"""The ``kb`` command as its user meets it."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import MakeDocs, RunKb, page

FAULTY = {"sl/index.md": page(body="[x](no.md)", updated="soon"), "pl/index.md": page()}


@pytest.mark.parametrize("command", ["build", "check", "serve", "new", "analyze"])
def test_every_command_explains_itself(run_kb: RunKb, tmp_path: Path, command: str) -> None:
    done = run_kb(command, "--help", cwd=tmp_path)
    assert (done.code, "Usage:" in done.out) == (0, True)


def test_check_prints_every_fault_and_fails(run_kb: RunKb, make_docs: MakeDocs) -> None:
    done = run_kb("check", cwd=make_docs(FAULTY))
    assert done.code == 1
    assert done.out.splitlines() == [
        "docs/sl/index.md:4: 'updated: soon' is not a date. Write it as 2025-12-31.",
        "docs/sl/index.md:7: the link 'no.md' leads to no article. Write the path of a Markdown file, relative to this one.",
    ]
    assert "2 faults, 0 warnings in 2 articles." in done.err


def test_check_passes_on_warnings_alone(run_kb: RunKb, make_docs: MakeDocs) -> None:
    done = run_kb("check", cwd=make_docs({"sl/index.md": page(tags="[a]"), "pl/index.md": page()}))
    assert (done.code, "0 faults, 1 warning" in done.err) == (0, True)


def test_check_prints_json(run_kb: RunKb, make_docs: MakeDocs) -> None:
    rows = json.loads(run_kb("check", "--format", "json", cwd=make_docs(FAULTY)).out)
    assert rows[0] == {
        "path": "docs/sl/index.md",
        "line": 4,
        "severity": "fault",
        "message": "'updated: soon' is not a date",
        "remedy": "Write it as 2025-12-31",
    }


def test_check_prints_annotations(run_kb: RunKb, make_docs: MakeDocs) -> None:
    line = run_kb("check", "--format", "github", cwd=make_docs(FAULTY)).out.splitlines()[0]
    assert line == "::error file=docs/sl/index.md,line=4::'updated: soon' is not a date. Write it as 2025-12-31"


def test_build_prints_faults_and_publishes_all_the_same(run_kb: RunKb, make_docs: MakeDocs) -> None:
    root = make_docs(FAULTY)
    done = run_kb("build", cwd=root)
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert (root / "site/sl/index.html").is_file()


def test_strict_build_fails_and_keeps_the_old_site(run_kb: RunKb, make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page(), "pl/index.md": page()})
    assert run_kb("build", "--strict", cwd=root).code == 0
    (root / "docs/sl/new.md").write_text(page(tags="[a]"), encoding="utf-8")
    done = run_kb("build", "--strict", cwd=root)
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    assert not (root / "site/sl/new").exists()
    assert (root / "site/sl/index.html").is_file()


def test_missing_configuration_is_told_with_exit_2(run_kb: RunKb, tmp_path: Path) -> None:
    done = run_kb("build", cwd=tmp_path)
    assert (done.code, done.err.startswith("Error: mkdocs.yml does not exist.")) == (2, True)


@pytest.mark.parametrize(
    ("options", "fault"),
    [("locales: [sl, zz-zz-zz]", "'zz-zz-zz' is not a known locale"), ("languages: [sl]", "languages")],
)
def test_wrong_option_stops_the_build(run_kb: RunKb, make_docs: MakeDocs, options: str, fault: str) -> None:
    root = make_docs({"sl/index.md": page()}, locales=("sl",))
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("{locales: [sl]}", f"{{{options}}}"))
    done = run_kb("build", cwd=root)
    assert (done.code, fault in done.err) == (2, True)


def test_wrong_configuration_is_named_and_stops_the_build(run_kb: RunKb, make_docs: MakeDocs) -> None:
    done = run_kb("build", cwd=make_docs({"sl/index.md": page()}, options="use_directory_urls: 7"))
    assert done.code == 2
    assert "Error: mkdocs.yml: Config value 'use_directory_urls': Expected type" in done.err


def test_site_without_our_plugin_is_told(run_kb: RunKb, make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page()})
    (root / "mkdocs.yml").write_text("site_name: A\n")
    assert "the plugin kb/locales is missing" in run_kb("build", cwd=root).err


def test_new_writes_a_site_that_passes_and_refuses_a_full_folder(run_kb: RunKb, tmp_path: Path) -> None:
    assert run_kb("new", "help", cwd=tmp_path).code == 0
    site = tmp_path / "help"
    assert run_kb("check", cwd=site).out == ""
    done = run_kb("build", "--strict", cwd=site)
    assert done.code == 0, done.out
    for tag in ("el", "sl", "ru", "pl"):
        assert (site / f"site/{tag}/guide/first-article/index.html").is_file()
    assert run_kb("new", "help", cwd=tmp_path).code == 2


def test_configuration_of_a_new_site_builds_any_other_documents(
    run_kb: RunKb, make_docs: MakeDocs, tmp_path: Path
) -> None:
    root = make_docs({"sl/index.md": page(), "fi/index.md": page(), "fi/a/b.md": "# Otsikko\n\nTekstiä.\n"})
    run_kb("new", "other", cwd=tmp_path)
    (root / "mkdocs.yml").write_text((tmp_path / "other/mkdocs.yml").read_text())
    done = run_kb("build", cwd=root)
    assert done.code == 0
    assert "Tekstiä." in (root / "site/fi/a/b/index.html").read_text(encoding="utf-8")
    assert (root / "site/sl/a/b/index.html").is_file()


def test_five_different_faults_are_told_in_one_run(run_kb: RunKb, checkout: Path) -> None:
    def change(name: str, old: str, new: str) -> int:
        path = checkout / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    for learned in checkout.glob("docs/*/learned.tsv"):
        learned.unlink()  # which would lag behind the changed texts
    lines = {
        "docs/sl/domains/authinfo-code.md": change(
            "docs/sl/domains/authinfo-code.md", "updated: 2026-11-22", "updated: 22.11.2026"
        ),
        "docs/pl/domains/transfer-in.md": change(
            "docs/pl/domains/transfer-in.md", "](authinfo-code.md", "](authinfo-kod.md"
        ),
        "docs/ru/support/channels.md": change(
            "docs/ru/support/channels.md", "](../ticket.md", "](../ticket.md#nowhere"
        ),
        "docs/el/contact.md": change("docs/el/contact.md", "{{ company.", "{{ company.x"),
        "kb/catalogues/sl/LC_MESSAGES/kb.po": change(
            "kb/catalogues/sl/LC_MESSAGES/kb.po", 'msgstr[3] "%(num)d', 'msgstr[3] "%(count)d'
        ),
    }
    environment = {"PYTHONPATH": os.pathsep.join([str(checkout), str(checkout / "plugins")])}
    for command in (("check",), ("build", "--strict", "--site-dir", "out")):
        done = run_kb(*command, cwd=checkout, **environment)
        assert done.code == 1
        told = {line.split(":")[0]: line for line in done.out.splitlines()}
        assert set(told) == set(lines), done.out + done.err
        for name, line in lines.items():
            number = int(told[name].split(":")[1])
            # Of a catalogue, the line is where the message starts.
            assert number == line or (name.endswith(".po") and 0 < line - number < 8), told[name]
    assert not (checkout / "out").exists()


@pytest.mark.parametrize(("epoch", "code"), [("abc", 2), ("99999999999999", 2), ("", 0)])
def test_moment_of_the_build_that_is_none_is_told(run_kb: RunKb, make_docs: MakeDocs, epoch: str, code: int) -> None:
    done = run_kb("build", cwd=make_docs({"sl/index.md": page(), "pl/index.md": page()}), SOURCE_DATE_EPOCH=epoch)
    assert (done.code, "SOURCE_DATE_EPOCH" in done.err) == (code, code == 2)


def test_folder_of_catalogues_that_is_none_is_told(run_kb: RunKb, make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page()})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("{locales:", "{catalogues: nowhere, locales:"))
    done = run_kb("check", cwd=root)
    assert (done.code, "nowhere is no folder" in done.err) == (2, True)
