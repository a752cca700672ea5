"""Numbers, prices and times as people of the chosen language write them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_app.core.count_wording import Counted, counted
from desktop_app.gui.translator import translate_wording

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "CNY": "¥", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_WITHOUT_CENTS = frozenset({"JPY", "KRW"})
_CERTAIN = 0.995
_IMPOSSIBLE = 0.005


def number(value: float | Decimal) -> str:
    """A quantity with as few decimals as it needs."""
    locale, exact = QLocale(), Decimal(value)
    if exact == exact.to_integral_value():
        return locale.toString(int(exact))
    return locale.toString(float(value), "f", -1 * min(0, int(exact.normalize().as_tuple()[2])))


def price(value: Decimal | None, currency: str) -> str:
    """Price with its currency; empty if there is none."""
    if value is None:
        return ""
    symbol = _SYMBOLS.get(currency, currency)
    decimals = 0 if currency in _WITHOUT_CENTS else 2
    if not symbol:
        return QLocale().toString(float(value), "f", decimals)
    if len(symbol) > 1:
        return f"{QLocale().toString(float(value), 'f', decimals)}\N{NO-BREAK SPACE}{symbol}"
    return QLocale().toCurrencyString(float(value), symbol, decimals)


def percent(probability: float | None) -> str:
    """Whole percent; never 0 or 100, since no photo proves that much. Empty for None."""
    if probability is None:
        return ""
    if probability < _IMPOSSIBLE:
        text = "< 1"
    elif probability >= _CERTAIN:
        text = "> 99"
    else:
        text = QLocale().toString(round(probability * 100))
    return f"{text}\N{NO-BREAK SPACE}%"


def percent_of(share: float) -> str:
    """A share of a sum with one decimal; it may be less than nothing."""
    return f"{QLocale().toString(share * 100, 'f', 1)}\N{NO-BREAK SPACE}%"


def milliseconds(ms: float) -> str:
    return f"{QLocale().toString(round(ms))}\N{NO-BREAK SPACE}ms"


def time_left(seconds: float | None) -> str:
    """How long a job still takes, as roughly as it is known."""
    translate = QCoreApplication.translate
    if seconds is None:
        return translate("formats", "Not known yet")
    if seconds < 10:
        return translate("formats", "A few seconds")
    if seconds < 90:
        text = translate("formats", "About {n} seconds")
        return text.format(n=QLocale().toString(round(seconds / 5) * 5))
    if seconds < 90 * 60:
        text = translate("formats", "About {n} minutes")
        return text.format(n=QLocale().toString(round(seconds / 60)))
    text = translate("formats", "About {n} hours")
    return text.format(n=QLocale().toString(round(seconds / 3600)))


def duration(seconds: float) -> str:
    """How long a job took."""
    translate = QCoreApplication.translate
    if seconds < 90:
        return translate("formats", "{n} s").format(n=QLocale().toString(seconds, "f", 1))
    return translate("formats", "{n} min").format(n=QLocale().toString(seconds / 60, "f", 1))


def day(at: datetime) -> str:
    """Date where the person is, as short as their language writes it."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return QLocale().toString(local.date(), QLocale.FormatType.ShortFormat)


def moment(at: datetime) -> str:
    """Date and time of day where the person is, as short as their language writes them."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def counted_words(n: int, what: Counted) -> str:
    """Like `1 photo` or `2,000 photos`."""
    return counted(n, what, translate_wording, QLocale().toString)
