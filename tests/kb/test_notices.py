"""Dated notices."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kb.articles.notices import Notice, read_notices
from kb.locales import Locale

LJUBLJANA = ZoneInfo("Europe/Ljubljana")


def read(tmp_path: Path, text: str) -> tuple[list[Notice], list[str]]:
    folder = tmp_path / "docs/sl/notices"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(text, encoding="utf-8")
    found, problems = read_notices(tmp_path / "docs", [Locale("sl")], zone=LJUBLJANA, root=tmp_path)
    return found["sl"], [str(problem) for problem in problems]


def test_notice_has_its_times_in_the_companys_zone(tmp_path: Path) -> None:
    text = "---\ntitle: Delo\nfrom: 2026-07-01T22:00\nuntil: 2026-07-02\nseverity: warning\nsections: [email]\n---\nX\n"
    (notice,), faults = read(tmp_path, text)
    assert faults == []
    assert notice.starts == dt.datetime(2026, 7, 1, 20, 0, tzinfo=dt.UTC)
    assert notice.ends == dt.datetime(2026, 7, 1, 22, 0, tzinfo=dt.UTC)
    assert (notice.severity, notice.sections, notice.body) == ("warning", ("email",), "X\n")


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("from: 2026-01-01\nuntil: 2026-01-02", "the notice has no title"),
        ("title: A\nuntil: 2026-01-02", "'from' is missing. Write it as 2025-12-31T18:00."),
        ("title: A\nfrom: soon\nuntil: 2026-01-02", "docs/sl/notices/a.md:3: 'from: soon' is not a time"),
        ("title: A\nfrom: 2026-01-02\nuntil: 2026-01-01", "docs/sl/notices/a.md:4: the notice ends before it starts"),
        ("title: A\nfrom: 2026-01-01\nuntil: 2026-01-02\nseverity: high", "Write one of info, warning, critical."),
        ("title: A\nfrom: 2026-01-01\nuntil: 2026-01-02\nsections: email", "'sections' is not a list of folders"),
    ],
)
def test_faulty_notice_is_reported_and_left_out(tmp_path: Path, head: str, fault: str) -> None:
    notices, faults = read(tmp_path, f"---\n{head}\n---\nX\n")
    assert notices == []
    assert len(faults) == 1
    assert fault in faults[0]
