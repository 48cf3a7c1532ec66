"""What the special site holds beside the documents of this repository: notices, and one article with everything."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Ljubljana")
BUILT_AT = dt.datetime(2026, 12, 23, 12, tzinfo=ZONE)
NOTICE_STARTS = dt.datetime(2026, 12, 24, 8, tzinfo=ZONE)
NOTICE_ENDS = dt.datetime(2026, 12, 24, 12, tzinfo=ZONE)


def notices() -> dict[str, str]:
    """Files of notices: three current ones, one of each severity, and one between the two moments above."""
    current = {f"{severity}.md": _notice(severity, "2026-12-01", "2027-02-01") for severity in _SEVERITIES}
    return current | {"planned.md": _notice("info", f"{NOTICE_STARTS:%FT%R}", f"{NOTICE_ENDS:%FT%R}")}


_SEVERITIES = ("info", "warning", "critical")


def _notice(severity: str, starts: str, ends: str) -> str:
    return f"""---
title: Notice
from: {starts}
until: {ends}
severity: {severity}
---

Text with a [link](../contact.md) and an address, <mailto:support@example.com>.
"""


KITCHEN_SINK = """---
title: Everything that <b>Markdown</b> &amp; can hold
description: One of each.
updated: 2026-11-22
---

!!! abstract

    The answer in two sentences. With a [link](site-down.md).

## Steps {#steps}

1. First do this, with `inline code` and <kbd>Ctrl</kbd>.

    A paragraph of the step.

2. Then that.
    1. Inner step.
    2. Another one.

## Code {#code}

```
dig +short MX averyveryveryveryveryveryveryveryveryveryveryveryverylongname.halovane.example @ns1.halovane.example
second line
```

## Table {#table}

| Record | Name | Value | Lifetime | Remark that makes the table wide |
| --- | --- | --- | ---: | --- |
| MX | @ | mail.averyverylongname.halovane.example | 3600 | for all mail |
| TXT | _dmarc | v=DMARC1;p=reject;rua=mailto:postmaster@halovane.example | 3600 | one line |

### Smaller heading {#smaller}

!!! tip

    Good to know. With a [link](site-down.md).

!!! warning

    Careful. With a [link](site-down.md) and `code`.

!!! failure

    If it does not work. With a [link](site-down.md).

!!! note

    Stock kind.

!!! info

    Stock kind.

!!! danger

    Stock kind, with a [link](site-down.md).

??? question "Folded"

    Inside.

## Long {#long}

averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword

> Quotation with **strong** and *emphasis*.

Term
:   Its definition.

Footnote.[^1]

[^1]: The note.
"""
