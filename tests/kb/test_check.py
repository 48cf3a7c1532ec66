"""Rules over articles and links."""

import pytest

from tests.conftest import CHECKOUT, MakeDocs, page
from tests.kb.checking import HOME, both, check, faults


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


def test_markup_and_long_words_in_a_title_are_no_fault(make_docs: MakeDocs) -> None:
    root = make_docs({**HOME, **both("a.md", page(title='"<script>alert(1)</script> ' + "x" * 300 + '"'))})
    assert faults(root) == []


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


def test_unknown_company_key_in_a_question_is_reported(make_docs: MakeDocs) -> None:
    home = '---\ntitle: A\ndescription: B\npopular:\n  - {question: "{{ company.fax }}?", article: a}\n---\n'
    files = {
        "company.yml": "name: A\nemail: {support: a@example.com}\n",
        "sl/index.md": home,
        "pl/index.md": page(),
        **both("a.md", page()),
    }
    assert "docs/sl/index.md:4: the company profile has no text 'company.fax'" in faults(make_docs(files))[0]
