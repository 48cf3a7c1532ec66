"""How long a reader waits after a key: in Chromium, ours beside Pagefind, a word of eight letters a visit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.benchmarks.search.built import built_site
from tests.benchmarks.search.bytes import FROM_LETTER, PEER_SIZE, SIZES, eight_letter_words, place
from tests.benchmarks.search.corpora import corpus
from tests.benchmarks.search.engines import HERE, PEERS, Corpus, kb
from tests.benchmarks.search.queries import LOCALES, DevelopmentSet
from tests.benchmarks.search.serving import Served, serving
from tests.benchmarks.search.transfers import compress

WORDS = 8
"""Words a locale."""
ANSWER_MS = 10_000
"""The longest wait for an answer."""
SETTLED_MS = 1_000
"""A pause after focus in which all that focus fetches has come."""

# From the moment that the letter stands in the box to the moment that its results stand in the page.
_CLOCK = """(() => {
  const times = (globalThis.answerTimes = []);
  let typed = 0;
  addEventListener("input", (event) => { typed = event.timeStamp; }, true);
  const isResult = ({ target, addedNodes }) => addedNodes.length > 0 && target.closest?.("[role=listbox]");
  new MutationObserver((changes) => {
    if (!typed || !changes.some(isResult)) return;
    times.push(performance.now() - typed);
    typed = 0;
  }).observe(document, { childList: true, subtree: true });
})()"""

PAGES: Mapping[str, str] = {
    "kb, page": "{tag}/",
    "kb, engine": "bench/index.html?side=kb&locale={tag}",
    "pagefind": "bench/index.html?side=pagefind&locale={tag}",
}
"""Side → its page below a corpus's folder: the site's home page, or the least page around an engine."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A word typed letter by letter, by a visitor who has nothing in his cache."""

    side: str
    size: int
    is_settled: bool
    """There was a pause after focus."""
    keys_ms: Sequence[float]
    """From each key that has results to these results."""
    kilobytes: float
    """What was sent since focus, in 1,000 bytes, without headers."""


