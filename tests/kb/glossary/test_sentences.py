"""How often the site's own terms are found where a person sees them, and nowhere else."""

from __future__ import annotations

import pytest

from tests.kb.glossary.labelled import CASES, score, sentences

PRECISION, RECALL = 0.98, 0.95


@pytest.mark.parametrize(("tag", "name"), CASES)
def test_terms_are_found_where_a_person_sees_them(tag: str, name: str) -> None:
    found = score(tag, name)
    shown = "\n".join([f"precision {found.precision:.3f}", *found.wrong, f"recall {found.recall:.3f}", *found.missed])
    assert found.precision >= PRECISION, shown
    assert found.recall >= RECALL, shown


@pytest.mark.parametrize(("tag", "name"), CASES)
def test_there_are_sixty_sentences_and_near_half_of_them_name_no_term(tag: str, name: str) -> None:
    all_of_it = list(sentences(tag, name))
    without = [sentence for sentence in all_of_it if not sentence.labels]
    assert len(all_of_it) >= 60
    assert 0.33 <= len(without) / len(all_of_it) <= 0.67
