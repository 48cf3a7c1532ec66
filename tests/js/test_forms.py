"""Python and JavaScript make the same of every submission: conditions, faults, secrets, advice, composed text."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from kb.forms.coach import advice
from kb.forms.compose import composed
from kb.forms.detectors import findings, secrets, without_secrets
from kb.forms.form import Form, counted, visible
from kb.forms.public import public
from kb.forms.texts import Texts, error_text
from kb.forms.uploads import Upload
from kb.forms.validation import Answers, Fault, Refusal, validated
from tests.conftest import CHECKOUT
from tests.js import submissions
from tests.kb.forms.world import every_kind, links_of, real_forms

CASES = 10_000 if os.environ.get("KB_TESTS") == "full" else 1_000


def forms() -> list[tuple[Form, Texts, Texts | None]]:
    real = real_forms()
    pairs = [(form, real.texts[form.id, tag]) for form in real.forms.values() for tag in ("sl", "el", "ru", "pl")]
    return [
        *((form, texts, real.working_texts(form.id)) for form, texts in pairs),
        *((*every_kind(), working) for working in (None, every_kind("pl")[1])),
    ]


def ours(form: Form, texts: Texts, working: Texts | None, case: dict[str, Any]) -> dict[str, Any]:
    uploads = {
        name: [Upload(f["name"], f["size"], None if f["head"] is None else bytes.fromhex(f["head"])) for f in found]
        for name, found in case["files"].items()
    }
    result = validated(form, case["raw"], uploads, smtputf8=case["smtputf8"])
    values = result.values
    errors = result.errors if isinstance(result, Refusal) else {}
    told = composed(form, texts, values, uploads, working=working)
    return {
        "answers": values,
        "errors": [
            (id_, fault.code, fault.value, error_text(form, texts, id_, fault)) for id_, fault in errors.items()
        ],
        "ignored": result.ignored if isinstance(result, Answers) else [],
        "secrets": [(f.kind, f.field, f.is_refused) for f in secrets(form, values, skipped=unsearched(errors))],
        "visible": visible(form, values),
        "counted": counted(form, values),
        "kept": without_secrets(form, values),
        "advice": [(given.id, given.field, given.severity, given.text) for given in advice(form, texts, values)],
        "composed": {"subject": told.subject, "body": told.body},
    }


def unsearched(errors: Mapping[str, Fault]) -> list[str]:
    return [name for name, fault in errors.items() if fault.code not in ("secret", "forbidden")]


def plain(value: Any) -> Any:
    """As JSON gives it back."""
    return json.loads(json.dumps(value))


@pytest.fixture(scope="module")
def compared(node: str) -> list[tuple[Any, Any, Any]]:
    """What was sent, what Python made of it, what JavaScript made of it."""
    chance = Random(2026)
    known = forms()
    cases: list[dict[str, Any]] = []
    for _ in range(CASES):
        number = chance.randrange(len(known))
        form = known[number][0]
        raw, files = submissions.submission(form, chance), submissions.files(form, chance)
        cases.append({"form": number, "raw": raw, "files": files, "smtputf8": chance.random() < 0.3})
    texts = [submissions.text(chance) for _ in range(CASES)]
    published = [public(form, words, links=links_of(form, words), working=working) for form, words, working in known]
    done = subprocess.run(
        [node, "tests/js/forms_stdin.js"],
        cwd=CHECKOUT,
        input=json.dumps({"forms": published, "cases": cases, "texts": texts}),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout)
    made = [
        (case, plain(ours(*known[int(case["form"])], case)), found)
        for case, found in zip(cases, theirs["cases"], strict=True)
    ]
    places = [[(f.kind, f.start, f.end, f.is_refused) for f in findings(text)] for text in texts]
    return made + [
        (text, plain(ours_), found) for text, ours_, found in zip(texts, places, theirs["texts"], strict=True)
    ]


def test_python_and_javascript_make_the_same_of_every_submission(compared: list[tuple[Any, Any, Any]]) -> None:
    for sent, expected, found in compared:
        assert found == expected, json.dumps(sent)[:2000]


def test_submissions_reach_what_they_are_made_for(compared: list[tuple[Any, Any, Any]]) -> None:
    made = [expected for _, expected, _ in compared if isinstance(expected, dict)]
    codes = {error[1] for each in made for error in each["errors"]}
    assert codes >= {"required", "invalid", "too_long", "too_short", "one_of", "smtputf8", "secret", "forbidden"}
    assert codes >= {"type", "empty", "too_large", "too_many"}
    assert sum(not each["errors"] for each in made) > len(made) / 10
    kinds = {found[0] for _, each, _ in compared if isinstance(each, list) for found in each}
    assert kinds == {"password", "authinfo", "support-code", "card", "pesel", "emso", "amka", "snils", "passport"}
