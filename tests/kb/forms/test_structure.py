"""A form's structure: faults by line, and the company's profile."""

from __future__ import annotations

import pytest

from kb.company import Company
from kb.forms.conditions import ALWAYS, NEVER, Answered, Not
from kb.forms.form import Form
from kb.forms.structure import read_structure, trimmed
from tests.kb.forms.world import EVERY_KIND, marked

HEAD = "form: x\nversion: 1\ncompose: {blocks: [b]}\n"


def read(text: str, company: Company | None = None) -> tuple[Form, list[str]]:
    form, problems = read_structure(marked(text, "docs/forms/x.yml"), "x", company)
    return form, [f"{problem.line}: {problem.message}" for problem in problems]


def field(text: str) -> str:
    return (
        HEAD + "steps:\n  - id: s\n    fields:\n      - {id: a, type: choice, options: [b, c]}\n      - " + text + "\n"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("form: y\nversion: 1\ncompose: {blocks: [b]}\nsteps: []\n", "1: 'form: y' is not the file's name"),
        ("form: x\nversion: one\ncompose: {blocks: [b]}\nsteps: []\n", "2: 'version: one' is no number"),
        ("form: x\nversion: 1\nsteps: []\n", "1: nothing says how the text for staff is made"),
        (HEAD, "1: 'steps' is no list"),
        (HEAD + "stepps: []\nsteps: []\n", "4: 'stepps' is not known in the form"),
        (HEAD + "steps: []\nsteps: []\n", "5: the key 'steps' stands twice"),
        (field("{id: a, type: text}"), "8: the field 'a' is there twice"),
        (field("{id: form, type: text}"), "8: 'form' is not free for a field"),
        (field("{id: 2nd, type: text}"), "8: '2nd' cannot be the id of a field"),
        (field("{id: d, type: number}"), "8: 'number' is no type of a field"),
        (field("{id: d, type: text, options: [a]}"), "8: 'options' is not known in a field of type text"),
        (field("{id: d, type: choice}"), "8: 'options' of a choice is no list"),
        (field("{id: d, type: choice, options: [yes]}"), "8: the id of an option is yes or no without quotes"),
        (field("{id: d, type: choice, options: [e, e]}"), "8: the option 'e' is there twice"),
        (field("{id: d, type: text, when: {z: b}}"), "8: 'z' cannot be asked for here"),
        (field("{id: d, type: text, when: {d: b}}"), "8: 'd' cannot be asked for here"),
        (field("{id: d, type: text, when: {a: x}}"), "8: 'x' is no option of 'a'"),
        (field("{id: d, type: text, when: mail}"), "8: 'mail' is no condition of this form"),
        (field("{id: d, type: text, when: {company.x: y}}"), "8: the company's profile has no 'x'"),
        (field("{id: d, type: text, when: {}}"), "8: this is no condition"),
        (field("{id: d, type: text, pattern: iban}"), "8: 'iban' is no known pattern"),
        (field("{id: d, type: text, max: 0}"), "8: 'max: 0' is no number"),
        (field("{id: d, type: text, sensitive: perhaps}"), "8: 'sensitive: perhaps' is neither true nor false"),
        (field("{id: d, type: text, block: c}"), "8: 'c' is no block of the text for staff"),
        (field("{id: d, type: files, accept: [exe]}"), "8: 'exe' is no known ending of a file"),
        (HEAD + "conditions: {k: {a: b}}\nsteps: []\n", "4: nothing uses the condition 'k'"),
        (field("{id: d, type: text, when: k}\nconditions:\n  k: k"), "10: the condition 'k' leads to itself"),
        (field("{id: d, type: text}\ncoach:\n  - {id: r, fields: [a], words: 2}"), "10: 'a' is no field that is typed"),
        (field("{id: d, type: text}\ncoach:\n  - {id: r, fields: [d]}"), "10: nothing can satisfy the rule 'r'"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_line(text: str, fault: str) -> None:
    _, faults = read(text)
    assert any(found.startswith(fault) for found in faults), faults


def test_all_faults_are_told_at_once() -> None:
    _, faults = read(field("{id: d, type: text, max: x, pattern: y, when: {z: 1}}"))
    assert len(faults) == 3


def test_subject_and_first_fields_must_exist() -> None:
    text = "form: x\nversion: 1\ncompose:\n  subject: ['{nobody}']\n  blocks:\n    - {id: b, first: [c]}\nsteps: []\n"
    assert read(text)[1] == ["4: '{nobody}' is no field of this form", "6: the block 'b' has no field 'c'"]


def test_answer_that_yaml_reads_as_a_truth_value_is_a_fault_where_an_option_is_so_called() -> None:
    known = HEAD + "steps:\n  - id: s\n    fields:\n      - {id: a, type: choice, options: ['yes', 'no']}\n"
    _, faults = read(known + "      - {id: b, type: text, when: {a: no}}\n")
    assert faults[0].startswith("8: an answer of 'a' is yes or no without quotes")
    form, faults = read(field("{id: d, type: text, when: {a: false}}"))
    assert faults == []
    assert form.by_id["d"].when == Not(Answered("a"))


PROFILE = marked(
    "name: X\noutage: {channel: phone}\nidentification: {firm_number: false}\nauthorisation: {methods: [panel, code]}\n",
    "docs/company.yml",
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{company.outage.channel: phone}", ALWAYS),
        ("{company.outage.channel: ticket}", NEVER),
        ("{company.outage.channel: [ticket, phone]}", ALWAYS),
        ("{company.identification.firm_number: true}", NEVER),
        ("{company.identification.firm_number: false}", ALWAYS),
        ("{company.authorisation.methods: code}", ALWAYS),
        ("{company.authorisation.methods: mail}", NEVER),
        ("{not: {company.authorisation.methods: mail}}", ALWAYS),
        ("{any: [{company.outage.channel: ticket}, {company.authorisation.methods: code}]}", ALWAYS),
    ],
)
def test_conditions_on_the_profile_are_resolved(condition: str, expected: object) -> None:
    form, faults = read(field(f"{{id: d, type: text, when: {condition}}}"), Company(PROFILE))
    assert faults == []
    assert form.by_id["d"].when == expected


def test_what_the_profile_rules_out_is_gone() -> None:
    text = field("{id: d, type: text, when: {company.outage.channel: ticket}}")
    whole, _ = read(
        text + "      - {id: e, type: choice, options: [f, {id: g, when: {company.outage.channel: ticket}}]}\n",
        Company(PROFILE),
    )
    form = trimmed(whole)
    assert [found.id for found in form.fields] == ["a", "e"]
    assert [option.id for option in form.by_id["e"].options] == ["f"]
    assert form.blocks[0].fields == ("a", "e")


def test_every_kind_of_field_can_be_written() -> None:
    _, problems = read_structure(marked(EVERY_KIND), "every", None)
    assert problems == []
