"""Words about stock: states, classes of demand, and why something is to be ordered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same, sentences
from desktop_app.core.price import AlertKind, AlertState
from desktop_app.core.stock import DemandClass, Method, MovementKind, RestockLine, RestockState

CONTEXT = "stock"
"""Translation context of all texts in this file."""

_ = QT_TRANSLATE_NOOP

STATE_WORDS: Mapping[RestockState, str] = MappingProxyType(
    {
        RestockState.OUT: _("stock", "Out of stock"),
        RestockState.ORDER: _("stock", "Order now"),
        RestockState.SOON: _("stock", "Order soon"),
        RestockState.ORDERED: _("stock", "On order"),
        RestockState.FINE: _("stock", "Enough"),
        RestockState.NOT_ASKED: _("stock", "Not asked for"),
        RestockState.UNKNOWN: _("stock", "Too little known"),
    }
)
CLASS_WORDS: Mapping[DemandClass, str] = MappingProxyType(
    {
        DemandClass.NO_HISTORY: _("stock", "no history"),
        DemandClass.TOO_LITTLE: _("stock", "too little history"),
        DemandClass.SMOOTH: _("stock", "steady"),
        DemandClass.ERRATIC: _("stock", "often, uneven"),
        DemandClass.INTERMITTENT: _("stock", "now and then"),
        DemandClass.LUMPY: _("stock", "now and then, uneven"),
        DemandClass.ENDED: _("stock", "ended"),
    }
)
METHOD_WORDS: Mapping[Method, str] = MappingProxyType(
    {
        Method.NONE: _("stock", "none"),
        Method.NAIVE: _("stock", "naive (last week again)"),
        Method.MEAN: _("stock", "mean of all weeks"),
        Method.SES: _("stock", "exponential smoothing"),
        Method.CROSTON: _("stock", "Croston"),
        Method.SBA: _("stock", "SBA (Croston without bias)"),
        Method.TSB: _("stock", "TSB"),
    }
)
MOVEMENT_WORDS: Mapping[MovementKind, str] = MappingProxyType(
    {
        MovementKind.OUT: _("stock", "Taken out"),
        MovementKind.IN: _("stock", "Put in"),
        MovementKind.COUNT: _("stock", "Counted"),
        MovementKind.SET: _("stock", "Changed elsewhere"),
        MovementKind.UNDO: _("stock", "Taken back"),
    }
)
ALERT_WORDS: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.RISE: _("stock", "Price rose"),
        AlertKind.FALL: _("stock", "Price fell"),
        AlertKind.DRIFT: _("stock", "Price moved within 90 days"),
        AlertKind.CURRENCY: _("stock", "Currency changed"),
    }
)
ALERT_STATE_WORDS: Mapping[AlertState, str] = MappingProxyType(
    {
        AlertState.NEW: _("stock", "New"),
        AlertState.SEEN: _("stock", "Seen"),
        AlertState.DONE: _("stock", "Done"),
    }
)
ORDER_COLUMNS = (
    "SKU",
    _("stock", "Product"),
    _("stock", "Order"),
    _("stock", "Pack"),
    _("stock", "Stock"),
    _("stock", "On order"),
    _("stock", "Order at"),
    _("stock", "Fill up to"),
    _("stock", "Days left"),
    _("stock", "Place"),
    _("stock", "State"),
    _("stock", "Why"),
)

_RATE_WEEK = _("stock", "About {rate} a week are asked for ({pattern}).")
_RATE_MONTH = _("stock", "About {rate} a month are asked for ({pattern}).")
_COVER = _("stock", "Days from order to shelf: {lead}; between two orders: {review}.")
_POINT = _("stock", "Order at {point}, fill up to {target}: enough in {service} % of cases.")
_MINIMUM = _("stock", "The minimum is {minimum}.")
_LITTLE = (
    _("stock", "Too little history for a forecast: a single week is known."),
    _("stock", "Too little history for a forecast: demand in {demands} of {weeks} weeks."),
)
_NONE = _("stock", "Nothing was ever taken out or sold, so there is no forecast.")
_ENDED = _("stock", "Nothing was asked for in a long time; demand has probably ended.")
_NO_STOCK = _("stock", "The stock is not known: count it.")
_ON_ORDER = _("stock", "{quantity} are on order.")
_PACKS = (
    _("stock", "Order {order}: 1 pack of {pack}."),
    _("stock", "Order {order}: {packs} packs of {pack}."),
)
_ORDER = _("stock", "Order {order}.")
_AND_THEN = _("stock", "{first} {second}")

DAYS_A_WEEK, DAYS_A_MONTH = 7, 30.4

Written = Callable[[Decimal], str]
"""How a quantity is written: as people of a language do, or plainly."""


def state_words(state: RestockState, translate: Translate = same) -> str:
    return translate(STATE_WORDS[state])


def class_words(name: DemandClass, translate: Translate = same) -> str:
    return translate(CLASS_WORDS[name])


def plain_number(value: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    return f"{value.normalize():f}" if value else "0"


def why_words(
    line: RestockLine, translate: Translate = same, number: Written = plain_number
) -> str:
    """Why a product is in its state, in a few sentences; *number* writes the quantities."""
    said = [
        *_order(line, translate, number),
        *_demand(line, translate, number),
        *_level(line, translate, number),
    ]
    return sentences(said, translate(_AND_THEN))


def _order(line: RestockLine, translate: Translate, number: Written) -> list[str]:
    said = [] if line.stock is not None else [translate(_NO_STOCK)]
    if line.on_order > 0:
        said.append(translate(_ON_ORDER).format(quantity=number(line.on_order)))
    pack = line.rule.pack or Decimal(1)
    if line.order > 0 and pack != 1:
        packs = line.order / pack
        values = {"packs": number(packs), "pack": number(pack)}
        said.append(translate(_PACKS[packs != 1]).format(order=number(line.order), **values))
    elif line.order > 0:
        said.append(translate(_ORDER).format(order=number(line.order)))
    return said


def _demand(line: RestockLine, translate: Translate, number: Written) -> list[str]:
    forecast = line.forecast
    if forecast.demand_class is DemandClass.NO_HISTORY:
        return [translate(_NONE)]
    if forecast.per_day is None:
        words = translate(_LITTLE[forecast.weeks != 1])
        return [words.format(demands=forecast.weeks_with_demand, weeks=forecast.weeks)]
    if forecast.demand_class is DemandClass.ENDED:
        return [translate(_ENDED)]
    weekly = forecast.per_day * DAYS_A_WEEK
    text, rate = (_RATE_WEEK, weekly) if weekly >= 1 else (_RATE_MONTH, weekly / 7 * DAYS_A_MONTH)
    pattern = class_words(forecast.demand_class, translate)
    return [translate(text).format(rate=number(Decimal(short_number(rate))), pattern=pattern)]


def _level(line: RestockLine, translate: Translate, number: Written) -> list[str]:
    said = []
    rule = line.rule
    if line.reorder_at is not None and line.up_to is not None and line.forecast.per_day:
        said.append(translate(_COVER).format(lead=rule.lead_days, review=rule.review_days))
        service = number(Decimal(short_number((rule.service or 0) * 100)))
        said.append(
            translate(_POINT).format(
                point=number(line.reorder_at),
                target=number(line.up_to),
                service=service,
            )
        )
    if rule.minimum:
        said.append(translate(_MINIMUM).format(minimum=number(rule.minimum)))
    return said


def short_number(value: float) -> str:
    """A number with as many digits as it deserves: 0.4, 3.2, 12, 340."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")
