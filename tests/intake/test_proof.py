"""Proof of work, by scripts and by pages that have none."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import altcha
import pytest

from kb.intake.bodies import Body
from kb.intake.keyed import Keyed
from kb.intake.proof import Proofs
from kb.intake.settings import Settings
from kb.intake.store.opening import open_store
from kb.intake.store.proofs import SpentError, forget_proofs
from kb.intake.store.ticket_store import Acceptance
from kb.intake.submissions import Submission
from kb.intake.suspicion import Suspicion
from tests.intake.conftest import Running, Start
from tests.intake.site import ANSWERS
from tests.intake.test_store import ticket
from tests.intake.test_tickets import HTML


def asked(running: Running) -> dict[str, Any]:
    """A fresh task."""
    answer = running.get("v1/challenge")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    found: dict[str, Any] = answer.json()
    return found


def solved(challenge: dict[str, Any]) -> dict[str, Any]:
    found = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    assert found
    return {"challenge": challenge, "solution": {"counter": found.counter, "derivedKey": found.derived_key}}


def packed(payload: object) -> str:
    return base64.b64encode(json.dumps(payload).encode()).decode()


def forged(payload: dict[str, Any]) -> str:
    """An easier task than the one that was set, solved."""
    easier = {**payload["challenge"]["parameters"], "keyPrefix": "00"}
    return packed(solved({**payload["challenge"], "parameters": easier}))


def unsigned(payload: dict[str, Any]) -> str:
    made = altcha.create_challenge("PBKDF2/SHA-256", 1, hmac_secret="another")  # noqa: S106
    return packed(solved(made.to_dict()))


def unsolved(payload: dict[str, Any]) -> str:
    return packed({**payload, "solution": {"counter": 1, "derivedKey": "00" * 32}})


def prolonged(payload: dict[str, Any]) -> str:
    later = {**payload["challenge"]["parameters"], "expiresAt": 4_102_444_800}
    return packed({**payload, "challenge": {**payload["challenge"], "parameters": later}})


@pytest.fixture
def strict(start: Start) -> Running:
    return start(KB_INTAKE_PROOF_OF_WORK="on")


def refusal(running: Running, **changes: object) -> tuple[int, str]:
    answer = running.send(**changes)
    return answer.status_code, answer.json().get("code", "")


def test_solved_task_opens_the_door_once(strict: Running) -> None:
    """Case 19."""
    proof = packed(solved(asked(strict)))
    body = {**ANSWERS, "submission_id": uuid.uuid4().hex, "pow": proof}
    first = strict.post(json=body)
    assert first.status_code == 201
    # The same ticket once more is answered alike; another one needs work of its own.
    assert strict.post(json=body).json()["number"] == first.json()["number"]
    assert refusal(strict, pow=proof, subject="Drugo") == (422, "pow.invalid")
    assert len(strict.tickets()) == 1
    strict.stop()
    strict.start()
    assert refusal(strict, pow=proof, subject="Drugo") == (422, "pow.invalid")


@pytest.mark.parametrize("spoiled", [forged, unsigned, unsolved, prolonged])
def test_forged_proof_is_none(strict: Running, spoiled: Callable[[dict[str, Any]], str]) -> None:
    """Case 19."""
    assert refusal(strict, pow=spoiled(solved(asked(strict)))) == (422, "pow.invalid")


@pytest.mark.parametrize("proof", ["", "x", "e30=", packed([]), packed({"challenge": 1, "solution": []}), "é", "[" * 9])
def test_missing_or_unreadable_proof_is_none(strict: Running, proof: str) -> None:
    """Case 19."""
    answer = strict.send(pow=proof)
    assert (answer.status_code, answer.json()["code"]) == (422, "pow.invalid")
    assert "nalogo" in answer.json()["detail"] or "opravil" in answer.json()["detail"]


def test_expired_proof_is_none(tmp_path: object) -> None:
    """Case 19."""
    store = open_store(f"sqlite:///{tmp_path}/intake.sqlite")
    now = 1_000_000_000.0  # long ago: what it sets has expired by now
    proofs = Proofs(Settings(proof_of_work="on"), store, Keyed(b"secret"), clock=lambda: now)
    assert proofs.read(packed(solved(proofs.challenge()))) is None
    store.close()


def test_proof_is_spent_only_by_a_ticket_that_is_kept(strict: Running) -> None:
    proof = packed(solved(asked(strict)))
    assert refusal(strict, pow=proof, email="wrong") == (422, "fields.invalid")
    assert refusal(strict, pow=proof) == (201, "")


def test_spent_proof_undoes_the_ticket_that_brings_it(tmp_path: object) -> None:
    store = open_store(f"sqlite:///{tmp_path}/intake.sqlite")
    proofs = Proofs(Settings(proof_of_work="on"), store, Keyed(b"secret"))
    proof = proofs.read(packed(solved(proofs.challenge())))
    rules = Acceptance(proof=proof)
    store.accept(ticket(), rules)
    with pytest.raises(SpentError):
        store.accept(replace(ticket(), submission_id="c" * 16), rules)
    assert len(list(store.tickets())) == 1
    assert proof
    forget_proofs(store.database, before=proof.expires + 1)
    store.accept(replace(ticket(), submission_id="d" * 16), rules)
    store.close()


def test_page_without_scripts_needs_none_but_is_limited_more_strictly(start: Start) -> None:
    """Case 19."""
    running = start(KB_INTAKE_PROOF_OF_WORK="on", KB_INTAKE_RATE_LIMITS="on", KB_INTAKE_RATE_PER_NETWORK="8")
    codes = [running.post(data={**ANSWERS, "subject": f"Zadeva {n}"}, headers=HTML).status_code for n in range(3)]
    assert codes == [303, 303, 429]
    proof = packed(solved(asked(running)))
    assert refusal(running, pow=proof) == (201, "")


def test_page_without_scripts_full_of_links_waits_for_its_release(strict: Running) -> None:
    links = "Glejte http://a.example http://b.example http://c.example"
    strict.post(data={**ANSWERS, "description": links}, headers=HTML)
    strict.post(data={**ANSWERS, "description": "Glejte http://a.example"}, headers=HTML)
    assert [ticket["reason"] for ticket in strict.tickets()] == ["no_proof", ""]


def test_flood_of_pages_without_scripts_waits_for_its_release(tmp_path: object) -> None:
    store = open_store(f"sqlite:///{tmp_path}/intake.sqlite")
    keyed = Keyed(b"secret")
    rules = Suspicion(Settings(proof_of_work="on"), store, keyed, clock=lambda: 2000.0)
    reasons = []
    for number in range(62):
        sent = Submission(Body({}), f"203.0.113.{number}/32", is_page=True)
        reasons.append(rules.reason({"subject": "Zadeva"}, is_unproved=True))
        kept = replace(ticket(), created=1000.0 + number, submission_id=f"{number:08}")
        store.accept(kept, Acceptance(limits=rules.limits(sent, "", is_unproved=True)))
    assert reasons == [""] * 60 + ["no_proof"] * 2
    # Who proves work, or sends while none is asked for, has no part in it.
    assert rules.reason({"subject": "Zadeva"}, is_unproved=False) == ""
    store.close()


def test_proof_is_asked_for_only_while_far_more_tickets_come_than_usual(start: Start) -> None:
    running = start(KB_INTAKE_RATE_LIMITS="on", KB_INTAKE_BUSY_PER_HOUR="2")
    assert running.get("v1/challenge").status_code == 204
    for number in range(3):
        assert refusal(running, subject=f"Zadeva {number}") == (201, "")
    running.wait_for(lambda: running.get("v1/challenge").status_code == 200)
    assert refusal(running, subject="Še ena") == (422, "pow.invalid")
    assert refusal(running, subject="Še ena", pow=packed(solved(asked(running)))) == (201, "")


@pytest.mark.parametrize("limits", ["on", "off"])
def test_bare_post_of_an_allowed_origin_needs_no_proof_where_nothing_is_set(start: Start, limits: str) -> None:
    running = start(KB_INTAKE_RATE_LIMITS=limits)
    assert [refusal(running, subject=f"Zadeva {n}", email=f"a{n}@example.com") for n in range(20)] == [(201, "")] * 20
