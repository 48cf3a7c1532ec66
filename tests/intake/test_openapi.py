"""What the service promises about its addresses, asked of the running service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.conftest import CHECKOUT
from tests.intake.conftest import Running
from tests.intake.site import ANSWERS

IS_FULL = os.environ.get("KB_TESTS") == "full"
EXAMPLES = 500 if IS_FULL else 30
PROMISED = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
OPERATIONS = [
    ("/v1/tickets", "POST"),
    ("/v1/tickets", "GET"),
    ("/v1/form-token", "GET"),
    ("/v1/challenge", "GET"),
    ("/v1/feedback", "POST"),
    ("/v1/feedback", "GET"),
    ("/v1/searches", "POST"),
    ("/v1/receipts/{receipt}", "GET"),
    ("/v1/openapi.json", "GET"),
    ("/healthz", "GET"),
    ("/readyz", "GET"),
]


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_are_those_that_are_promised(
    shared: Running, path: str, method: str, mode: GenerationMode, accept: str
) -> None:
    described = schemathesis.openapi.from_dict(shared.get("v1/openapi.json").json())
    operation = described[path][method]
    examples = EXAMPLES if method == "POST" else 5
    headers = {"Origin": shared.address.rstrip("/"), "Accept": accept}
    if mode == GenerationMode.NEGATIVE and method == "GET":
        mode = GenerationMode.POSITIVE  # what takes nothing can be given nothing wrong

    @seed(5)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        answer = case.call(base_url=shared.address.rstrip("/"), headers=headers, allow_redirects=False)
        case.validate_response(answer, checks=PROMISED)

    ask()


TEXTS = st.text(alphabet=st.characters(), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from([*ANSWERS, "version", "submission_id", "token", "pow", "topic", "files", "homepage", "domain"])


def test_no_json_makes_it_stumble(shared: Running) -> None:
    """The form's own names with values of any type, lone surrogates and numbers of any size among them."""

    @seed(5)
    @settings(max_examples=EXAMPLES * 4, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(NAMES, VALUES, max_size=4))
    def ask(changes: dict[str, object]) -> None:
        content = json.dumps({**ANSWERS, **changes}).encode()
        answer = shared.post(content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code in (200, 201, 422), answer.text
        if answer.status_code == 422:
            assert answer.json()["errors"] or answer.json()["code"] in ("form.expired", "pow.invalid")

    ask()


def test_command_prints_what_the_service_answers(shared: Running) -> None:
    command = [sys.executable, "-m", "kb", "intake", "openapi", "--site", str(shared.site)]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    printed, served = json.loads(done.stdout), shared.get("v1/openapi.json").json()
    assert printed.pop("servers") == [{"url": "https://help.example.com"}]
    assert served.pop("servers") == [{"url": ".."}]
    assert printed == served
    submission = served["components"]["schemas"]["ticket-submission"]
    assert submission["properties"]["department"]["enum"] == ["domains", "email", "complaints"]
    assert submission["properties"]["locale"]["enum"] == ["sl", "pl"]
