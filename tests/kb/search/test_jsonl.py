"""Documents from JSON lines, and what is wrong with them."""

import pytest

from kb.search.documents import Document, Section
from kb.search.jsonl import read_documents
from tests.kb.search.conftest import WriteLines

ONE = {"id": "a", "title": "T", "text": "x"}
SHAPE = 'Write {"id": "…", "title": "…", "text": "…"} on one line.'


def test_documents_come_by_id_with_their_lines(write_lines: WriteLines) -> None:
    path = write_lines(
        {"id": "b", "title": " Second\n title ", "text": "One.\r\n\r\n Two \u2028 lines. ", "date": 1}, "", ONE
    )
    assert read_documents(path) == (
        [
            Document("a", "T", (Section("", "", "x"),), url="a"),
            Document("b", "Second title", (Section("", "", "One.\nTwo\nlines."),), url="b"),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("text", "left"), [("Title\nText.", "Text."), ("Title ", ""), ("Titles\nText.", "Titles\nText."), ("", "")]
)
def test_title_as_the_texts_first_line_is_left_out(write_lines: WriteLines, text: str, left: str) -> None:
    (document,), _ = read_documents(write_lines({"id": "a", "title": "Title", "text": text}))
    assert "".join(section.text for section in document.sections) == left


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{x", f"this is not JSON: Expecting property name enclosed in double quotes at column 2. {SHAPE}"),
        ('{"id": "a', f"this is not JSON: Unterminated string starting at column 8. {SHAPE}"),
        ('{"id": "a\t"}', f"this is not JSON: Invalid control character at column 10. {SHAPE}"),
        ("[" * 100_000, f"this is JSON nested too deeply, or with a number too long, to be read. {SHAPE}"),
        ("1" * 5000, f"this is JSON nested too deeply, or with a number too long, to be read. {SHAPE}"),
        ("[1]", f"this is a list, not an object. {SHAPE}"),
        ("null", f"this is null, not an object. {SHAPE}"),
        ({"id": "x", "title": "T"}, f"'text' is missing. {SHAPE}"),
        ({**ONE, "id": 7}, '\'id\' is a number, not a text. Write "id": "…".'),
        ({**ONE, "text": ["x"]}, '\'text\' is a list, not a text. Write "text": "…".'),
        ({**ONE, "title": " \n"}, "'title' is empty. Write what the document is called."),
        ({**ONE, "id": ""}, "'id' is empty. Write a text."),
        ({**ONE, "id": "x\ny"}, "'id' has a line break. Write it on one line."),
        (
            '{"id": "x", "title": "T", "text": "\\ud83d"}',
            "'text' holds half of a character, such as \\ud83d alone. Write the character itself, in UTF-8.",
        ),
    ],
)
def test_fault_is_told_with_its_line(write_lines: WriteLines, line: object, fault: str) -> None:
    path = write_lines({**ONE, "id": "first"}, "", line)
    assert [str(problem) for problem in read_documents(path)[1]][:1] == [f"{path}:3: {fault}"]


def test_all_faults_are_told_in_one_run(write_lines: WriteLines) -> None:
    path = write_lines(ONE, {**ONE, "title": "U"}, {"id": 1, "text": None}, "{")
    assert [(problem.line, problem.message.split(":")[0]) for problem in read_documents(path)[1]] == [
        (2, "the id 'a' stands already at line 1"),
        (3, "'id' is a number, not a text"),
        (3, "'title' is missing"),
        (3, "'text' is null, not a text"),
        (4, "this is not JSON"),
    ]


def test_file_without_a_document_is_told(write_lines: WriteLines) -> None:
    path = write_lines("", " ")
    assert [str(problem) for problem in read_documents(path)[1]] == [f"{path}: there is no document in it. {SHAPE}"]


def test_file_in_another_encoding_is_told(write_lines: WriteLines) -> None:
    path = write_lines()
    path.write_bytes('{"id": "a"}\n{"id": "č"}'.encode("cp1250"))
    assert [str(problem) for problem in read_documents(path)[1]] == [
        f"{path}:2: this is not UTF-8. Save the file with the encoding UTF-8."
    ]
