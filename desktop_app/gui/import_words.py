"""What the import says of columns, and of rows that would change."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import render_parts
from desktop_app.gui.formats import counted_words
from desktop_app.gui.translator import translate_message
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_rows import RowChange

translate = QCoreApplication.translate

MOST_LINES = 7
"""So many that the buttons below stay in sight at 768 pixels, in Chinese too."""


def meaning_names(title: str) -> list[tuple[str, str]]:
    """What a column can mean, with its name in the language of the window."""
    kept = translate("ImportWords", "Attribute “{title}”").format(title=title)
    return [
        ("=", kept),
        ("", translate("ImportWords", "Leave it out")),
        ("sku", translate("ImportWords", "SKU")),
        ("name", translate("ImportWords", "Name")),
        ("category", translate("ImportWords", "Category")),
        ("brand", translate("ImportWords", "Brand")),
        ("description", translate("ImportWords", "Description")),
        ("barcode", translate("ImportWords", "Codes")),
        ("price", translate("ImportWords", "Price")),
        ("currency", translate("ImportWords", "Currency")),
        ("stock", translate("ImportWords", "Stock")),
        ("location", translate("ImportWords", "Place")),
        ("photos", translate("ImportWords", "Photos")),
        ("withdrawn", translate("ImportWords", "Withdrawn")),
    ]


def forecast_lines(forecast: ImportForecast) -> list[str]:
    """The first rows that would be left out, then the first that would change."""
    left = sorted([*forecast.rejected, *forecast.photo_problems], key=lambda row: row.line)
    lines = [
        _line(row.line, row.sku, render_parts(row.message, translate_message).what)
        for row in left[:MOST_LINES]
    ]
    room = MOST_LINES - len(lines)
    lines += [_line(row.line, row.sku, _what(row)) for row in forecast.rows[:room]]
    hidden = len(left) + forecast.added + forecast.updated - len(lines)
    if hidden > 0:
        more = translate("ImportWords", "… and {n} more; the report has them")
        lines.append(more.format(n=QLocale().toString(hidden)))
    return lines


def _line(line: int, sku: str, what: str) -> str:
    words = translate("ImportWords", "Line {line}, {sku}: {what}")
    return words.format(line=line, sku=sku or "–", what=what)


def _what(row: RowChange) -> str:
    if not row.fields and not row.comes_back and row.change.value == "added":
        return translate("ImportWords", "new, {name}").format(name=row.name)
    names = dict(meaning_names(""))
    changes = [
        f"{names.get(f.name, f.name)}: {f.before or '–'} → {f.after or '–'}" for f in row.fields
    ]
    if row.comes_back:
        changes.append(translate("ImportWords", "comes back"))
    if row.photos:
        photos = translate("ImportWords", "{photos} to read")
        changes.append(photos.format(photos=counted_words(row.photos, Counted.PHOTOS)))
    return "; ".join(changes)
