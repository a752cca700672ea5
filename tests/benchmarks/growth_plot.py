"""A picture of how times grow with the catalogue, drawn from the kept runs; both axes are logs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 800, 420, 70, 290, 20, 50
COLOURS = ("#0b6e99", "#b1481c", "#4c7a34", "#7a3f8f", "#a08016", "#555555")
SIZED = re.compile(r"^(.*?)(\d[\d,]*)(.*)$")
UNIT = "ms"
LEFT_OUT = ("processor time", "longest stop")


def write_growth(runs: Sequence[Mapping[str, Any]], file: Path) -> None:
    """One curve for each line that was measured at several sizes; the last run of each counts."""
    curves: dict[str, dict[int, float]] = {}
    for line in (line for run in runs for line in run["lines"]):
        match = SIZED.match(line["what"].replace("1 % of ", "1%: "))
        is_drawn = not any(words in line["what"] for words in LEFT_OUT)
        if match and line["unit"] == UNIT and "," in match[2] and is_drawn:
            name = (match[1] + "N" + match[3]).replace("1%: ", "1 % of ")
            curves.setdefault(name, {})[int(match[2].replace(",", ""))] = line["value"]
            if line["floor"] and "same recall" in name:
                bare = curves.setdefault("raw hnswlib, search", {})
                bare[int(match[2].replace(",", ""))] = line["floor"]
    drawn = {name: points for name, points in curves.items() if len(points) > 1}
    if drawn:
        file.write_text(_svg(drawn), encoding="utf-8")


def _svg(curves: Mapping[str, Mapping[int, float]]) -> str:
    sizes = [size for points in curves.values() for size in points]
    values = [value for points in curves.values() for value in points.values()]
    across = (math.log10(min(sizes)), math.log10(max(sizes)))
    up = (math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(up[0], up[1] + 1):
        y = _at(power, up, HEIGHT - BOTTOM, TOP)
        parts.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power:g}</text>')
    for size in sorted({10 ** round(math.log10(size)) for size in sizes}):
        x = _at(math.log10(size), across, LEFT, WIDTH - RIGHT)
        parts.append(
            f'<text x="{x:.0f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        )
    parts.append(f'<text x="8" y="{TOP + 4}">{UNIT}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">references</text>')
    for number, (name, points) in enumerate(curves.items()):
        parts += _curve(name, points, COLOURS[number % len(COLOURS)], number, across, up)
    return "\n".join([*parts, "</svg>\n"])


def _curve(  # noqa: PLR0917
    name: str,
    points: Mapping[int, float],
    colour: str,
    number: int,
    across: tuple[float, float],
    up: tuple[float, float],
) -> list[str]:
    places = [
        (
            _at(math.log10(size), across, LEFT, WIDTH - RIGHT),
            _at(math.log10(value), up, HEIGHT - BOTTOM, TOP),
        )
        for size, value in sorted(points.items())
    ]
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    y = TOP + 18 * number + 10
    # Colours that come a second time are dashed.
    line = f'stroke="{colour}" stroke-width="2"'
    line += ' stroke-dasharray="5 3"' if number >= len(COLOURS) else ""
    return [
        f'<path d="M{way}" fill="none" {line}/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places),
        f'<path d="M{WIDTH - RIGHT + 12} {y}h16" {line}/>',
        f'<text x="{WIDTH - RIGHT + 34}" y="{y + 4}">{name}</text>',
    ]


def _at(value: float, limits: tuple[float, float], first: float, last: float) -> float:
    low, high = limits
    return first + (last - first) * ((value - low) / (high - low) if high > low else 0.5)
