"""Rules over where things are, and over files that cannot be read."""

from pathlib import Path

import pytest

from kb.check import check_site
from kb.site import read_site, site_settings
from tests.conftest import MakeDocs, page
from tests.kb.checking import HOME, both, check, faults


def test_old_address_claimed_twice_is_reported(make_docs: MakeDocs) -> None:
    files = {**HOME, "sl/a.md": page(redirect_from="[old]"), "sl/b.md": page(redirect_from="[old]")}
    (fault,) = faults(make_docs(files))
    assert "'old' already leads to sl/a.md" in fault


def test_page_outside_the_locales_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "stray.md": "x"})
    assert faults(root) == [
        "docs/stray.md: this page stands outside the locales' folders and is left out of the site. Move it below one of pl, sl."
    ]


def test_notice_of_an_unknown_section_is_reported(make_docs: MakeDocs) -> None:
    notice = "---\ntitle: A\nfrom: 2026-01-01\nuntil: 2026-01-02\nsections: [mail]\n---\n"
    root = make_docs({**HOME, **both("email/index.md", page()), "sl/notices/a.md": notice})
    assert "'sections' names 'mail', which is no section. Write some of email." in faults(root)[0]


NOTICE = "---\ntitle: {title}\nfrom: 2026-01-01\nuntil: 2026-01-02\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("title", "body", "fault"),
    [
        ("A", "[x](../nope.md)", "docs/sl/notices/a.md:7: the link '../nope.md' leads to no article"),
        ("A", "![](../x.png)", "docs/sl/notices/a.md:7: the image '../x.png' has no alternative text"),
        ("'{{ company.fax }}'", "X", "docs/sl/notices/a.md:2: there is no company profile"),
    ],
)
def test_notice_is_checked_as_an_article_is(make_docs: MakeDocs, title: str, body: str, fault: str) -> None:
    (found,) = faults(make_docs({**HOME, "sl/notices/a.md": NOTICE.format(title=title, body=body)}))
    assert fault in found


@pytest.mark.parametrize("name", ["With Space.md", "UPPER.md", "Имя.md"])
def test_name_that_makes_a_bad_address_is_warned_of(make_docs: MakeDocs, name: str) -> None:
    root = make_docs({**HOME, **both(name, page())})
    assert ["the name becomes the page's address" in str(problem) for problem in check(root)] == [True]


def test_other_suffix_of_markdown_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/a.markdown": page()})
    assert "the suffix '.markdown' is not that of an article" in faults(root)[0]


def test_role_taken_twice_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, **both("a.md", page(role="critical")), **both("b.md", page(role="critical"))})
    assert "docs/sl/b.md:4: 'role: critical' is already that of 'a'. Keep it in one of the two articles." in faults(
        root
    )


def test_unreadable_files_are_problems_and_no_crash(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/notices/a.md": "x"})
    (root / "docs/sl/notices/a.md").write_bytes(b"\xe9")
    (root / "docs/company.yml").write_bytes(b"name: \xe9\n")
    (root / "docs/sl/gone.md").symlink_to(root / "nowhere.md")
    (root / "docs/sl/folder.md").mkdir()
    assert [fault.split(": ", 1)[1].split(".")[0] for fault in faults(root)] == [
        "this is not UTF-8",
        "this cannot be read: No such file or directory",
        "this is not UTF-8",
    ]


def test_profile_outside_the_sites_folder_is_read(make_docs: MakeDocs, tmp_path: Path) -> None:
    root = make_docs({**HOME, "company.yml": "name: A\nemail: {support: a@example.com}\n"})
    inner = root / "inner"
    inner.mkdir()
    site, problems = read_site(site_settings(inner, root / "docs", locales=["sl", "pl"]))
    assert [*problems, *check_site(site)] == []


@pytest.mark.parametrize(("tag", "warnings"), [("en", 0), ("el-CY", 0), ("fi", 1)])
def test_locale_without_a_catalogue_of_its_own_takes_the_broader_one(
    make_docs: MakeDocs, tag: str, warnings: int
) -> None:
    assert len(check(make_docs({f"{tag}/index.md": page()}), tag)) == warnings
