"""Numbers with what is counted: `1 photo`, `2 photos`."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same

_ = QT_TRANSLATE_NOOP


class Counted(Enum):
    """What can be counted: the words for one, and for any other number."""

    ALERTS = _("wording", "1 alert"), _("wording", "{n} alerts")
    CHANGES = _("wording", "1 change"), _("wording", "{n} changes")
    CODES = _("wording", "1 code"), _("wording", "{n} codes")
    DAYS = _("wording", "1 day"), _("wording", "{n} days")
    DAMAGED = _("wording", "1 damaged entry"), _("wording", "{n} damaged entries")
    DAMAGES = _("wording", "1 damage"), _("wording", "{n} damages")
    EMBEDDINGS = _("wording", "1 embedding"), _("wording", "{n} embeddings")
    ENTRIES = _("wording", "1 entry"), _("wording", "{n} entries")
    FORECASTS = _("wording", "1 forecast"), _("wording", "{n} forecasts")
    LOOKUPS = _("wording", "1 lookup"), _("wording", "{n} lookups")
    MATCHES = _("wording", "1 match"), _("wording", "{n} matches")
    MINUTES = _("wording", "1 minute"), _("wording", "{n} minutes")
    NOTES = _("wording", "1 note"), _("wording", "{n} notes")
    ORDERS = _("wording", "1 order"), _("wording", "{n} orders")
    PHOTOS = _("wording", "1 photo"), _("wording", "{n} photos")
    PRICES = _("wording", "1 price"), _("wording", "{n} prices")
    PRODUCTS = _("wording", "1 product"), _("wording", "{n} products")
    QUESTIONS = _("wording", "1 question"), _("wording", "{n} questions")
    ROWS = _("wording", "1 row"), _("wording", "{n} rows")
    SESSIONS = _("wording", "1 session"), _("wording", "{n} sessions")
    SHEETS = _("wording", "1 sheet"), _("wording", "{n} sheets")
    WEEKS = _("wording", "1 week"), _("wording", "{n} weeks")


def counted(
    n: int, what: Counted, translate: Translate = same, number: Callable[[int], str] = str
) -> str:
    """Like `1 photo` or `12 photos`; *number* writes the number as people of a language do."""
    one, many = what.value
    return translate(one) if n == 1 else translate(many).format(n=number(n))
