"""Notices on pages."""

import re

import pytest

from tests.conftest import MakeDocs, page
from tests.plugins.conftest import Build, Built

# The build's moment in tests is 2027-01-15T08:00Z.
TIMES = {
    "past": ("2026-01-01", "2026-01-02"),
    "now": ("2027-01-01", "2027-02-01"),
    "soon": ("2027-03-01", "2027-03-02"),
}


def notice(name: str, **keys: str) -> str:
    starts, ends = TIMES[name]
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: Notice {name}\nfrom: {starts}\nuntil: {ends}\n{lines}---\n\nMore [here](../a/one.md).\n"


@pytest.fixture
def site(make_docs: MakeDocs, build: Build) -> Built:
    files = {
        "sl/index.md": page(),
        "sl/a/index.md": page(),
        "sl/a/one.md": page(),
        "sl/b/index.md": page(),
        "sl/ticket.md": page(),
    }
    files |= {f"sl/notices/{name}.md": notice(name) for name in TIMES}
    files["sl/notices/only-b.md"] = notice("now", sections="[b]", severity="critical")
    return build(make_docs(files, locales=("sl",)))


def shown(html: str) -> list[tuple[str, bool]]:
    """(starts, whether hidden) of each notice."""
    tags = re.findall(r"<[^>]*data-starts=[^>]*>", html)
    return [(tag.split('data-starts="')[1].split('"')[0], " hidden" in tag) for tag in tags]


@pytest.mark.parametrize(
    ("url", "count"), [("sl/", 3), ("sl/ticket/", 3), ("sl/b/", 3), ("sl/a/", 2), ("sl/a/one/", 0)]
)
def test_notice_stands_on_home_ticket_and_its_sections(site: Built, url: str, count: int) -> None:
    assert len(shown(site.html(url))) == count


def test_past_notice_is_gone_and_a_coming_one_waits_hidden(site: Built) -> None:
    assert shown(site.html("sl/a/")) == [("2027-01-01T00:00:00Z", False), ("2027-03-01T00:00:00Z", True)]


def test_link_in_a_notice_leads_to_the_article_from_every_page(site: Built) -> None:
    assert 'href="../sl/a/one/"' in site.html("sl/")
    assert 'href="../../sl/a/one/"' in site.html("sl/b/")


def test_severity_is_said_in_words(site: Built) -> None:
    assert "Kritično" in site.html("sl/b/")


def test_notice_is_rendered_as_articles_are(make_docs: MakeDocs, build: Build) -> None:
    head = "---\ntitle: 'Delo pri {{ company.name }}'\nfrom: 2027-01-01\nuntil: 2027-02-01\n---\n\n"
    files = {
        "company.yml": "name: Zgled\nemail: {support: a@example.com}\n",
        "sl/index.md": page(),
        "sl/slika.png": "x",
    }
    files["sl/notices/my notice.md"] = (
        head + "![x](../slika.png)\n\n!!! tip\n\n    A\n\n| a | b |\n| - | - |\n| c | d |\n"
    )
    html = build(make_docs(files, locales=("sl",))).html("sl/")
    assert "Delo pri Zgled" in html
    assert 'src="../sl/slika.png"' in html
    assert "<table>" in html
    assert "Dobro je vedeti" in html
    assert not re.findall(r'(?:id|aria-labelledby)="[^"]*my notice', html)


def test_passages_are_chosen_in_notices_articles_and_their_copies(make_docs: MakeDocs, build: Build) -> None:
    body = "<!-- if outage.channel: phone -->\nPokličite.\n<!-- else -->\nPišite.\n<!-- end -->\n"
    files = {
        "company.yml": "name: Zgled\nemail: {support: a@example.com}\noutage: {channel: phone}\n",
        "sl/index.md": page(),
        "sl/a.md": page(body=body),
        "sl/notices/b.md": f"---\ntitle: B\nfrom: 2027-01-01\nuntil: 2027-02-01\n---\n\n{body}",
    }
    site = build(make_docs(files, locales=("sl",)))
    copy = (site.folder / "sl/a.md").read_text(encoding="utf-8")
    for text in (site.html("sl/"), site.html("sl/a/"), copy):
        assert "Pokličite." in text
        assert "Pišite." not in text
        assert "<!--" not in text
