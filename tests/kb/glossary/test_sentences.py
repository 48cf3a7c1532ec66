"""How often the site's own terms are found where a person sees them, and nowhere else."""

from __future__ import annotations

import pytest

from tests.kb.glossary.labelled import LOCALES, score, sentences

PRECISION, RECALL = 0.98, 0.95


@pytest.mark.parametrize("half", [0, 1], ids=["development", "final"])
@pytest.mark.parametrize("tag", LOCALES)
def test_terms_are_found_where_a_person_sees_them(tag: str, half: int) -> None:
    found = score(tag, half)
    shown = "\n".join([f"precision {found.precision:.3f}", *found.wrong, f"recall {found.recall:.3f}", *found.missed])
    assert found.precision >= PRECISION, shown
    assert found.recall >= RECALL, shown


@pytest.mark.parametrize("tag", LOCALES)
def test_there_are_sixty_sentences_and_half_of_them_are_look_alikes(tag: str) -> None:
    both = [*sentences(tag, 0), *sentences(tag, 1)]
    without = [sentence for sentence in both if not sentence.labels]
    assert len(both) >= 60
    assert 0.35 <= len(without) / len(both) <= 0.65
