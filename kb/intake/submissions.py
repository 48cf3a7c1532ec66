"""What was sent, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.forms.public import Published
from kb.forms.uploads import Upload
from kb.forms.validation import Fault
from kb.intake import HONEYPOT
from kb.intake.bodies import Body
from kb.intake.files import StagedFile

ENVELOPE = ("form", "version", "locale", "submission_id", "token", "pow", HONEYPOT)
"""Names that are no field's."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A post to ``/v1/tickets``."""

    body: Body
    network: str
    """Where it comes from."""
    origin: str = ""
    """What the browser says of the page; empty for nothing, ``null`` where it must not say."""
    is_own_origin: bool = False
    is_page: bool = False
    """Whether a browser without a script sends it, and wants a page."""

    @property
    def submission_id(self) -> str:
        """The page's key against sending twice."""
        return self.body.text("submission_id")

    @property
    def raw(self) -> dict[str, object]:
        """The answers as they came."""
        return {name: value for name, value in self.body.fields.items() if name not in ENVELOPE}

    @property
    def uploads(self) -> dict[str, list[Upload]]:
        """The files by field."""
        found: dict[str, list[Upload]] = {}
        for staged in self.body.files:
            found.setdefault(staged.field, []).append(staged.upload)
        return found

    def canonical(self) -> str:
        """All that makes one submission differ from another, whatever way it was sent."""
        fields = {name: _listed(value) for name, value in self.raw.items()}
        envelope = [self.body.text(name) for name in ("form", "version", "locale")]
        files = [(staged.field, staged.upload.name, staged.sha256) for staged in self.body.files]
        return json.dumps([envelope, sorted(fields.items()), files], ensure_ascii=True, default=str)

    def kept(self, names: Mapping[str, Sequence[Upload]]) -> list[StagedFile]:
        """The files of these fields."""
        return [staged for staged in self.body.files if staged.field in names]


@dataclass(frozen=True, slots=True)
class Refused:
    """A submission that was not taken, and what its sender needs to send it again."""

    status: int
    code: str
    """Such as ``fields.invalid``."""
    locale: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Field or group → code."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """The same with limits and names, for the page."""
    published: Published | None = None
    """The form, where it is known, to be shown again."""
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """All answers, to be kept in the page."""
    submission_id: str = ""
    has_files: bool = False
    """Whether there were files, which a page cannot keep."""
    retry_after_s: float = 0


def _listed(value: object) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [str(part) for part in parts if part not in ("", None)]
