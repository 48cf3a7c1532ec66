"""The plugin kb/forms: forms in their pages, the public files beside them, and who may be reached from there."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kb.forms.published import read_public
from kb.intake.reply_template import read_template
from kb.problems import KbError
from kb_mkdocs.builder import MkDocsBuilder
from tests.conftest import RunKb, configuration, page
from tests.plugins.conftest import Built
from tests.plugins.test_builds import SHUFFLE, differences

TICKET = """form: ticket
version: 2
steps:
  - id: who
    fields:
      - {id: email, type: email, required: true}
      - {id: kind, type: choice, options: [mail, site]}
      - {id: advice, type: note, when: {kind: mail}, articles: [a/mail#check]}
      - {id: article, type: carried}
  - id: what
    fields:
      - {id: subject, type: text, required: true}
      - {id: files, type: files, accept: [png], max_files: 2, max_mb: 1, max_total_mb: 2}
compose: {subject: ["{subject}"], blocks: [all]}
"""
CONTACT = """form: contact
version: 1
steps:
  - id: message
    fields:
      - {id: email, type: email, required: true}
      - {id: message, type: textarea, required: true}
compose: {blocks: [all]}
"""
TICKET_TEXTS = """title: Zahtevek & vprašanje
lead: "Prej preberite [članek](a/mail)."
steps: {who: {title: Kdo ste}, what: {title: Za kaj gre}}
fields:
  email: {label: E-naslov}
  kind: {label: Vrsta, options: {mail: Pošta, site: Stran}}
  advice: {text: "Podjetje {{ company.name }} svetuje."}
  article: {label: Članek}
  subject: {label: Zadeva}
  files: {label: Priloge}
blocks: {all: Vse}
"""
CONTACT_TEXTS = """title: Pišite nam
steps: {message: {title: Sporočilo}}
fields:
  email: {label: E-naslov}
  message: {label: Sporočilo}
blocks: {all: Vse}
"""
COMPANY = """name: Zgled
email: {support: a@example.com}
phone: {number: +386 1 234 5678, hours: {mon-fri: "08:00-16:00"}}
reply: {automatic: 2 minutes}
working_locale: pl
"""
FILES = {
    "company.yml": COMPANY,
    "forms/ticket.yml": TICKET,
    "forms/contact.yml": CONTACT,
    **{
        name.format(tag=tag): text
        for tag in ("sl", "pl")
        for name, text in (
            ("{tag}/forms/ticket.yml", TICKET_TEXTS),
            ("{tag}/forms/contact.yml", CONTACT_TEXTS),
            ("{tag}/index.md", page("Domov")),
            ("{tag}/ticket.md", page("Dober zahtevek", "Trije deli.\n\n## Deli {#parts}\n")),
            ("{tag}/contact.md", page("Stik", "Pokličite nas.")),
            ("{tag}/a/index.md", page("Pošta")),
            ("{tag}/a/mail.md", page("Pošta ne deluje", "Besedilo.\n\n## Preverite {#check}\n")),
        )
    },
}


def written(
    root: Path, *, options: str = "", changes: Mapping[str, str] | None = None, has_plugin: bool = True
) -> Path:
    """The fixture's documents with a configuration that has the plugin."""
    for name, text in {**FILES, **(changes or {})}.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plugin = f"  - kb/metadata\n  - kb/forms{options}\n" if has_plugin else "  - kb/metadata\n"
    text = configuration(("sl", "pl")).replace("  - kb/metadata\n", plugin)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


def built(root: Path) -> Built:
    return Built(root / "site", MkDocsBuilder().build(root / "mkdocs.yml", root / "site"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The fixture, built once for all tests that only look at it."""
    return built(written(tmp_path_factory.mktemp("forms")))


def read(site: Built, name: str) -> Any:
    return json.loads((site.folder / "forms" / name).read_text(encoding="utf-8"))


def policy(html: str) -> dict[str, list[str]]:
    """Directive → sources of a page's Content-Security-Policy."""
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    parts = [part.split() for part in found[1].replace("&#39;", "'").split(";")]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.parametrize(("url", "form", "count"), [("sl/ticket/", "ticket", 2), ("pl/contact/", "contact", 1)])
def test_page_holds_its_form_complete(site: Built, url: str, form: str, count: int) -> None:
    html = site.html(url)
    assert html.count("<form class=") == 1 + html.count('role="search"')
    assert f'data-form="{form}"' in html
    assert 'action="../../v1/tickets"' in html
    assert html.count('class="kb-step"') == count


def test_links_of_a_form_are_relative_to_the_page_and_absolute_in_its_json(site: Built) -> None:
    assert 'href="../a/mail/#check"' in site.html("sl/ticket/")
    assert 'Prej preberite <a href="../a/mail/">članek</a>' in site.html("sl/ticket/")
    assert read(site, "ticket.sl.json")["links"]["a/mail#check"] == {
        "url": "/help/sl/a/mail/#check",
        "title": "Pošta ne deluje",
    }


def test_ticket_page_is_titled_by_its_form_and_folds_the_article(site: Built) -> None:
    html = site.html("sl/ticket/")
    assert '<h1 class="kb-title">Zahtevek &amp; vprašanje</h1>' in html
    folded = html[html.index('<details class="kb-guide"') :]
    assert folded.index("Trije deli.") < folded.index("</details>")


def test_page_names_the_definition_with_its_digest(site: Built, tmp_path: Path) -> None:
    address = re.compile(r'data-definition="\.\./\.\./forms/ticket\.sl\.json\?([0-9a-f]{8})"')
    before = address.search(site.html("sl/ticket/"))
    other = {"sl/forms/ticket.yml": TICKET_TEXTS.replace("label: Zadeva", "label: Naslov")}
    after = address.search(built(written(tmp_path, changes=other)).html("sl/ticket/"))
    assert before
    assert after
    assert before[1] != after[1]


def test_placeholders_of_the_company_are_filled(site: Built) -> None:
    assert "Podjetje Zgled svetuje." in site.html("sl/ticket/")
    assert "{{ company" not in (site.folder / "forms/ticket.sl.json").read_text(encoding="utf-8")


def test_ways_to_reach_the_company_come_with_the_form(site: Built) -> None:
    words = re.search(r"data-kb-words>(\{.*?\})</script>", site.html("sl/ticket/"), re.DOTALL)
    assert words
    assert json.loads(words[1])["ways"] == {
        "phone": "+386 1 234 5678",
        "dial": "+38612345678",
        "hours": "pon.–pet. 8:00–16:00",
        "email": "a@example.com",
        "within": "v\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}minutah",
    }


@pytest.mark.parametrize("tag", ["sl", "pl"])
@pytest.mark.parametrize(("form", "version"), [("ticket", 2), ("contact", 1)])
def test_published_form_can_be_read_by_the_intake(site: Built, form: str, version: int, tag: str) -> None:
    published = read_public(read(site, f"{form}.{tag}.json"))
    assert (published.form.id, published.form.version, published.texts.locale) == (form, version, tag)
    assert published.working
    assert published.working.locale == "pl"


def test_index_tells_what_there_is(site: Built) -> None:
    index = read(site, "index.json")
    assert index["forms"] == {"contact": 1, "ticket": 2}
    assert index["locales"] == ["sl", "pl"]
    assert (index["site_url"], index["intake_url"], index["working_locale"]) == ("https://example.com/help/", "", "pl")
    assert index["pages"]["pl"] == {
        "home": "/help/pl/",
        "ticket": "/help/pl/ticket/",
        "contact": "/help/pl/contact/",
    }
    company = index["company"]["sl"]
    assert (company["name"], company["phone.number|dial"]) == ("Zgled", "+38612345678")
    assert company["reply.automatic|within"] == "v\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}minutah"


def test_schema_stands_beside_the_forms(site: Built) -> None:
    schema = read(site, "ticket.schema.json")
    assert schema["properties"]["kind"]["enum"] == ["mail", "site"]
    assert schema["properties"]["locale"]["enum"] == ["sl", "pl"]


def test_intakes_own_words_are_those_of_the_sites_catalogues(site: Built) -> None:
    assert read(site, "intake.sl.json").keys() == read(site, "intake.pl.json").keys()


def test_automatic_reply_is_written_in_the_locales_words(site: Built) -> None:
    templates = {tag: read_template(read(site, f"reply.{tag}.json")) for tag in ("sl", "pl")}
    assert templates["sl"].subject == "Prejeli smo vaš zahtevek {number}"
    assert "+386" in templates["pl"].text
    assert '<html lang="pl">' in templates["pl"].html
    assert "<strong>{number}</strong>" in templates["pl"].html


@pytest.mark.parametrize("tag", ["sl", "pl"])
def test_shell_is_a_page_with_absolute_addresses_and_two_places(site: Built, tag: str) -> None:
    html = (site.folder / f"forms/shell.{tag}.html").read_text(encoding="utf-8")
    assert (html.count("<!--kb:title-->"), html.count("<!--kb:content-->")) == (1, 1)
    assert "<title><!--kb:title--> – " in html
    assert html.index("<main") < html.index("<!--kb:content-->") < html.index("</main>")
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', html)
    assert [address for address in addresses if not re.match(r"/help/|#|https?:", address)] == []
    assert 'content="noindex"' in html
    assert re.search(r'href="/help/assets/stylesheets/forms\.[0-9a-f]{8}\.css"', html)


def test_pages_without_a_form_are_byte_equal_with_and_without_the_plugin(tmp_path: Path) -> None:
    site = built(written(tmp_path / "forms", options=": {feedback: false}"))
    plain = built(written(tmp_path / "plain", has_plugin=False))
    changed = [name for name in differences(site.folder, plain.folder) if name.endswith(".html")]
    assert sorted(name for name in changed if not name.startswith("forms/")) == [
        "pl/contact/index.html",
        "pl/ticket/index.html",
        "sl/contact/index.html",
        "sl/ticket/index.html",
    ]


def test_only_pages_with_a_form_load_its_styles(site: Built) -> None:
    assert "/forms." in site.html("sl/ticket/")
    assert "/forms." not in site.html("sl/a/mail/")
    names = [name for name in site.files() if "/form" in name and name.endswith(".css")]
    assert [re.sub("[0-9a-f]{8}", "HASH", name) for name in names] == ["assets/stylesheets/forms.HASH.css"]


def test_intake_elsewhere_is_named_by_form_and_policy(tmp_path: Path) -> None:
    site = built(written(tmp_path, options=": {intake_url: https://intake.example.org/in}"))
    html = site.html("sl/ticket/")
    assert 'action="https://intake.example.org/in/v1/tickets"' in html
    for page_html in (html, (site.folder / "forms/shell.sl.html").read_text(encoding="utf-8")):
        assert policy(page_html)["form-action"] == ["'self'", "https://intake.example.org"]
        assert policy(page_html)["connect-src"] == ["'self'", "https://intake.example.org"]
    assert policy(site.html("sl/a/"))["connect-src"] == ["'self'"]


def test_intake_on_the_sites_own_host_needs_no_other_policy(tmp_path: Path) -> None:
    site = built(written(tmp_path, options=": {intake_url: https://example.com/intake/}"))
    assert 'action="https://example.com/intake/v1/tickets"' in site.html("sl/ticket/")
    assert policy(site.html("sl/ticket/"))["form-action"] == ["'self'"]


@pytest.mark.parametrize("address", ["intake.example.org", "ftp//x"])
def test_intake_without_scheme_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(KbError, match="intake_url"):
        built(written(tmp_path, options=f": {{intake_url: {address}}}"))


def test_broken_form_stops_the_build_with_line_and_remedy(tmp_path: Path, run_kb: RunKb) -> None:
    broken = {"forms/ticket.yml": TICKET.replace("type: email", "type: mail")}
    done = run_kb("build", cwd=written(tmp_path, changes=broken))
    assert done.code == 2
    assert re.search(r"docs/forms/ticket\.yml:6: .+\. .+", done.err + done.out)
    assert not (tmp_path / "site").exists()


def test_missing_text_is_a_warning_and_the_other_locale_fills_in(tmp_path: Path) -> None:
    lacking = {"pl/forms/ticket.yml": TICKET_TEXTS.replace("  subject: {label: Zadeva}\n", "")}
    site = built(written(tmp_path, changes=lacking))
    (problem,) = [problem for problem in site.report.problems if "subject" in problem.message]
    assert problem.path == "docs/pl/forms/ticket.yml"
    assert ">Zadeva<" in site.html("pl/ticket/")


def test_site_without_forms_has_none(tmp_path: Path) -> None:
    root = written(tmp_path)
    for path in root.glob("docs/**/forms/*.yml"):
        path.unlink()
    site = built(root)
    assert [name for name in site.files() if name.startswith("forms/")] == []
    assert "kb-form" not in site.html("sl/ticket/")


def test_plugin_before_kb_locales_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - kb/forms\n", "")
    config.write_text(text.replace("plugins:\n", "plugins:\n  - kb/forms\n"), encoding="utf-8")
    with pytest.raises(KbError, match="kb/forms: needs kb/locales"):
        built(root)


def test_page_order_changes_no_byte(site: Built, tmp_path: Path) -> None:
    root = written(tmp_path)
    (root / "shuffle.py").write_text(SHUFFLE, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "hooks: [shuffle.py]\n", encoding="utf-8")
    random.seed(2026)
    assert differences(site.folder, built(root).folder) == []


def test_links_to_ticket_and_contact_carry_the_article(site: Built) -> None:
    links: Sequence[str] = re.findall(r'href="([^"]*\?article=[^"]*)"', site.html("sl/a/mail/"))
    assert set(links) == {"../../ticket/?article=a/mail", "../../contact/?article=a/mail"}
