"""Who may import whom; see the table in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import CHECKOUT

# Each part and what it may import besides itself; "problems ← locales" reads: locales may import problems.
ALLOWED = {
    "problems": set(),
    "sources": {"problems"},
    "marked": {"problems"},
    "locales": {"problems"},
    "messages": {"problems", "locales"},
    "hours": {"locales"},
    "passages": {"problems"},
    "company": {"problems", "marked", "locales", "messages", "hours", "passages", "sources"},
    "articles": {"problems", "marked", "locales", "sources"},
    "site": {"problems", "locales", "messages", "passages", "company", "articles", "sources"},
    "text": {"problems"},
    "glossary": {"problems", "locales", "text", "articles", "company", "site"},
    "replacing": {"problems"},
    "forms": {"problems", "marked", "locales", "messages", "company", "sources", "text"},
    "search": {"problems", "locales", "text", "articles", "sources", "replacing"},
    "check": {
        *("problems", "marked", "locales", "messages", "hours", "passages", "company", "articles", "site", "sources"),
        *("text", "search", "glossary", "forms"),
    },
    "build": {"problems", "site", "search", "replacing"},
    "intake": {"problems", "locales", "messages", "forms"},
    "preview": {"problems", "build", "intake"},
    "cli": {
        *("__init__", "problems", "locales", "site", "check", "build", "text", "search", "glossary"),
        *("intake", "preview", "forms"),
    },
    "__init__": set(),
    "__main__": {"cli"},
}
FOREIGN_TO_THE_CORE = {"mkdocs", "properdocs", "material", "jinja2", "kb_mkdocs"}
WEB_FRAMEWORKS = {"starlette", "uvicorn"}
SERVING = {"intake", "preview"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.lineno, node.module or ""
            if node.module == "kb":
                yield from ((node.lineno, f"kb.{alias.name}") for alias in node.names)


def sources(folder: str) -> Iterator[Path]:
    return (path for path in sorted((CHECKOUT / folder).rglob("*.py")) if "starter" not in path.parts)


def part(path: Path) -> str:
    return path.relative_to(CHECKOUT / "kb").parts[0].removesuffix(".py")


def test_core_imports_follow_the_table() -> None:
    wrong = []
    for path in sources("kb"):
        for line, name in imports(path):
            names = name.split(".")
            if names[0] != "kb" or len(names) == 1:
                continue
            target = names[1] if names[1] in ALLOWED else "__init__"
            if target != part(path) and target not in ALLOWED[part(path)]:
                wrong.append(f"{path.relative_to(CHECKOUT)}:{line}: kb.{part(path)} must not import {name}")
    assert wrong == []


def test_core_knows_no_host() -> None:
    wrong = [
        f"{path.relative_to(CHECKOUT)}:{line}: the core must not import {name}"
        for path in sources("kb")
        for line, name in imports(path)
        if name.split(".")[0] in FOREIGN_TO_THE_CORE | (WEB_FRAMEWORKS if part(path) not in SERVING else set())
    ]
    assert wrong == []


def test_every_part_has_its_row() -> None:
    assert {part(path) for path in sources("kb")} == set(ALLOWED)


def test_plugins_do_not_patch_their_host() -> None:
    """No assignment to an attribute of a module that was imported from MkDocs."""
    wrong = []
    for path in sources("plugins"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        hosts = {
            alias.asname or alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name.split(".")[0] == "mkdocs"
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Assign):
                continue
            wrong += [
                f"{path.relative_to(CHECKOUT)}:{node.lineno}"
                for target in node.targets
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in hosts
            ]
    assert wrong == []


def test_standard_library_names_are_not_shadowed() -> None:
    shadowed = {path.stem for folder in ("kb", "plugins") for path in sources(folder)} & sys.stdlib_module_names
    assert shadowed <= {"site"}