FIGURES: Mapping[str, Callable[[Sequence[Visit]], list[float]]] = {
    "first key": lambda visits: [visit.keys_ms[0] for visit in visits if not visit.is_settled],
    "first key after a pause": lambda visits: [visit.keys_ms[0] for visit in visits if visit.is_settled],
    "later keys": lambda visits: [time for visit in visits for time in visit.keys_ms[1:]],
}
GOALS_MS: Mapping[str, int] = {"first key": 150, "later keys": 30}
"""Figure → what its median may be at most, up to 2,500 articles a locale."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--sizes", default=",".join(map(str, SIZES)), show_default=True, help="Articles a locale.")
@click.option("--locales", default=",".join(LOCALES), show_default=True, help="Comma-separated.")
@click.option("--words", default=WORDS, show_default=True, help="Words a locale.")
def main(*, folder: Path, work: Path, sizes: str, locales: str, words: int) -> None:
    """Type words of the development queries in FOLDER; corpora, indexes and a built site are kept in WORK."""
    chosen = DevelopmentSet(folder)
    site = built_site(work)
    visits: list[Visit] = []
    with sync_playwright() as playwright:
        program = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for size in map(int, sizes.split(",")):
            for tag in locales.split(","):
                typed = eight_letter_words([query.text for query in chosen.queries(tag)])
                step = max(1, len(typed) // words)
                with serving(folders(chosen, work, tag, size, site)) as served:
                    visits.extend(all_visits(browser, served, tag, size, typed[::step][:words]))
        click.echo(f"Chromium {browser.version}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        browser.close()
    Console(width=110).print(time_table(visits))
    Console(width=110).print(goal_table(visits))


def folders(chosen: DevelopmentSet, work: Path, tag: str, size: int, site: Path) -> Mapping[str, Path]:
    """Where a corpus's pages and files are: the site with that corpus's index in place of its own."""
    own = Corpus(tag, corpus(chosen.documents(tag), tag, size, work / "corpora"))
    home = place(work, tag, size)
    indexes = {f"help/search/{tag}": kb({})(own, home)}
    if size <= PEER_SIZE:
        indexes["help/pagefind"] = PEERS["pagefind"](own, home)
    found = {"help": site, "help/bench": HERE / "pages"}
    for name, ready in indexes.items():
        assert ready is not None
        compress(ready.index)
        found[name] = ready.index
    return found


def all_visits(browser: Browser, served: Served, tag: str, size: int, words: Sequence[str]) -> Iterator[Visit]:
    """Every word on every side, at once after focus and after a pause; the sides take turns at each word."""
    for word in words:
        for is_settled in (False, True):
            for side, page in PAGES.items():
                if side == "pagefind" and "help/pagefind" not in served.folders:
                    continue
                address = served.address + "help/" + page.format(tag=tag)
                keys_ms, sent = typed_in(browser, served, address, word, is_settled=is_settled)
                yield Visit(side, size, is_settled, keys_ms, sent / 1e3)


def typed_in(
    browser: Browser, served: Served, address: str, word: str, *, is_settled: bool
) -> tuple[Sequence[float], int]:
    """The waits of one visit, and the bytes sent since focus."""
    context = browser.new_context()
    context.add_init_script(_CLOCK)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    before = len(served.sent)
    page.locator("#kb-search").focus()
    if is_settled:
        page.wait_for_timeout(SETTLED_MS)
    for count, letter in enumerate(word, 1):
        page.keyboard.insert_text(letter)
        if count >= FROM_LETTER:
            wanted = count - FROM_LETTER + 1
            page.wait_for_function("count => answerTimes.length >= count", arg=wanted, timeout=ANSWER_MS)
    times: list[float] = page.evaluate("answerTimes")
    context.close()
    return times, sum(size for _, size in served.sent[before:])


def time_table(visits: Sequence[Visit]) -> Table:
    """Medians, the time that 95 of 100 keys stay below, and the median over that of the peer in this run."""
    table = Table("articles", "side", "visits", *FIGURES, "KB a word", title="Milliseconds a key (95 of 100; / peer)")
    sides = list(by_side(visits))
    for size, side, own in sides:
        peers = next((others for other, name, others in sides if (other, name) == (size, "pagefind")), [])
        times = [cell(figure(own), figure(peers)) for figure in FIGURES.values()]
        table.add_row(f"{size:,}", side, str(len(own)), *times, f"{median(visit.kilobytes for visit in own):.1f}")
    return table


def goal_table(visits: Sequence[Visit]) -> Table:
    """Our medians beside what they may be."""
    table = Table("articles", "side", "figure", "median, ms", "at most", "")
    for size, side, own in by_side(visits):
        for name, limit in GOALS_MS.items():
            if side.startswith("kb") and size <= PEER_SIZE:
                value = median(FIGURES[name](own))
                verdict = "[green]met[/]" if value <= limit else "[red]missed[/]"
                table.add_row(f"{size:,}", side, name, f"{value:.1f}", str(limit), verdict)
    return table


def by_side(visits: Sequence[Visit]) -> Iterator[tuple[int, str, Sequence[Visit]]]:
    """Size, side and its visits."""
    for size, side in dict.fromkeys((visit.size, visit.side) for visit in visits):
        yield size, side, [visit for visit in visits if (visit.size, visit.side) == (size, side)]


def cell(times: Sequence[float], peers: Sequence[float]) -> str:
    """Median, 95th percentile, and the ratio of the medians where the peer was asked too."""
    high = sorted(times)[int(0.95 * (len(times) - 1))]
    ratio = f"; {median(times) / median(peers):.2f}" if peers else ""
    return f"{median(times):.1f} ({high:.0f}{ratio})"


if __name__ == "__main__":
    main()
