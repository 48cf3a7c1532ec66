"""Taking a submission in: checked, kept on disk, and only then given a number."""

from __future__ import annotations

import json
import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from kb.forms.compose import composed
from kb.forms.public import Published
from kb.forms.published import read_public
from kb.forms.validation import Answers, Refusal, validated
from kb.intake import HONEYPOT
from kb.intake.addresses import ascii_address
from kb.intake.files import FileFolder
from kb.intake.follow_ups import followed
from kb.intake.keyed import Keyed
from kb.intake.proof import Proofs, UnprovedError
from kb.intake.published_forms import FormsFolder
from kb.intake.reply_rules import ReplyRules
from kb.intake.settings import Settings
from kb.intake.store.database import TakenError, UnavailableError
from kb.intake.store.limits import RateLimitedError
from kb.intake.store.proofs import SpentError
from kb.intake.store.ticket_store import Acceptance, MismatchError, TicketStore
from kb.intake.submissions import Refused, Submission
from kb.intake.suspicion import HOUR_S, Suspicion
from kb.intake.ticket_numbers import new_number
from kb.intake.tickets import Accepted, KeptFile, Ticket

log = logging.getLogger(__name__)

_SUBMISSION_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_OLD_FORM_S = 30 * 86_400
"""For so long after its last use an old version of a form is still taken."""
_VERSION = re.compile(r"[0-9]{1,9}")
_TRIES = 5
_RETRY_S = 30.0


