"""Rules over passages for one kind of company, in a whole site."""

from tests.conftest import MakeDocs, page
from tests.kb.checking import HOME, both, faults

COMPANY = "name: A\nemail: {support: a@example.com}\noutage: {channel: ticket}\n"


def passage(phone: str, ticket: str) -> str:
    return f"<!-- if outage.channel: phone -->\n{phone}\n<!-- else -->\n{ticket}\n<!-- end -->"


def test_links_and_anchors_of_both_passages_are_checked(make_docs: MakeDocs) -> None:
    body = passage("[x](no.md)", "[y](#none)")
    found = faults(make_docs({**HOME, "company.yml": COMPANY, "sl/a.md": page(body=body), "pl/a.md": page()}))
    assert [fault.split(". ")[0] for fault in found] == [
        "docs/sl/a.md:7: the link 'no.md' leads to no article (where outage.channel: phone)",
        "docs/sl/a.md:9: the link '#none' names an anchor that sl/a.md has not",
    ]


def test_link_to_a_heading_that_only_other_companies_have_is_a_fault(make_docs: MakeDocs) -> None:
    files = {
        **both("a.md", page("A", passage("## P {#p}\n\n## Q {#q}", "## Q {#q}"))),
        **both("b.md", page("B", "[x](a.md#p) [y](a.md#q)")),
    }
    assert faults(make_docs({**HOME, "company.yml": COMPANY, **files})) == [
        f"docs/{tag}/b.md:6: the link 'a.md#p' names an anchor that {tag}/a.md has not. Its anchors are: #q."
        for tag in ("pl", "sl")
    ]


def test_heading_may_stand_in_both_passages(make_docs: MakeDocs) -> None:
    body = passage("## P {#p}", "## P {#p}")
    assert faults(make_docs({**HOME, "company.yml": COMPANY, **both("a.md", page(body=body))})) == []


def test_headings_must_agree_between_locales_in_every_reading(make_docs: MakeDocs) -> None:
    origin = "{from: sl, status: reviewed}"
    files = {
        "sl/a.md": page(body=passage("## P {#p}", "## P {#p}")),
        "pl/a.md": page(body=passage("## P {#x}", "## P {#p}"), translation=origin),
    }
    (fault,) = faults(make_docs({**HOME, "company.yml": COMPANY, **files}))
    message = "the heading 'P' has the id 'x' where the source has 'p' (where outage.channel: phone)"
    assert fault.startswith(f"docs/pl/a.md:8: {message}")


def test_placeholders_of_both_passages_are_checked(make_docs: MakeDocs) -> None:
    body = passage("{{ company.fax }}", "{{ company.telex }}")
    found = faults(make_docs({**HOME, "company.yml": COMPANY, "sl/a.md": page(body=body), "pl/a.md": page()}))
    assert [fault.split(". ")[0] for fault in found] == [
        "docs/sl/a.md:7: the company profile has no text 'company.fax'",
        "docs/sl/a.md:9: the company profile has no text 'company.telex'",
    ]


def test_profile_that_does_not_answer_is_a_fault(make_docs: MakeDocs) -> None:
    files = {**HOME, "sl/a.md": page(body=passage("a", "b")), "pl/a.md": page()}
    expected = (
        "docs/sl/a.md:6: the company profile does not answer 'outage.channel', which this passage asks for."
        " Add it to docs/company.yml: ticket or phone."
    )
    root = make_docs(files)
    assert faults(root) == [expected]
    assert faults(make_docs({"company.yml": "name: A\nemail: {support: a@example.com}\n"})) == [expected]


def test_marks_of_notices_are_checked_too(make_docs: MakeDocs) -> None:
    notice = "---\ntitle: A\nfrom: 2027-01-01\nuntil: 2027-02-01\n---\n\n<!-- else -->\n[x](no.md)\n"
    found = faults(make_docs({**HOME, "company.yml": COMPANY, "sl/notices/a.md": notice}))
    assert [fault.split(".md:")[1][:1] for fault in found] == ["7", "8"]
