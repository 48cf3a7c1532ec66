"""Reading how the text for staff is put together: subject, blocks, and which field stands in which."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from kb.forms.form import Block
from kb.forms.typed import Reader
from kb.marked import Key

NAMED_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A field in a part of the subject: ``{department}``."""


@dataclass(slots=True)
class Blocks:
    """The blocks of a form while its fields are being read."""

    reader: Reader
    compose: Any
    fields: dict[str, list[str]] = field(default_factory=dict)
    """Block → its fields, in the order of the form."""

    def open(self) -> None:
        """Learn the blocks' names."""
        self.reader.mapping(("compose",), self.compose, ("subject", "blocks"), "'compose'")
        written = self.compose.get("blocks") if isinstance(self.compose, dict) else None
        if not written:
            remedy = "Add 'compose: {blocks: [description]}'"
            self.reader.fault(("compose",), "nothing says how the text for staff is made", remedy)
            return
        for number, part in enumerate(self.reader.items(("compose", "blocks"), written, "'blocks'")):
            found = part.get("id") if isinstance(part, dict) else part
            name = self.reader.identifier(("compose", "blocks", number), found, "the id of a block")
            self.fields[name] = []

    @property
    def first(self) -> str:
        """The block of steps that name none."""
        return next(iter(self.fields), "")

    def place(self, key: Key, name: str, block: Any) -> None:
        """Put a field into a block."""
        if block in self.fields:
            self.fields[block].append(name)
        elif self.fields:
            remedy = f"Write one of {', '.join(self.fields)}"
            self.reader.fault((*key, "block"), f"'{block}' is no block of the text for staff", remedy)

    def close(self) -> tuple[Block, ...]:
        """The blocks with their fields, those of ``first:`` in front."""
        written = self.compose.get("blocks") if isinstance(self.compose, dict) else None
        parts = written if isinstance(written, list) else []
        return tuple(self._block(("compose", "blocks", number), part) for number, part in enumerate(parts))

    def _block(self, key: Key, part: Any) -> Block:
        if not isinstance(part, dict):
            return Block(str(part), tuple(self.fields.get(part, ())))
        found = self.reader.mapping(key, part, ("id", "first"), "a block")
        name = str(found.get("id", ""))
        held = self.fields.get(name, [])
        first = self.reader.texts((*key, "first"), found["first"], "'first'") if "first" in found else ()
        for opening in first:
            if opening not in held:
                fault = f"the block '{name}' has no field '{opening}'"
                self.reader.fault((*key, "first"), fault, f"Write some of {', '.join(held)}")
        return Block(name, (*first, *(field_id for field_id in held if field_id not in first)))

    def subject(self, known: Collection[str]) -> tuple[str, ...]:
        """The parts of the subject."""
        written = self.compose.get("subject") if isinstance(self.compose, dict) else None
        parts = self.reader.texts(("compose", "subject"), written, "'subject'") if written else ()
        for number, part in enumerate(parts):
            for name in NAMED_FIELD.findall(part):
                if name not in known:
                    key: Key = ("compose", "subject", number)
                    self.reader.fault(key, f"'{{{name}}}' is no field of this form", "Name one of its fields")
        return parts