@dataclass(slots=True)
class Intake:
    """The service behind the addresses."""

    settings: Settings
    store: TicketStore
    forms: FormsFolder
    files: FileFolder
    keyed: Keyed
    drivers: Sequence[str] = ()
    """Names of the deliveries."""
    wake: Callable[[], None] = lambda: None
    """Told after each new ticket."""
    clock: Callable[[], float] = time.time
    proofs: Proofs = field(init=False)
    suspicion: Suspicion = field(init=False)
    replies: ReplyRules = field(init=False)
    _running: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        # They read the clock that this one has then.
        self.proofs = Proofs(self.settings, self.store, self.keyed, lambda: self.clock())
        self.suspicion = Suspicion(self.settings, self.store, self.keyed, lambda: self.clock())
        self.replies = ReplyRules(self.settings, self.keyed)

    def submit(self, submission: Submission) -> Accepted | Refused:
        """Take a submission in; when a number is returned it is on disk. Staged files are kept or gone afterwards."""
        try:
            with self._alone(submission.submission_id) as is_alone:
                if not is_alone:
                    return self._refused(submission, 409, "idempotency.running", retry_after_s=1)
                return self._submit(submission)
        except (UnavailableError, OSError) as error:
            log.error("a submission could not be kept: %s", error)
            return self._unavailable(submission)
        finally:
            for staged in submission.body.files:
                if staged.path.exists():
                    self.files.drop(staged)

    def token(self, *, is_again: bool = False) -> str:
        """A fresh form token."""
        return self.keyed.token(self.clock(), is_again=is_again)

    def _submit(self, submission: Submission) -> Accepted | Refused:
        fingerprint = self.keyed.hashed("fingerprint", submission.canonical())
        key = submission.submission_id
        if key and not _SUBMISSION_ID.fullmatch(key):
            return self._refused(submission, 422, "fields.invalid", errors={"submission_id": "invalid"})
        try:
            if key and (before := self.store.known(key, fingerprint)):
                return before
            return self._checked(submission, fingerprint)
        except MismatchError:
            return self._refused(submission, 422, "idempotency.mismatch", errors={"submission_id": "mismatch"})
        except RateLimitedError as limited:
            return self._refused(submission, 429, "rate.limited", retry_after_s=limited.retry_after_s)
        except (UnprovedError, SpentError):
            return self._refused(submission, 422, "pow.invalid")

    def _checked(self, submission: Submission, fingerprint: str) -> Accepted | Refused:
        token = submission.body.text("token")
        good_for_s = self.settings.token_hours * HOUR_S
        state = self.keyed.token_state(token, now=self.clock(), good_for_s=good_for_s) if token else ""
        if state == "expired":
            return self._refused(submission, 422, "form.expired")
        if not submission.is_own_origin and state not in ("good", "too_fast"):
            return self._refused(submission, 403, "origin.forbidden")
        published = self.published(submission)
        if isinstance(published, dict):
            return self._refused(submission, 422, "fields.invalid", errors=published)
        found = validated(published.form, submission.raw, submission.uploads)
        if isinstance(found, Refusal):
            return self._invalid(submission, published, found)
        if found.ignored:
            # Names that the form does not know are somebody's text.
            named = [name for name in found.ignored if name in published.form.by_id]
            log.info("%d answers that nobody asked for were ignored: %s", len(found.ignored), ", ".join(named) or "-")
        proof = self.proofs.taken(submission.body.text("pow"), is_page=submission.is_page)
        is_unproved = submission.is_page and proof is None and self.proofs.is_asked()
        reason = "honeypot" if submission.body.fields.get(HONEYPOT) else "too_fast" if state == "too_fast" else ""
        reason = reason or self.suspicion.reason(found.values, is_unproved=is_unproved)
        ticket = _ticket(published, found, key=submission.submission_id, fingerprint=fingerprint, now=self.clock())
        ticket = followed(ticket, published.form, self.store.ticket)
        limits = self.suspicion.limits(submission, ticket.email, is_unproved=is_unproved)
        reply = self.replies.rule(ticket, self.forms.current())
        rules = Acceptance(self.drivers, self.settings.repeat_minutes * 60, limits, proof, reply)
        return self._keep(submission, found, ticket, rules, reason)

    def published(self, submission: Submission) -> Published | dict[str, str]:
        """The form that was sent, of the version that was sent; or what is wrong with its name, locale or version."""
        body, current = submission.body, self.forms.current()
        form, locale, version = body.text("form"), body.text("locale"), body.text("version")
        if form not in {name for name, _ in current.forms}:
            return {"form": "unknown" if form else "required"}
        found = current.forms.get((form, locale))
        if found is None:
            return {"locale": "unknown" if locale else "required"}
        if not version or version == str(found.form.version):
            return found
        since = self.clock() - _OLD_FORM_S
        is_version = _VERSION.fullmatch(version)
        old = self.store.old_form(form, int(version), locale, since=since) if is_version else None
        return read_public(json.loads(old)) if old else {"version": "unknown"}

    def _keep(
        self, submission: Submission, answers: Answers, ticket: Ticket, rules: Acceptance, reason: str
    ) -> Accepted:
        staged = submission.kept(answers.uploads)
        kept = tuple(self.files.keep(file) for file in staged)
        accepted: Accepted | None = None
        is_known = True
        try:
            for _ in range(_TRIES):
                try:
                    accepted = self.store.accept(_numbered(ticket, kept, reason), rules)
                    break
                except TakenError:
                    continue
        except UnavailableError:
            # A connection that is lost at the commit leaves open whether a ticket names the files: sweeping finds out.
            is_known = False
            raise
        finally:
            if is_known and (accepted is None or not accepted.is_new):
                for file in staged:
                    self.files.drop(file)
        if accepted is None:
            raise UnavailableError("no free number was found")
        if accepted.is_new:
            told = {"number": accepted.number, "form": ticket.form, "locale": ticket.locale, "reason": reason}
            log.info("ticket %s: %s", accepted.number, reason or "received", extra=told)
            self.wake()
        return accepted

    def _invalid(self, submission: Submission, published: Published, refusal: Refusal) -> Refused:
        return Refused(
            422,
            "fields.invalid",
            published.texts.locale,
            refusal.codes,
            refusal.errors,
            published,
            refusal.values,
            submission.submission_id,
            has_files=bool(submission.body.files),
        )

    def _refused(
        self,
        submission: Submission,
        status: int,
        code: str,
        *,
        errors: Mapping[str, str] | None = None,
        retry_after_s: float = 0,
    ) -> Refused:
        """A refusal for another reason than its answers, with the form and all that was written."""
        published = self.published(submission)
        known = None if isinstance(published, dict) else published
        values = validated(known.form, {**submission.raw, "secrets_confirmed": "yes"}).values if known else {}
        locale = known.texts.locale if known else submission.body.text("locale")
        has_files = bool(submission.body.files)
        return Refused(
            *(status, code, locale, errors or {}, {}, known, values),
            submission_id=submission.submission_id,
            has_files=has_files,
            retry_after_s=retry_after_s,
        )

    def _unavailable(self, submission: Submission) -> Refused:
        try:
            return self._refused(submission, 503, "intake.unavailable", retry_after_s=_RETRY_S)
        except UnavailableError:
            return Refused(503, "intake.unavailable", submission.body.text("locale"), retry_after_s=_RETRY_S)

    @contextmanager
    def _alone(self, key: str) -> Iterator[bool]:
        """Whether no other request with this submission id runs in this process meanwhile."""
        with self._guard:
            is_alone = not key or key not in self._running
            if is_alone:
                self._running.add(key)
        try:
            yield is_alone
        finally:
            if is_alone:
                with self._guard:
                    self._running.discard(key)


def _ticket(published: Published, answers: Answers, *, key: str, fingerprint: str, now: float) -> Ticket:
    form, texts = published.form, published.texts
    text = composed(form, texts, answers.values, answers.uploads, working=published.working)
    return Ticket(
        number="",
        receipt="",
        form=form.id,
        version=form.version,
        locale=texts.locale,
        created=now,
        fields=answers.values,
        subject=text.subject,
        body=text.body,
        email=ascii_address(str(answers.values.get("email", ""))),
        submission_id=key,
        fingerprint=fingerprint,
    )


def _numbered(ticket: Ticket, files: tuple[KeptFile, ...], reason: str) -> Ticket:
    return replace(
        ticket,
        number=new_number(),
        receipt=secrets.token_urlsafe(16),
        files=files,
        state="quarantined" if reason else "received",
        reason=reason,
    )
