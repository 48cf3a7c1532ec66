"""Passages for one kind of company."""

import pytest
from markdown import Markdown

from kb.company import CHOICES
from kb.passages import chosen, passage_problems

BLOCK = "a\n<!-- if outage.channel: phone -->\nb\n<!-- else -->\nc\n<!-- end -->\nd\n"


def by_phone(key: str, value: str) -> bool:
    return (key, value) == ("outage.channel", "phone")


def in_writing(key: str, value: str) -> bool:
    return (key, value) == ("outage.channel", "ticket")


def faults(text: str) -> list[str]:
    return [str(problem) for problem in passage_problems(text, CHOICES, path="a.md", first_line=11)]


def test_readers_see_the_passage_for_their_company_and_lines_keep_their_numbers() -> None:
    assert chosen(BLOCK, by_phone) == "a\n\nb\n\n\n\nd\n"
    assert chosen(BLOCK, in_writing) == "a\n\n\n\nc\n\nd\n"
    assert faults(BLOCK) == []


def test_passage_without_else_is_for_one_kind_only() -> None:
    text = "a\n<!-- if outage.channel: phone -->\nb\n<!-- end -->\n"
    assert chosen(text, by_phone) == "a\n\nb\n\n"
    assert chosen(text, in_writing) == "a\n\n\n\n"


def test_blanks_around_the_words_of_a_mark_do_not_count() -> None:
    text = "<!--if outage.channel:phone-->\nb\n<!--  END  -->\n"
    assert (chosen(text, in_writing), faults(text)) == ("\n\n\n", [])


@pytest.mark.parametrize("before", ["!!! tip\n\n    a\n\n", "1. a\n\n", "- a\n\n"])
def test_passage_within_a_note_or_list_stays_in_it(before: str) -> None:
    md = Markdown(extensions=["admonition"])
    indented = before + "    <!-- if outage.channel: phone -->\n    b\n    <!-- else -->\n    c\n    <!-- end -->\n\n"
    for holds, words in ((by_phone, "b"), (in_writing, "c")):
        plain = f"{before}    {words}\n\n"
        assert md.reset().convert(chosen(indented + "d\n", holds)) == md.reset().convert(plain + "d\n")


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- if a: b -->\n```\n",
        "- ```html\n  <!-- end -->\n  ```\n",
        "~~~~\n```\n<!-- else -->\n~~~~\n",
        "write `<!-- end -->` here\n",
        "<!-- endless patience -->\n",
        "<!-- a note for writers -->\n",
    ],
)
def test_marks_in_code_and_other_comments_are_none(text: str) -> None:
    assert (chosen(text, by_phone), faults(text)) == (text, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<!-- if outage.chanel: phone -->\n<!-- end -->",
            ["a.md:11: 'outage.chanel' is nothing that a passage may ask for. Did you mean 'outage.channel'?"],
        ),
        (
            "<!-- if fax: on -->\n<!-- end -->",
            [
                "a.md:11: 'fax' is nothing that a passage may ask for."
                " Write one of outage.channel, identification.firm_number."
            ],
        ),
        (
            "a\n<!-- if outage.channel: fax -->\n<!-- end -->",
            ["a.md:12: 'outage.channel' is never 'fax'. Write one of ticket, phone."],
        ),
        (
            "<!-- if outage.channel -->\n<!-- end -->",
            [
                "a.md:11: 'if outage.channel' is no condition. Write key and value, such as"
                " <!-- if outage.channel: phone -->, or begin the comment with another word."
            ],
        ),
        (
            "a\n\n<!-- if outage.channel: phone -->\nb",
            ["a.md:13: this passage has no end. Write <!-- end --> below it."],
        ),
        (
            "<!-- else -->",
            [
                "a.md:11: 'else' stands outside a passage. Write <!-- if outage.channel: phone --> above it, or delete it."
            ],
        ),
        (
            "<!-- end -->",
            [
                "a.md:11: 'end' stands outside a passage. Write <!-- if outage.channel: phone --> above it, or delete it."
            ],
        ),
        (
            "<!-- if outage.channel: phone -->\n<!-- else -->\n<!-- else -->\n<!-- end -->",
            ["a.md:13: this passage has an 'else' already. Delete one of the two."],
        ),
        (
            "<!-- if outage.channel: phone -->\n<!-- if outage.channel: ticket -->\n<!-- else -->\n<!-- end -->\n<!-- end -->",
            [
                "a.md:12: this passage stands within that of line 11."
                " Write <!-- end --> above it: passages cannot be nested."
            ],
        ),
        (
            "a <!-- if outage.channel: phone -->\n<!-- end -->",
            ["a.md:11: something stands beside <!-- if -->. Give it a line of its own."],
        ),
        (
            "<!-- if outage.channel: phone -->\n<!-- end if -->",
            ["a.md:12: 'if' stands behind 'end'. Write <!-- end -->."],
        ),
    ],
)
def test_fault_of_a_mark_names_line_and_remedy(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_all_faults_are_told_in_one_run() -> None:
    text = "<!-- end -->\n<!-- if a: b -->\n<!-- end -->\n<!-- if outage.channel: phone -->\n"
    assert [fault.split(": ")[0] for fault in sorted(faults(text))] == ["a.md:11", "a.md:12", "a.md:14"]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- if outage.channel: phone -->\na\n",
        "<!-- if outage.channel: phone -->\n<!-- if outage.channel: ticket -->\na\n<!-- end -->\n<!-- end -->\n",
        "<!-- if phone -->\na\n<!-- end -->\n",
    ],
)
def test_text_of_a_faulty_passage_is_not_lost(text: str) -> None:
    assert chosen(text, in_writing) == text
