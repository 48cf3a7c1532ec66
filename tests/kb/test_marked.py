"""YAML with line numbers."""

from kb.marked import Marked, parse
from kb.problems import Problem


def parsed(text: str) -> Marked:
    document = parse(text, path="a.yml", first_line=2)
    assert isinstance(document, Marked)
    return document


def test_lines_are_those_of_keys_and_items() -> None:
    document = parsed("a: 1\nb:\n  - x\n  - c: 3\n")
    assert [document.line("a"), document.line("b"), document.line("b", 0), document.line("b", 1, "c")] == [2, 3, 4, 5]


def test_line_of_an_absent_key_is_that_of_the_nearest_around() -> None:
    assert parsed("a:\n  b: 1\n").line("a", "missing") == 2


def test_broken_yaml_is_a_problem_at_its_line() -> None:
    problem = parse("a: 1\nb: [1,\nc: 2\n", path="a.yml", first_line=2)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line >= 3) == ("a.yml", True)


def test_control_character_is_a_problem_and_no_crash() -> None:
    assert isinstance(parse("a: \x00", path="a.yml"), Problem)


def test_empty_document_has_no_value() -> None:
    assert parsed("").value is None


def test_date_that_is_none_is_a_problem_at_its_line() -> None:
    problem = parse("a: 1\nb: [x, 2025-13-45]\n", path="a.yml")
    assert str(problem) == "a.yml:2: '2025-13-45' has no such day, time or number. Write it as 2025-12-31."


def test_key_that_stands_twice_is_told() -> None:
    (problem,) = parsed("a: 1\nb: {c: 1, c: 2}\n").duplicates
    assert str(problem) == "a.yml:3: the key 'c' stands twice. Keep one of the two lines."
