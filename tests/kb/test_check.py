"""Rules over a site's content."""

from pathlib import Path

import pytest

from kb.check import check_site
from kb.problems import Problem, sorted_problems
from kb.site import read_site, site_settings
from tests.conftest import CHECKOUT, MakeDocs, page


def check(root: Path, *locales: str) -> list[Problem]:
    site, problems = read_site(site_settings(root, root / "docs", locales=locales or ["sl", "pl"]))
    return sorted_problems([*problems, *check_site(site)])


def faults(root: Path, *locales: str) -> list[str]:
    return [str(problem) for problem in check(root, *locales) if not problem.is_warning]


def both(name: str, text: str) -> dict[str, str]:
    return {f"sl/{name}": text, f"pl/{name}": text}


HOME = both("index.md", page())


def test_own_content_has_no_fault() -> None:
    assert check(CHECKOUT, "el", "sl", "ru", "pl") == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            "[x](b.md)",
            "docs/sl/a.md:6: the link 'b.md' leads to no article. Did you mean 'a.md'?",
        ),
        ("\n[x](index.md#no)", "docs/sl/a.md:7: the link 'index.md#no' names an anchor that sl/index.md has not."),
        ("[x](#no)", "names an anchor that sl/a.md has not. Its anchors are: none."),
        ("[x](/sl/)", "the link '/sl/' starts at the server's root. Write it relative to this file"),
        ("[x](../fi/a.md)", "leads to no article"),
        ("[x](a)", "the link 'a' leads to no file of the site. Did you mean 'a.md'?"),
        ("![x](no.png)", "the link 'no.png' leads to no file"),
        ("![](no.png)", "the image 'no.png' has no alternative text. Say in the [] what it shows."),
        ("[](index.md)", "the link to 'index.md' has no words"),
        ('<a href="no.md">x</a>', "the link 'no.md' leads to no article"),
    ],
)
def test_faulty_link_is_reported_with_line_and_remedy(make_docs: MakeDocs, body: str, fault: str) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body=body), "pl/a.md": page()})
    (found,) = faults(root)
    assert fault in found


@pytest.mark.parametrize(
    "body",
    [
        "[x](index.md) [x](../pl/index.md) [x](https://example.com/a) [x](mailto:a@example.com)",
        "[x](index.md?from=a) [x](#here)\n\n## H {#here}",
        "[x](picture.png) ![x](picture.png)",
        "[x](<index.md>) [x](index.md 'title')",
    ],
)
def test_right_link_is_no_fault(make_docs: MakeDocs, body: str) -> None:
    root = make_docs(
        {
            **HOME,
            "sl/a.md": page(body=body),
            "pl/a.md": page(body="## H {#here}" if "here" in body else ""),
            "sl/picture.png": "",
        }
    )
    assert faults(root) == []


def test_anchor_is_looked_up_in_the_text_that_a_fallback_shows(make_docs: MakeDocs) -> None:
    root = make_docs(
        {**HOME, "sl/a.md": page(body="[x](b.md#there)"), "pl/a.md": page(), "pl/b.md": page(body="## H {#there}")}
    )
    assert faults(root) == []


def test_heading_ids_must_be_the_sources(make_docs: MakeDocs) -> None:
    files = {
        **HOME,
        "sl/a.md": page(body="## A {#one}\n\n## B {#two}"),
        "pl/a.md": page(body="## A {#one}\n\n## B {#three}", translation="{from: sl, status: draft}"),
    }
    (fault,) = faults(make_docs(files))
    assert fault.startswith(
        "docs/pl/a.md:9: the heading 'B' has the id 'three' where the source has 'two'. Give it the ids of docs/sl/a.md: one, two"
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("## A {#one}", "the source's heading 'two' is missing after this"),
        ("## A {#one}\n\n## B {#two}\n\n## C {#x}", "'C' stands in no other locale"),
    ],
)
def test_missing_and_additional_headings_are_reported(make_docs: MakeDocs, body: str, fault: str) -> None:
    files = {
        **HOME,
        "sl/a.md": page(body="## A {#one}\n\n## B {#two}"),
        "pl/a.md": page(body=body, translation="{from: sl, status: draft}"),
    }
    (found,) = faults(make_docs(files))
    assert fault in found


def test_derived_id_is_one_warning_an_article(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body="## Čebula\n\n## Druga"), "pl/a.md": page()})
    warnings = [str(problem) for problem in check(root) if problem.is_warning]
    assert warnings == [
        "docs/sl/a.md:6: the heading 'Čebula' and 1 more has no id of its own; 'cebula' was derived. "
        "Write it as '## Čebula {#cebula}', the same id in every locale."
    ]


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"related": "[domians/a]"}, "docs/sl/a.md:4: 'related' names 'domians/a', which is no article"),
        (
            {"translation": "{from: fi, status: draft}"},
            "docs/sl/a.md:4: 'from: fi' is no other locale of this site. Write one of pl.",
        ),
        ({"translation": "{from: sl, status: draft}"}, "'from: sl' is no other locale"),
        ({"redirect_from": "[index]"}, "'redirect_from' names 'index', where another page is"),
    ],
)
def test_front_matter_that_names_nothing_is_reported(make_docs: MakeDocs, keys: dict[str, str], fault: str) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body="", **keys), "pl/a.md": page(body="")})
    (found,) = faults(root)
    assert fault in found


