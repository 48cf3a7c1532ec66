"""Simple charts as inline SVG, as wide as a phone; what each shows also stands in a table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _ROW, _BAR, _VALUE = 360, 42, 14, 84
_LETTERS = 44
_HIGH = 120
_HOUR = _WIDTH / 24
_EACH_HOURS = 3
"""Of so many hours one has its name below it."""


def bars(title: str, rows: Mapping[str, float], *, shown: Mapping[str, str] | None = None) -> str:
    """Horizontal bars, each below its name; ``shown`` says a value in other words than its number."""
    most = max([*rows.values(), 0]) or 1
    parts = []
    for place, (name, value) in enumerate(rows.items()):
        y, width = place * _ROW, _tall(value, most, _WIDTH - _VALUE)
        text = (shown or {}).get(name, f"{value:g}")
        parts.append(
            f'<text class="name" y="{y + 14}">{escape(_cut(name))}</text>'
            f'<rect class="bar" y="{y + 20}" width="{width}" height="{_BAR}" rx="2"/>'
            f'<text class="value" x="{width + 8}" y="{y + 32}">{escape(text)}</text>'
        )
    return _svg(title, len(rows) * _ROW, parts)


def columns(title: str, values: Sequence[int]) -> str:
    """A column an hour; the highest have their number."""
    most = max([*values, 0]) or 1
    parts = [f'<path class="line" d="M0 {20 + _HIGH}.5h{_WIDTH}"/>', *_hours(_HIGH + 36)]
    for hour, value in enumerate(values):
        x, tall = hour * _HOUR, _tall(value, most, _HIGH)
        parts.append(f'<rect class="bar" x="{x + 2}" y="{20 + _HIGH - tall}" width="{_HOUR - 4}" height="{tall}"/>')
        if value == most:
            parts.append(_text("value", x + _HOUR / 2, 14 + _HIGH - tall, value))
    return _svg(title, _HIGH + 42, parts)


def heat(title: str, rows: Mapping[str, Sequence[int]]) -> str:
    """A cell an hour, below each name: the fuller the more."""
    most = max((value for row in rows.values() for value in row), default=0) or 1
    parts = _hours(len(rows) * _ROW + 14)
    for place, (name, values) in enumerate(rows.items()):
        y = place * _ROW
        parts.append(f'<text class="name" y="{y + 14}">{escape(_cut(name))}</text>')
        for hour, value in enumerate(values):
            cell = f'x="{hour * _HOUR}" y="{y + 20}" width="{_HOUR - 2}" height="18" rx="2"'
            parts.append(f'<rect class="ground" {cell}/>')
            if value:
                parts.append(f'<rect class="bar" {cell} opacity="{max(0.15, round(value / most, 2))}"/>')
    return _svg(title, len(rows) * _ROW + 20, parts)


def _hours(y: float) -> list[str]:
    return [_text("name", hour * _HOUR + _HOUR / 2, y, hour) for hour in range(0, 24, _EACH_HOURS)]


def _text(kind: str, x: float, y: float, text: object) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="middle">{text}</text>'


def _tall(value: float, most: float, room: int) -> int:
    return max(2, round(room * value / most)) if value else 0


def _svg(title: str, height: int, parts: Sequence[str]) -> str:
    return f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {_WIDTH} {height}">{"".join(parts)}</svg>'


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
