"""What the terminal says about an export, and about an import that was only tried."""

from __future__ import annotations

from desktop_app.catalog.records import Change
from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import render_parts
from desktop_app.services.catalogue_export import ExportReport
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_rows import RowChange
from desktop_app.terminal import Terminal

MOST_SHOWN = 20


def say_forecast(terminal: Terminal, forecast: ImportForecast) -> None:
    """Counts, then the first rows that would change, and those that would be left out."""
    t = terminal.translate
    counts = t(
        "cli",
        "Nothing was changed. An import would add {added}, change {updated}, leave {unchanged},"
        " reject {rejected}, and read {photos}",
    )
    terminal.say(
        counts.format(
            added=forecast.added,
            updated=forecast.updated,
            unchanged=forecast.unchanged,
            rejected=len(forecast.rejected),
            photos=terminal.counted(forecast.new_photos, Counted.PHOTOS),
        ),
        "bold",
    )
    for row in forecast.rows[:MOST_SHOWN]:
        terminal.say(f"  {_line(terminal, row.line)}  {row.sku}  {_what(terminal, row)}")
    hidden = forecast.added + forecast.updated - min(len(forecast.rows), MOST_SHOWN)
    if hidden > 0:
        more = t("cli", "  … and {count} more; --report FILE keeps all of them")
        terminal.say(more.format(count=hidden))
    left_out = [*forecast.rejected, *forecast.photo_problems]
    for problem in sorted(left_out, key=lambda row: row.line)[:MOST_SHOWN]:
        reason = render_parts(problem.message, terminal.translate_text).what
        terminal.note(f"  {_line(terminal, problem.line)}  {problem.sku}  {reason}")


def _line(terminal: Terminal, line: int) -> str:
    return terminal.translate("cli", "line {line}").format(line=line)


def _what(terminal: Terminal, row: RowChange) -> str:
    t = terminal.translate
    if row.change is Change.ADDED:
        return t("cli", "new: {name}").format(name=row.name)
    changes = [
        f"{field.name}: {field.before or '–'} → {field.after or '–'}" for field in row.fields
    ]
    if row.comes_back:
        changes.append(t("cli", "comes back"))
    if row.photos:
        photos = terminal.counted(row.photos, Counted.PHOTOS)
        changes.append(t("cli", "{photos} to read").format(photos=photos))
    return ", ".join(changes)


def say_export(terminal: Terminal, report: ExportReport) -> None:
    """How much was written, and what was not."""
    t = terminal.translate
    if report.stopped:
        terminal.note(t("cli", "Stopped. Nothing was written."))
        return
    words = t("cli", "{products} ({withdrawn} withdrawn) and {photos} in {file}")
    terminal.say(
        words.format(
            products=terminal.counted(report.products, Counted.PRODUCTS),
            withdrawn=report.withdrawn,
            photos=terminal.counted(report.photos, Counted.PHOTOS),
            file=report.file,
        ),
        "bold",
    )
    for name in report.missing_photos[:MOST_SHOWN]:
        terminal.note(t("cli", "  photo missing: {name}").format(name=name))
    for sku in report.not_the_same[:MOST_SHOWN]:
        words = t("cli", "  {sku}: an import would not read this product back as it is")
        terminal.note(words.format(sku=sku))