def test_term_that_is_confused_with_no_term_is_reported(make_docs: MakeDocs) -> None:
    term = "---\nkind: term\nterm: prenos\nshort: Selitev.\nnot: [trafic]\n---\n"
    other = "---\nkind: term\nterm: promet\nshort: Podatki.\n---\n"
    files = {
        **HOME,
        **both("glossary/index.md", page()),
        **both("glossary/transfer.md", term),
        **both("glossary/traffic.md", other),
    }
    assert "'not' names 'trafic', which is no term. Did you mean 'traffic'?" in faults(make_docs(files))[0]


def test_old_address_claimed_twice_is_reported(make_docs: MakeDocs) -> None:
    files = {**HOME, "sl/a.md": page(redirect_from="[old]"), "sl/b.md": page(redirect_from="[old]")}
    (fault,) = faults(make_docs(files))
    assert "'old' already leads to sl/a.md" in fault


def test_source_that_is_gone_is_a_warning(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/a.md": page(translation="{from: pl, status: draft}")})
    assert [problem.message for problem in check(root)] == ["its source, 'pl', has no such article"]


def test_unknown_company_key_is_reported_with_the_nearest(make_docs: MakeDocs) -> None:
    company = "name: A\nemail: {support: a@example.com}\n"
    root = make_docs(
        {**HOME, "company.yml": company, "sl/a.md": page(body="A\n{{ company.email.suport }}"), "pl/a.md": page()}
    )
    assert faults(root) == [
        "docs/sl/a.md:7: the company profile has no text 'company.email.suport'. Did you mean 'email.support'?"
    ]


def test_placeholder_without_a_profile_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body="{{ company.name }}"), "pl/a.md": page()})
    assert "there is no company profile to fill this in from" in faults(root)[0]


def test_page_outside_the_locales_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "stray.md": "x"})
    assert faults(root) == [
        "docs/stray.md: this page stands outside the locales' folders and is left out of the site. Move it below one of pl, sl."
    ]


def test_notice_of_an_unknown_section_is_reported(make_docs: MakeDocs) -> None:
    notice = "---\ntitle: A\nfrom: 2026-01-01\nuntil: 2026-01-02\nsections: [mail]\n---\n"
    root = make_docs({**HOME, **both("email/index.md", page()), "sl/notices/a.md": notice})
    assert "'sections' names 'mail', which is no section. Write some of email." in faults(root)[0]


def test_markup_and_long_words_in_a_title_are_no_fault(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, **both("a.md", page(title='"<script>alert(1)</script> ' + "x" * 300 + '"'))})
    assert faults(root) == []


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


def test_id_that_stands_twice_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, **both("a.md", page(body="## A {#a}\n\n## B {#a}"))})
    assert "docs/sl/a.md:8: the id 'a' stands already at line 6. Give each heading an id of its own." in faults(root)


def test_second_title_is_reported(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body="X\n\n# Late {#late}"), "pl/a.md": page()})
    assert faults(root) == ["docs/sl/a.md:8: 'Late' is a second title of the page. Write it as '## Late'."]


def test_link_to_a_source_that_is_not_published_is_reported(make_docs: MakeDocs) -> None:
    files = {
        "company.yml": "name: A\nemail: {support: a@example.com}\n",
        "sl/a.md": page(body="[x](../company.yml)"),
        "pl/a.md": page(),
    }
    (fault,) = faults(make_docs({**HOME, **files}))
    assert "the link '../company.yml' leads to no file of the site" in fault


@pytest.mark.parametrize("body", ["\\[x](no.md)", "`[x](no.md)`", "{{ '{{' }} [x]({{ company.url }})"])
def test_escaped_link_and_placeholder_are_no_link_faults(make_docs: MakeDocs, body: str) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body=body), "pl/a.md": page()})
    assert not [fault for fault in faults(root) if "the link" in fault]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://["])
def test_address_that_is_none_is_reported(make_docs: MakeDocs, target: str) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body=f"[x]({target})"), "pl/a.md": page()})
    assert len(faults(root)) == 1


@pytest.mark.parametrize(
    "body", ['<b style="color:red">x</b>', "<script>x</script>", '<a href="https://x.si" onclick="y()">x</a>']
)
def test_inline_style_and_script_are_warned_of(make_docs: MakeDocs, body: str) -> None:
    root = make_docs({**HOME, "sl/a.md": page(body=body), "pl/a.md": page()})
    (warning,) = check(root)
    assert "docs/sl/a.md:6: the page's Content-Security-Policy blocks" in str(warning)


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


def test_unknown_company_key_in_a_question_is_reported(make_docs: MakeDocs) -> None:
    home = '---\ntitle: A\ndescription: B\npopular:\n  - {question: "{{ company.fax }}?", article: a}\n---\n'
    files = {
        "company.yml": "name: A\nemail: {support: a@example.com}\n",
        "sl/index.md": home,
        "pl/index.md": page(),
        **both("a.md", page()),
    }
    assert "docs/sl/index.md:4: the company profile has no text 'company.fax'" in faults(make_docs(files))[0]


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
