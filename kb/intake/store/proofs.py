"""Proofs of work that were sent with tickets: none counts twice."""

from __future__ import annotations

from dataclasses import dataclass

from kb.intake.store.database import Database, Statements


class SpentError(Exception):
    """A proof of work that came with a ticket before."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A solved task."""

    nonce: str
    expires: float
    """Seconds since 1970; nobody takes it later."""


def spend(run: Statements, proof: Proof) -> None:
    """Keep a proof from being sent again, within its ticket's transaction.

    Raises:
        SpentError: it was.
    """
    sql = (
        "INSERT INTO challenges (nonce, expires) VALUES (:nonce, :expires)"
        " ON CONFLICT (nonce) DO NOTHING RETURNING nonce"
    )
    if not run(sql, nonce=proof.nonce, expires=proof.expires):
        raise SpentError(proof.nonce)


def forget_proofs(database: Database, *, before: float) -> None:
    """Forget proofs of work that nobody would take any more."""
    database.write(lambda run: run("DELETE FROM challenges WHERE expires < :before", before=before))
