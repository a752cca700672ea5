"""The report of an import, or of a dry run, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from heapq import merge
from pathlib import Path
from typing import Any

from desktop_app.catalog.records import Change
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId, Translate, render_parts, same
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_report import ImportReport, RejectedRow
from desktop_app.services.import_rows import RowChange
from desktop_app.services.table_writer import write_table

JSON_SUFFIX = ".json"

_Row = tuple[int, str, str, str, str, str, str]


def record_object(report: ImportReport | ImportForecast) -> dict[str, Any]:
    """The report, or what an import would do, for other programs."""
    return forecast_object(report) if isinstance(report, ImportForecast) else report_object(report)


def report_object(report: ImportReport) -> dict[str, Any]:
    """The report of an import for other programs."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "photos_added": report.photos_added,
        "stopped": report.stopped,
        "seconds": round(report.seconds, 2),
        "encoding": report.encoding,
        "rejected": [_left_out(row) for row in report.rejected],
        "photo_problems": [_left_out(row) for row in report.photo_problems],
    }


def forecast_object(forecast: ImportForecast) -> dict[str, Any]:
    """What an import would do, for other programs; the same names as its report."""
    return {
        "dry_run": True,
        "added": forecast.added,
        "updated": forecast.updated,
        "unchanged": forecast.unchanged,
        "photos_added": forecast.new_photos,
        "stopped": forecast.stopped,
        "seconds": round(forecast.seconds, 2),
        "encoding": forecast.encoding,
        "rejected": [_left_out(row) for row in forecast.rejected],
        "photo_problems": [_left_out(row) for row in forecast.photo_problems],
        "rows": [_planned(row) for row in forecast.rows],
    }


def _left_out(row: RejectedRow) -> dict[str, Any]:
    return {
        "line": row.line,
        "sku": row.sku,
        "reason": row.message.id.value,
        "message": render_parts(row.message).what,
    }


def _planned(row: RowChange) -> dict[str, Any]:
    fields = {field.name: [field.before, field.after] for field in row.fields}
    return {
        "line": row.line,
        "sku": row.sku,
        "name": row.name,
        "change": row.change.value,
        "comes_back": row.comes_back,
        "photos": row.photos,
        "fields": fields,
    }


def save_report(
    file: Path, report: ImportReport | ImportForecast, translate: Translate = same
) -> None:
    """Write *report* as JSON, XLSX or CSV, by the name of *file*.

    The table has one row a field that changed, one a product that was added or left as it was, and
    one a row or photo that was left out, with the reason: in the order of the source.

    Raises:
        UserError: the file cannot be written.
    """
    if file.suffix.lower() != JSON_SUFFIX:
        columns = ("line", "sku", "name", "result", "field", "before", "after")
        write_table(file, columns, _rows(report, translate))
        return
    found = record_object(report) | {"rows": [_planned(row) for row in report.record or ()]}
    try:
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file.name, reason=reason) from error


def _line(row: _Row) -> int:
    return row[0]


def _rows(report: ImportReport | ImportForecast, translate: Translate) -> Iterator[_Row]:
    """All rows, in the order of the source."""
    left_out = sorted(_left_out_rows(report, translate), key=_line)
    return merge(_kept_rows(report), left_out, key=_line)


def _left_out_rows(report: ImportReport | ImportForecast, translate: Translate) -> Iterator[_Row]:
    for kind, left in (("left out", report.rejected), ("photo left out", report.photo_problems)):
        for row in left:
            reason = render_parts(row.message, translate).what
            yield row.line, row.sku, "", kind, reason, "", ""


def _kept_rows(report: ImportReport | ImportForecast) -> Iterator[_Row]:
    for row in report.record or ():
        yield from _planned_rows(row)


def _planned_rows(row: RowChange) -> Iterator[_Row]:
    head = (row.line, row.sku, row.name)
    if row.change is Change.ADDED:
        yield *head, "added", "", "", ""
    for field in row.fields:
        yield *head, "changed", field.name, field.before, field.after
    if row.comes_back:
        yield *head, "comes back", "", "", ""
    if row.change is Change.UNCHANGED:
        yield *head, "unchanged", "", "", ""
    elif row.change is Change.UPDATED and not row.fields and not row.comes_back:
        yield *head, "changed", "photos", "", ""
