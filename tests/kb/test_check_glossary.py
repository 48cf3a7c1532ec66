"""Rules over the glossary."""

from __future__ import annotations

import pytest

from kb.check.glossary import LONGEST_DEFINITION, use_problems
from kb.site import read_site, site_settings
from tests.conftest import MakeDocs, RunKb, page
from tests.kb.checking import HOME, check

TERM = "---\nkind: term\nterm: {}\nshort: {}\n{}\n---\n\nBesedilo.\n"


def world(**files: str) -> dict[str, str]:
    """A site with a folder of terms; ``sl_a`` is the term sl/glossary/a.md, ``page`` the article sl/page.md."""
    texts = {f"{tag}/glossary/index.md": page() for tag in ("sl", "pl")}
    for name, text in files.items():
        tag, _, term = name.partition("_")
        texts[f"{tag}/glossary/{term}.md" if term else f"sl/{tag}.md"] = text
    return {**HOME, **texts}


def used(make_docs: MakeDocs, **files: str) -> list[str]:
    root = make_docs(world(**files))
    site, _ = read_site(site_settings(root, root / "docs", locales=["sl", "pl"]))
    return [str(problem) for problem in use_problems(site)]


def test_name_of_two_terms_is_a_fault(make_docs: MakeDocs) -> None:
    root = make_docs(
        world(
            sl_a=TERM.format("prenos", "A.", "aliases: [Transfer]"),
            sl_b=TERM.format("promet", "B.", "aliases: [transfer]"),
        )
    )
    faults = [str(problem) for problem in check(root) if not problem.is_warning]
    assert faults == [
        "docs/sl/glossary/b.md:5: the name 'transfer' is also claimed by docs/sl/glossary/a.md. Keep it with one of them, "
        "or list it under 'sometimes:' of both: their sections then decide."
    ]


def test_name_that_both_hold_only_sometimes_is_none(make_docs: MakeDocs) -> None:
    root = make_docs(
        world(
            sl_a=TERM.format("prenos", "A.", "aliases: [transfer]\nsometimes: [transfer]"),
            sl_b=TERM.format("promet", "B.", "sometimes: [transfer]"),
        )
    )
    assert [problem for problem in check(root) if not problem.is_warning] == []


def test_term_without_a_text_in_a_locale_is_told(make_docs: MakeDocs) -> None:
    found = [str(problem) for problem in check(make_docs(world(sl_a=TERM.format("prenos", "A.", ""))))]
    assert "docs/sl/glossary/a.md: the term 'prenos' has no text in pl. Write docs/pl/glossary/a.md." in found


@pytest.mark.parametrize(("length", "is_told"), [(LONGEST_DEFINITION, False), (LONGEST_DEFINITION + 1, True)])
def test_definition_over_length_is_told(make_docs: MakeDocs, length: int, is_told: bool) -> None:
    found = [str(problem) for problem in check(make_docs(world(sl_a=TERM.format("prenos", "A" * length, ""))))]
    assert any(f"docs/sl/glossary/a.md:4: the definition has {length} characters" in each for each in found) == is_told


def test_doubtful_place_is_told_with_its_candidates_and_what_to_write(make_docs: MakeDocs) -> None:
    found = used(
        make_docs,
        sl_a=TERM.format("prenos domene", "A.", "sometimes: [prenos]"),
        sl_b=TERM.format("prenos podatkov", "B.", "sometimes: [prenos]"),
        page=page(body="Prenos domene in prenos podatkov.\n\n## Drugo {#other}\n\nKoliko stane prenos?"),
    )
    assert found == [
        "docs/sl/page.md:10: 'prenos' may mean 'prenos domene' or 'prenos podatkov', and its section does not decide. Write "
        "the full name, or a link such as [prenos](glossary/a.md), or {.no-terms} behind the paragraph."
    ]


def test_term_that_no_article_uses_is_told(make_docs: MakeDocs) -> None:
    (found,) = used(make_docs, sl_a=TERM.format("prenos domene", "A.", ""))
    assert found.startswith("docs/sl/glossary/a.md: no article uses the term 'prenos domene'")


def test_article_whose_locale_lacks_a_term_that_it_speaks_of_is_told(make_docs: MakeDocs) -> None:
    root = make_docs(
        world(sl_a=TERM.format("prenos domene", "A.", ""), page=page(body="Prenos domene."))
        | {"pl/page.md": page(body="Transfer.", translation="{from: sl, status: reviewed}")}
    )
    site, _ = read_site(site_settings(root, root / "docs", locales=["sl", "pl"]))
    assert [str(problem) for problem in use_problems(site)] == [
        "docs/pl/page.md: it speaks of what sl explains as 'prenos domene', and pl has no such term. "
        "Write docs/pl/glossary/a.md."
    ]


def test_commands_list_show_use_and_count(make_docs: MakeDocs, run_kb: RunKb) -> None:
    root = make_docs(
        world(
            sl_a=TERM.format("prenos domene", "A.", "aliases: [selitev domene]"),
            sl_c=TERM.format("čas", "C.", ""),
            sl_d=TERM.format("cena", "D.", ""),
            page=page(body="Po prenosu domene. Selitev domene."),
        )
    )
    assert run_kb("glossary", "list", cwd=root).out.splitlines() == [
        "sl",
        "  cena (d)",
        "  čas (c)",
        "  prenos domene (a): selitev domene",
    ]
    usage = "docs/sl/page.md:6: prenosu domene (link)\ndocs/sl/page.md:6: Selitev domene\n"
    assert run_kb("glossary", "usage", "a", cwd=root).out == usage
    assert run_kb("glossary", "usage", "Selitev domene", cwd=root).out == usage
    assert run_kb("glossary", "coverage", cwd=root).out.splitlines()[:2] == [
        "sl: 1 of 4 articles, 1 links, 0 doubtful",
        "      1  prenos domene",
    ]
    unknown = run_kb("glossary", "usage", "x", cwd=root)
    assert unknown.code == 2
    assert "There is no term 'x'. Write a name, or one of a, c, d." in unknown.err


def test_site_without_terms_says_how_to_write_one(make_docs: MakeDocs, run_kb: RunKb) -> None:
    done = run_kb("glossary", "list", cwd=make_docs(HOME))
    assert done.code == 2
    assert "kind: term" in done.err
