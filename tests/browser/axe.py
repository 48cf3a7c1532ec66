"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = """async ([within, tags]) => {
  const { violations, incomplete } = await axe.run(within, {
    runOnly: tags,
    rules: { "color-contrast-enhanced": { enabled: true } },
    resultTypes: ["violations", "incomplete"],
  });
  const findings = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => ({
    rule: id,
    target: target.join(" "),
    why: [...any, ...all, ...none].map(({ message }) => message).join(" "),
  })));
  return { violations: findings(violations), incomplete: findings(incomplete) };
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and an element."""

    rule: str
    target: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.target}: {self.why}"


@dataclass(frozen=True, slots=True)
class Findings:
    """Of one page."""

    violations: tuple[Finding, ...]
    incomplete: tuple[Finding, ...]
    """What axe cannot judge."""


def axe_findings(page: Page, source: str, *, within: str = "html") -> Findings:
    """Run axe-core with the rules of WCAG 2.2 A and AA, its best practices, and text contrast of 7:1.

    Args:
        page: one that lets tests inject scripts.
        source: axe-core's script.
        within: the selector of the part to be judged.
    """
    page.evaluate(source)
    found: Mapping[str, Sequence[Mapping[str, str]]] = page.evaluate(_RUN, [within, list(TAGS)])
    return Findings(
        tuple(Finding(**finding) for finding in found["violations"]),
        tuple(Finding(**finding) for finding in found["incomplete"]),
    )
