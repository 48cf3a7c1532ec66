"""What is logged, as lines to read or as a JSON object a line; addresses are taken out, whoever wrote them in.

By the standard library's logging: the web server, the database drivers and the mail client log through it already, and
a second way would have to be fitted to it.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re

# Servers' refusals quote the address that they refuse, and a database's name holds its user.
# A local part has 64 characters at most; without an end, a long word would take time by the square of its length.
_ADDRESS = re.compile(r"[^\s<>\"'(),;:=/@]{1,64}@[^\s<>\"'(),;:/]+")
_HIDDEN = "[address]"
_EXTRA = ("number", "driver", "code", "form", "locale", "state", "reason", "attempts")
"""What a record may carry beside its text."""


def log_to_stderr(kind: str) -> None:
    """Log from now on, as ``text`` or ``json``."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if kind == "json" else Lines("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


class Lines(logging.Formatter):
    """Lines to read."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without addresses."""
        return without_addresses(super().format(record))


class JsonLines(logging.Formatter):
    """An object a line: time, level, part, message, and what the record is about."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without addresses."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        found: dict[str, object] = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "part": record.name,
            "message": without_addresses(record.getMessage()),
        }
        found |= {name: getattr(record, name) for name in _EXTRA if getattr(record, name, "") != ""}
        if record.exc_info:
            found["error"] = without_addresses(self.formatException(record.exc_info))
        return json.dumps(found, ensure_ascii=False)


def without_addresses(text: str) -> str:
    """The text with each e-mail address hidden."""
    return _ADDRESS.sub(_HIDDEN, text)
