"""Every fault that the intake must survive is claimed by a test: ``Case N.`` in its docstring."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

import pytest

from tests.conftest import CHECKOUT

CASES = range(1, 35)


@functools.cache
def claims() -> frozenset[int]:
    return frozenset(_claims())


def _claims() -> Iterator[int]:
    for path in (CHECKOUT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield from (int(number) for number in re.findall(r"\bCase (\d+)\.", ast.get_docstring(node) or ""))


@pytest.mark.parametrize("case", CASES)
def test_case_is_claimed_by_a_test(case: int) -> None:
    assert case in claims()


def test_no_case_is_claimed_that_there_is_not() -> None:
    assert claims() <= set(CASES)
