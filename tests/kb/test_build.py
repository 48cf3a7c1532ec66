"""A new site takes the old one's place only when it is whole."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.build import BuildReport, Preview, Progress, build_site
from kb.locales import Locale
from kb.problems import KbError, Problem
from kb.search.documents import Document
from kb.site import SiteSettings


@dataclass
class FixedBuilder:
    """Writes one page and reports what it was told to."""

    root: Path
    problems: tuple[Problem, ...] = ()
    error: Exception | None = None

    def settings(self, config: Path) -> SiteSettings:
        return SiteSettings(self.root, self.root / "docs", (Locale("sl"),))

    def site_dir(self, config: Path) -> Path:
        return self.root / "site"

    def build(self, config: Path, site_dir: Path, *, progress: Progress | None = None) -> BuildReport:
        (site_dir / "404.html").write_text("new")
        if self.error:
            raise self.error
        return BuildReport(self.problems, (), 1)

    def documents(self, config: Path) -> dict[str, tuple[Document, ...]]:
        return {}

    def preview(self, config: Path, *, address: str) -> Preview:
        raise NotImplementedError


FAULT = Problem("a", 1, "m", "r", is_warning=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "404.html").write_text("old")
    (tmp_path / "site" / "gone.html").write_text("old")
    return tmp_path


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_new_site_replaces_the_old_one_whole(root: Path) -> None:
    build_site(FixedBuilder(root), root / "mkdocs.yml")
    assert [path.name for path in (root / "site").iterdir()] == ["404.html"]
    assert (root / "site/404.html").read_text() == "new"
    assert names(root) == ["docs", "site"]


def test_faulty_content_is_published_all_the_same(root: Path) -> None:
    report, target = build_site(FixedBuilder(root, (FAULT,)), root / "mkdocs.yml")
    assert (report.is_clean, target) == (False, root / "site")
    assert (root / "site/404.html").read_text() == "new"


def test_strict_keeps_the_old_site_on_a_warning(root: Path) -> None:
    build_site(FixedBuilder(root, (FAULT,)), root / "mkdocs.yml", is_strict=True)
    assert (root / "site/404.html").read_text() == "old"
    assert names(root) == ["docs", "site"]


def test_failed_build_leaves_the_old_site_and_no_rest(root: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build_site(FixedBuilder(root, error=KeyboardInterrupt()), root / "mkdocs.yml")  # type: ignore[arg-type]
    assert (root / "site/404.html").read_text() == "old"
    assert names(root) == ["docs", "site"]


def test_rest_of_a_killed_build_is_removed(root: Path) -> None:
    (root / ".site.new-999999999").mkdir()
    build_site(FixedBuilder(root), root / "mkdocs.yml")
    assert names(root) == ["docs", "site"]


@pytest.mark.parametrize("name", ["docs", "docs/inner", ".", "file"])
def test_folder_that_is_no_site_is_not_replaced(root: Path, name: str) -> None:
    (root / "file").write_text("x")
    with pytest.raises(KbError, match="--site-dir"):
        build_site(FixedBuilder(root), root / "mkdocs.yml", site_dir=root / name)


def test_folder_with_other_files_is_not_replaced(root: Path) -> None:
    (root / "photos").mkdir()
    (root / "photos/a.jpg").write_text("x")
    with pytest.raises(KbError, match="holds files, but no site"):
        build_site(FixedBuilder(root), root / "mkdocs.yml", site_dir=root / "photos")
    assert (root / "photos/a.jpg").exists()


def test_old_site_of_a_build_killed_between_the_renames_comes_back(root: Path) -> None:
    (root / "site").rename(root / ".site.old-999999999")
    build_site(FixedBuilder(root, (FAULT,)), root / "mkdocs.yml", is_strict=True)
    assert (root / "site/404.html").read_text() == "old"
    assert names(root) == ["docs", "site"]


def test_content_of_a_mount_point_is_exchanged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == root / "site")
    inode = (root / "site").stat().st_ino
    build_site(FixedBuilder(root), root / "mkdocs.yml")
    assert (root / "site").stat().st_ino == inode
    assert [path.name for path in (root / "site").iterdir()] == ["404.html"]
    assert (root / "site/404.html").read_text() == "new"
