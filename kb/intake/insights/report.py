"""The figures as one static page: charts with a table beside each, no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kb.intake.insights.charts import bars, columns, heat
from kb.intake.insights.figures import FEW, Helped, Insights, Led, Search
from kb.intake.insights.report_style import STYLE

LISTED = 30
"""Rows of a table; all of them are in the JSON."""
_DRAWN = 12
NO_DEPARTMENT = "none named"
"""Tickets of forms that do not ask for one, or that were erased before they were counted."""


def report(found: Insights) -> str:
    """The page."""
    period = f"{found.period.first} to {found.period.last}"
    parts = [
        f"<h1>Help centre: insights</h1><p>{period}, days and hours in {escape(found.zone)}.</p>",
        _summary(found),
        _section("nothing", "Searches without a result", _searches(found.found_nothing, has_results=False)),
        _section("unopened", "Searches after which nothing was opened", _searches(found.opened_nothing)),
        _section("helped", "Articles that did not help", _helped(found.helped)),
        _section("led", "Articles that led to tickets", _led(found.led)),
        _section("time", "Tickets by department and hour", _times(found)),
        _section("locales", "Tickets by locale", _locales(found)),
        f"<footer><p>Rows of fewer than {FEW} are marked <em>few</em>: chance decides about them. Sums by day are all"
        " that is kept: nothing here leads to a reader.</p></footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">\n'
        f"<title>Insights, {period}</title>\n<style>{STYLE}</style></head>\n<body><main>\n"
        + "\n".join(parts)
        + "\n</main></body>\n</html>\n"
    )


def reasons_text(helped: Helped) -> str:
    """The reasons for the noes, the most frequent first."""
    ordered = sorted(helped.reasons.items(), key=lambda item: -item[1])
    return ", ".join(f"{reason} {count}" for reason, count in ordered)


def percent(share: float) -> str:
    """A share in words."""
    return f"{share:.0%}"


def _summary(found: Insights) -> str:
    counts = {
        "searches without a result": sum(search.count for search in found.found_nothing),
        "searches that opened nothing": sum(search.count for search in found.opened_nothing),
        "answers to “Did this help?”": found.answers,
        "tickets": found.tickets,
    }
    items = (f"<div><dt>{escape(name)}</dt><dd>{count:,}</dd></div>" for name, count in counts.items())
    return f'<dl class="summary">{"".join(items)}</dl>'


def _section(name: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2>{content}</section>'


def _searches(searches: Sequence[Search], *, has_results: bool = True) -> str:
    if not searches:
        return _nothing()
    names = [(f"{each.query} ({each.locale})", each) for each in searches]
    chart = bars("The most frequent", {name: search.count for name, search in names[:_DRAWN]})
    head = ["Query", "Locale", "Times", "Days", *(["Results"] if has_results else [])]
    rows = [
        [search.query, search.locale, search.count, search.days, *([search.results] if has_results else [])]
        for search in searches[:LISTED]
    ]
    return _pair(chart, _table(head, rows, [search.count for search in searches], texts=2))


def _helped(helped: Sequence[Helped]) -> str:
    if not helped:
        return _nothing()
    names = [(f"{each.article} ({each.locale})", each) for each in helped]
    shares = {name: each.at_least for name, each in names[:_DRAWN]}
    shown = {name: f"{percent(each.share)} of {each.count}" for name, each in names[:_DRAWN]}
    told = "<p>A bar is the share of noes that can be relied on (lower bound of Wilson's interval, 95 %).</p>"
    head = ["Article", "Locale", "Why", "No", "Yes", "Share of noes", "At least"]
    rows = [
        [each.article, each.locale, reasons_text(each), each.no, each.yes, percent(each.share), percent(each.at_least)]
        for each in helped[:LISTED]
    ]
    chart = bars("Shares of noes that can be relied on", shares, shown=shown)
    return told + _pair(chart, _table(head, rows, [each.count for each in helped], texts=3))


def _led(led: Sequence[Led]) -> str:
    if not led:
        return _nothing()
    names = [(f"{each.article} ({each.locale})", each) for each in led]
    chart = bars("Tickets by article", {name: each.count for name, each in names[:_DRAWN]})
    rows = [[each.article, each.locale, each.count] for each in led[:LISTED]]
    return _pair(chart, _table(["Article", "Locale", "Tickets"], rows, [each.count for each in led], texts=2))


def _times(found: Insights) -> str:
    if not found.departments:
        return _nothing()
    named = {name or NO_DEPARTMENT: hours for name, hours in found.departments.items()}
    totals = {name: sum(hours) for name, hours in named.items()}
    rows = [[name, totals[name], percent(totals[name] / found.tickets)] for name in named]
    shares = _table(["Department", "Tickets", "Share"], rows, list(totals.values()), texts=1)
    by_hour = [[f"{hour:02}:00", sum(column), *column] for hour, column in enumerate(zip(*named.values(), strict=True))]
    drawn = columns("Tickets by hour of the day", found.hours)
    fuller = heat("Tickets by department and hour: the fuller the colour, the more", named)
    return (
        f"<h3>By department</h3>{_pair(bars('Tickets by department', totals), shares)}"
        f"<h3>By hour</h3>{_pair(f'<div>{drawn}{fuller}</div>', _table(['Hour', 'All', *named], by_hour, texts=1))}"
    )


def _pair(chart: str, table: str) -> str:
    return f'<div class="pair">{chart}<div>{table}</div></div>'


def _locales(found: Insights) -> str:
    if not found.locales:
        return _nothing()
    rows = [[tag, count, percent(count / found.tickets)] for tag, count in found.locales.items()]
    chart = bars("Tickets by locale", dict(found.locales))
    return _pair(chart, _table(["Locale", "Tickets", "Share"], rows, list(found.locales.values()), texts=1))


def _nothing() -> str:
    return "<p>Nothing was counted.</p>"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], counts: Sequence[int] = (), *, texts: int) -> str:
    """A table whose first ``texts`` columns hold words; ``counts`` of all rows tell what is few or left out."""
    marks = [" <em>few</em>" if count < FEW else "" for count in counts]
    scope = "".join(f'<th scope="col"{_kind(place, texts)}>{escape(name)}</th>' for place, name in enumerate(head))
    lines = []
    for number, row in enumerate(rows):
        first, *others = (escape(str(value)) for value in row)
        cells = "".join(f"<td{_kind(place, texts)}>{value}</td>" for place, value in enumerate(others, 1))
        mark = marks[number] if marks else ""
        lines.append(f'<tr><th scope="row">{first}{mark}</th>{cells}</tr>')
    left = len(counts) - len(lines)
    more = f"<p>And {left} more: <code>kb intake insights --json</code></p>" if left > 0 else ""
    body = "".join(lines)
    table = f"<table><thead><tr>{scope}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="table" tabindex="0" role="group" aria-label="{escape(head[0])}">{table}</div>{more}'


def _kind(place: int, texts: int) -> str:
    return "" if place < texts else ' class="number"'
