"""Problems and how they print."""

from kb.problems import Problem, sorted_problems


def test_problem_prints_path_line_fault_and_remedy() -> None:
    problem = Problem("docs/sl/a.md", 4, "'updated: 31/12/2025' is not a date", "Write it as 2025-12-31")
    assert str(problem) == "docs/sl/a.md:4: 'updated: 31/12/2025' is not a date. Write it as 2025-12-31."


def test_problem_of_a_whole_file_prints_no_line() -> None:
    assert (
        str(Problem("docs/a.md", 0, "this is wrong", "Did you mean 'b'?"))
        == "docs/a.md: this is wrong. Did you mean 'b'?"
    )


def test_problems_are_sorted_by_path_and_line_and_stand_once() -> None:
    late, early, other = (Problem("a", 9, "m", "r"), Problem("a", 2, "m", "r"), Problem("b", 1, "m", "r"))
    assert sorted_problems([other, late, early, late]) == [early, late, other]
