"""Tells a scanner gun, which types like a keyboard, from a person: by speed alone, without Qt.

A gun sends a whole code within milliseconds, often ended by Enter or Tab. While it is not clear
who types, the caller holds the keys back; `Step` says what becomes of them. No key is lost and
none changes its place: a held key is released, or it is part of a code.
"""

from __future__ import annotations

from dataclasses import dataclass

FASTEST_MS, SLOWEST_MS = 5, 200
"""Limits of `ScanRules.average_ms`."""

_LATE_END_MS = 200.0
"""An Enter this soon after a code belongs to the gun: some send two, some send it late."""


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What counts as a scan.

    Attributes:
        prefix: characters that the gun sends before each code; if set, nothing else is a scan.
        suffix: characters that it sends after each code, likewise.
        average_ms: longest average time between two keys.
        least: fewest characters of a code without prefix or suffix.
    """

    prefix: str = ""
    suffix: str = ""
    average_ms: float = 35.0
    least: int = 4

    @property
    def longest_gap_ms(self) -> float:
        """A longer pause ends a burst; guns on a radio link stutter, but less than this."""
        return 2 * self.average_ms


@dataclass(frozen=True, slots=True)
class Scan:
    """One code as it arrived, prefix and suffix taken off.

    `average_ms` is the time between two keys; `ended` says whether Enter, Tab or the suffix
    ended it, or merely a pause.
    """

    text: str
    average_ms: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What to do after one key, in this order.

    Attributes:
        scan: a code is complete; the keys held back were its own and are dropped.
        release: the keys held back were typed by a person and are delivered.
        hold: the key itself is held back too (or dropped, when it ended the code).
    """

    scan: Scan | None = None
    release: bool = False
    hold: bool = False


class ScanReader:
    """Reads keys with their times, in milliseconds of any clock that does not run backwards."""

    def __init__(self, rules: ScanRules | None = None) -> None:
        self.rules = rules or ScanRules()
        self._held = ""
        self._first = self._last = float("-inf")
        self._scanned = float("-inf")
        self._typing = False

    @property
    def is_holding(self) -> bool:
        return bool(self._held)

    def character(self, character: str, at: float) -> Step:
        """A key that stands for one character, a group separator included."""
        if at - self._last > self.rules.longest_gap_ms:
            before = self.pause()
            self._typing = False
            step = self._take(character, at)
            return Step(before.scan or step.scan, before.release or step.release, step.hold)
        return self._take(character, at)

    def awaits_end(self, at: float) -> bool:
        """Whether an Enter or Tab now may belong to a gun."""
        return self.is_holding or at - self._scanned <= _LATE_END_MS

    def end(self, at: float) -> Step:
        """Enter or Tab."""
        scan = None
        if at - self._last <= self.rules.longest_gap_ms:
            scan = self._complete(at, ended=True)
        if scan is None and not self._held and at - self._scanned <= _LATE_END_MS:
            return Step(hold=True)
        return self._settle(scan, hold=scan is not None)

    def pause(self) -> Step:
        """No key for `longest_gap_ms`."""
        return self._settle(self._complete(self._last, ended=False), hold=False)

    def other(self) -> Step:
        """Any other key, a click, a change of focus: whoever types, it is no scan."""
        return self._settle(None, hold=False)

    def _take(self, character: str, at: float) -> Step:
        if not self._held:
            if self._typing:
                self._last = at
                return Step()
            self._first = at
        self._held += character
        self._last = at
        if not self._may_become_scan():
            self._typing = True
            return Step(release=len(self._held) > 1, hold=self._forget())
        scan = self._complete(at, ended=True) if self._has_suffix() else None
        return Step(scan, hold=True)

    def _may_become_scan(self) -> bool:
        """Whether the burst is still fast enough, with one gap to spare, and begins rightly."""
        keys, prefix = len(self._held), self.rules.prefix
        in_time = self._last - self._first <= self.rules.average_ms * keys
        return in_time and (self._held.startswith(prefix) or prefix.startswith(self._held))

    def _has_suffix(self) -> bool:
        suffix = self.rules.suffix
        return bool(suffix) and self._held.endswith(suffix) and bool(self._body())

    def _body(self) -> str:
        return self._held.removeprefix(self.rules.prefix).removesuffix(self.rules.suffix)

    def _complete(self, at: float, *, ended: bool) -> Scan | None:
        """The burst as a scan, or None; then forgets it."""
        rules, held, body = self.rules, self._held, self._body()
        gaps = max(1, len(held) - 1)
        average = (self._last - self._first) / gaps
        marked = bool(rules.prefix or rules.suffix)
        whole = held.startswith(rules.prefix) and held.endswith(rules.suffix)
        long_enough = len(body) >= (1 if marked else rules.least)
        # Dictation and text expanders type whole words at once too, but seldom with a digit.
        likely = ended or marked or any(c.isdigit() for c in body)
        if not (held and whole and long_enough and likely and average <= rules.average_ms):
            return None
        self._forget()
        self._scanned = at
        return Scan(body, average, ended)

    def _settle(self, scan: Scan | None, *, hold: bool) -> Step:
        release = bool(self._held)
        self._forget()
        return Step(scan, release=release, hold=hold)

    def _forget(self) -> bool:
        """Nothing is held any more; False, so that the last key is not held either."""
        self._held = ""
        return False
