"""How stock, restocking and prices look in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rich.table import Table
from rich.text import Text

from desktop_app.core.backtest import BackTest, Score, rows_of
from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import render_parts
from desktop_app.core.price import PriceAlert, PricePoint
from desktop_app.core.stock import Movement, RestockLine
from desktop_app.core.stock_wording import (
    ALERT_STATE_WORDS,
    ALERT_WORDS,
    METHOD_WORDS,
    MOVEMENT_WORDS,
    plain_number,
    state_words,
    why_words,
)
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.price_import import PriceReport
from desktop_app.services.stock_import import MovementReport
from desktop_app.terminal import SHOWN_REJECTED, Terminal


def _number(value: Decimal | None) -> str:
    return "–" if value is None else plain_number(value)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def say_table(terminal: Terminal, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(*titles, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    terminal.table(table)


# Movements


def say_movement(terminal: Terminal, movement: Movement, sku: str) -> None:
    t = terminal.translate
    words = terminal.translate_text(MOVEMENT_WORDS[movement.kind])
    said = t("cli", "{what}: {quantity} of {sku}; stock {before} → {after} (movement {id})")
    values = {"before": _number(movement.before), "after": _number(movement.after)}
    quantity, number = plain_number(movement.quantity), movement.movement_id
    terminal.say(said.format(what=words, quantity=quantity, sku=sku, id=number, **values), "bold")
    if movement.after is None:
        terminal.note(t("cli", "The stock is not known; count the product to follow it."))


def say_movements(terminal: Terminal, movements: Sequence[Movement]) -> None:
    t = terminal.translate
    titles = (
        t("cli", "id"),
        t("cli", "when"),
        t("cli", "what"),
        t("cli", "quantity"),
        t("cli", "stock"),
        t("cli", "who"),
        t("cli", "lookup"),
        t("cli", "note"),
    )
    rows = [
        (
            str(each.movement_id),
            f"{each.at.astimezone():%Y-%m-%d %H:%M}",
            terminal.translate_text(MOVEMENT_WORDS[each.kind]),
            plain_number(each.quantity),
            _number(each.after),
            each.person,
            "" if each.lookup_id is None else str(each.lookup_id),
            each.note or each.source,
        )
        for each in movements
    ]
    say_table(terminal, titles, rows)


def movement_object(movement: Movement) -> dict[str, Any]:
    return {
        "id": movement.movement_id,
        "at": movement.at.isoformat(),
        "kind": movement.kind.value,
        "quantity": _text(movement.quantity),
        "before": _text(movement.before),
        "after": _text(movement.after),
        "person": movement.person,
        "note": movement.note,
        "source": movement.source,
        "undone": movement.undone,
        "lookup": movement.lookup_id,
    }


def say_movement_report(terminal: Terminal, report: MovementReport) -> None:
    t = terminal.translate
    said = t(
        "cli",
        "{applied} moved the stock, {history} older than the last count (for the demand alone),"
        " {known} known before, {rejected} rejected",
    )
    counts = {"applied": report.applied, "history": report.history, "known": report.known}
    terminal.say(said.format(rejected=len(report.rejected), **counts), "bold")
    say_rejected(terminal, report.rejected)


def say_rejected(terminal: Terminal, rejected: Sequence[RejectedRow]) -> None:
    t = terminal.translate
    for row in rejected[:SHOWN_REJECTED]:
        reason = render_parts(row.message, terminal.translate_text).what
        line = t("cli", "line {line}").format(line=row.line)
        terminal.note(f"  {line}  {row.sku}  {reason}")
    if len(rejected) > SHOWN_REJECTED:
        more = t("cli", "  … and {count} more; --json lists all of them")
        terminal.note(more.format(count=len(rejected) - SHOWN_REJECTED))


def rejected_objects(rejected: Sequence[RejectedRow]) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line,
            "sku": row.sku,
            "reason": row.message.id.value,
            "message": render_parts(row.message).what,
        }
        for row in rejected
    ]


# Restocking


def say_lines(terminal: Terminal, lines: Sequence[RestockLine]) -> None:
    t = terminal.translate
    titles = (
        "SKU",
        t("cli", "Product"),
        t("cli", "State"),
        t("cli", "Stock"),
        t("cli", "Days left"),
        t("cli", "Order"),
        t("cli", "Why"),
    )
    rows = [
        (
            line.sku,
            line.name,
            state_words(line.state, terminal.translate_text),
            _number(line.stock),
            "–" if line.days_left is None else f"{line.days_left:.0f}",
            plain_number(line.order) if line.order else "–",
            why_words(line, terminal.translate_text),
        )
        for line in lines
    ]
    say_table(terminal, titles, rows)


def line_object(line: RestockLine) -> dict[str, Any]:
    """A line for other programs; quantities as text, exact."""
    forecast = line.forecast
    return {
        "sku": line.sku,
        "name": line.name,
        "category": line.category,
        "location": line.location,
        "state": line.state.value,
        "stock": _text(line.stock),
        "on_order": _text(line.on_order),
        "days_left": None if line.days_left is None else round(line.days_left, 1),
        "order": _text(line.order),
        "reorder_at": _text(line.reorder_at),
        "up_to": _text(line.up_to),
        "demand_per_day": forecast.per_day,
        "demand_class": forecast.demand_class.value,
        "method": forecast.method.value,
        "weeks": forecast.weeks,
        "weeks_with_demand": forecast.weeks_with_demand,
        "rule": {
            "minimum": _text(line.rule.minimum),
            "lead_days": line.rule.lead_days,
            "review_days": line.rule.review_days,
            "service": line.rule.service,
            "pack": _text(line.rule.pack),
        },
        "why": why_words(line),
    }


def say_backtest(terminal: Terminal, test: BackTest) -> None:
    t = terminal.translate
    if not test.products:
        terminal.note(t("cli", "No product has a history that is long enough to try forecasts."))
        return
    said = t("cli", "{products}, {forecasts} of {weeks}, service {service}")
    counts = {
        "products": terminal.counted(test.products, Counted.PRODUCTS),
        "forecasts": terminal.counted(test.forecasts, Counted.FORECASTS),
        "weeks": terminal.counted(test.horizon, Counted.WEEKS),
    }
    terminal.say(said.format(service=f"{test.wished:.1%}", **counts), "bold")
    titles = (
        t("cli", "method"),
        "MASE",
        t("cli", "bias"),
        t("cli", "pinball"),
        t("cli", "service"),
        t("cli", "stock"),
    )
    rows = []
    for method, score in rows_of(test):
        name = (
            t("cli", "chosen by the program")
            if method is None
            else terminal.translate_text(METHOD_WORDS[method])
        )
        rows.append((name, *(f"{value:.3f}" for value in _score_values(score))))
    say_table(terminal, titles, rows)


def _score_values(score: Score) -> tuple[float, ...]:
    return (score.mase, score.bias, score.pinball, score.service, score.stock)


def backtest_object(test: BackTest) -> dict[str, Any]:
    names = ("mase", "bias", "pinball", "service", "stock")
    return {
        "products": test.products,
        "forecasts": test.forecasts,
        "weeks": test.horizon,
        "service_wished": test.wished,
        "classes": {name.value: count for name, count in test.by_class.items()},
        "methods": {
            method.value if method else "chosen": dict(
                zip(names, map(_finite, _score_values(score)), strict=True)
            )
            for method, score in rows_of(test)
        },
    }


def _finite(value: float) -> float | None:
    return None if value != value else round(value, 4)  # noqa: PLR0124  (NaN is not itself)


# Prices


def say_price_report(terminal: Terminal, report: PriceReport) -> None:
    t = terminal.translate
    said = t(
        "cli",
        "{prices} changed, {unchanged} unchanged, {history} older added, {alerts},"
        " {rejected} rejected",
    )
    words = said.format(
        prices=terminal.counted(report.changed, Counted.PRICES),
        unchanged=report.unchanged,
        history=report.history,
        alerts=terminal.counted(report.alerts, Counted.ALERTS),
        rejected=len(report.rejected),
    )
    terminal.say(words, "bold")
    say_rejected(terminal, report.rejected)


def say_points(terminal: Terminal, points: Sequence[PricePoint]) -> None:
    t = terminal.translate
    titles = (t("cli", "from"), t("cli", "Price"), t("cli", "who"), t("cli", "list"))
    rows = [
        (
            f"{point.at.astimezone():%Y-%m-%d}",
            "–" if point.price is None else f"{point.price} {point.currency}".strip(),
            point.person,
            point.source,
        )
        for point in points
    ]
    say_table(terminal, titles, rows)


def point_object(point: PricePoint) -> dict[str, Any]:
    return {
        "at": point.at.isoformat(),
        "price": _text(point.price),
        "before": _text(point.before),
        "currency": point.currency,
        "person": point.person,
        "source": point.source,
    }


def say_alerts(terminal: Terminal, alerts: Sequence[PriceAlert]) -> None:
    t = terminal.translate
    if not alerts:
        terminal.say(t("cli", "No price alert to show."))
        return
    titles = (
        t("cli", "id"),
        t("cli", "when"),
        "SKU",
        t("cli", "Product"),
        t("cli", "what"),
        t("cli", "before"),
        t("cli", "now"),
        "%",
        t("cli", "State"),
    )
    rows = [
        (
            str(alert.alert_id),
            f"{alert.at.astimezone():%Y-%m-%d}",
            alert.sku,
            alert.name,
            terminal.translate_text(ALERT_WORDS[alert.kind]),
            str(alert.before),
            f"{alert.price} {alert.currency}".strip(),
            "–" if alert.percent is None else f"{alert.percent:+}",
            terminal.translate_text(ALERT_STATE_WORDS[alert.state]),
        )
        for alert in alerts
    ]
    say_table(terminal, titles, rows)


def alert_object(alert: PriceAlert) -> dict[str, Any]:
    return {
        "id": alert.alert_id,
        "at": alert.at.isoformat(),
        "sku": alert.sku,
        "name": alert.name,
        "kind": alert.kind.value,
        "before": _text(alert.before),
        "price": _text(alert.price),
        "currency": alert.currency,
        "percent": _text(alert.percent),
        "limit": _text(alert.limit),
        "state": alert.state.value,
        "by": alert.by,
    }
