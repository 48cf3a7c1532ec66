"""Whether there is a reply in each locale, before anybody waits for one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.intake.reply_template import read_template
from kb.intake.settings import Settings
from kb.problems import KbError


def template_faults(site: Path, locales: Sequence[str]) -> Iterator[str]:
    """What is wrong with the templates of the automatic reply, a line each.

    Args:
        site: the folder of the built site.
        locales: those in which the site has forms.
    """
    for tag in locales:
        path = site / "forms" / f"reply.{tag}.json"
        try:
            read_template(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            yield (
                f"{path} is missing: there is no automatic reply in {tag}. Translate its messages in the site's"
                f" catalogue of {tag} and build the site again, or set KB_INTAKE_REPLIES to off."
            )
        except (OSError, ValueError, AttributeError) as error:
            yield f"{path} is no template of the automatic reply: {error}. Build the site again."


def check_templates(site: Path, locales: Sequence[str], settings: Settings) -> None:
    """Refuse to promise replies that cannot be sent.

    Raises:
        KbError: templates that are missing or broken, all of them.
    """
    if settings.sends_replies and (faults := list(template_faults(site, locales))):
        raise KbError("\n".join(faults))
