"""Dates as people write them in lists; nothing is guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId

_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](.+))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (.+))?")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: (.+))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?")
MOST_MONTHS = 12


def parse_moment(text: str, zone: tzinfo | None = None) -> datetime:
    """The moment that *text* can only mean; a day without a time lies at its beginning.

    Args:
        text: `2026-11-24`, `2026-11-24 13:05`, `20261124`, `24.11.2026`, `24/11/2026`.
        zone: of times that do not say theirs; None is that of this computer.

    Raises:
        ImportRowError: it is no date, or one that can be read in two ways, as 03/04/2026.
    """
    text = text.strip()
    year, month, day, time = _parts(text)
    try:
        moment = _moment(year, month, day, time)
    except ValueError as error:
        raise ImportRowError(MessageId.ROW_BAD_DATE, value=text) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
    return moment.astimezone(UTC)


def _parts(text: str) -> tuple[int, int, int, str]:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day, *time = match.groups()
        return int(year), int(month), int(day), (time[0] if time else "") or ""
    if match := _DOTTED.fullmatch(text):
        day, month, year, clock = match.groups()
        return int(year), int(month), int(day), clock or ""
    if match := _SLASHED.fullmatch(text):
        first, second, year, clock = match.groups()
        return int(year), *_day_and_month(text, int(first), int(second)), clock or ""
    raise ImportRowError(MessageId.ROW_BAD_DATE, value=text)


def _day_and_month(text: str, first: int, second: int) -> tuple[int, int]:
    """Month and day of `24/11/2026` or `11/24/2026`; only numbers above 12 tell which is which."""
    if first != second and max(first, second) <= MOST_MONTHS:
        raise ImportRowError(MessageId.ROW_AMBIGUOUS_DATE, value=text)
    return (second, first) if first > MOST_MONTHS else (first, second)


def _moment(year: int, month: int, day: int, time: str) -> datetime:
    if not time:
        return datetime(year, month, day)  # noqa: DTZ001  (the zone follows)
    match = _TIME.fullmatch(time.strip())
    if match is None:
        raise ValueError(time)
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    return moment.replace(tzinfo=_zone(match["zone"])) if match["zone"] else moment


def _zone(text: str) -> tzinfo | None:
    return datetime.fromisoformat("2026-01-01T00:00:00" + text).tzinfo
