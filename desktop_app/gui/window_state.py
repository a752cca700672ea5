"""Where the window was, how its parts were divided, and which page was shown; kept between runs.

Nothing here is worth a message: what cannot be read or written is passed over, and a place on a
screen that is gone is given up.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

FILE_NAME = "window.json"
MOST_PX = 100_000
"""Larger than all screens side by side; Qt counts in 32 bits and raises beyond them."""

LEAST_SEEN_PX = 80
"""How much of the title bar has to lie on a screen, so that the window can be moved."""

_UNREADABLE = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What JSON of anybody's hand can bring about."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowState:
    """Place and size without the frame, in device-independent pixels; None: never kept."""

    place: tuple[int, int, int, int] | None = None
    is_maximized: bool = False
    page: str = ""
    splits: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def split(self) -> dict[str, tuple[int, ...]]:
        """Widths of the parts of each splitter by its name."""
        return dict(self.splits)


def load_state(folder: Path) -> WindowState:
    """What was kept in *folder*; the defaults where that cannot be understood."""
    try:
        table = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        return _state(table)
    except FileNotFoundError:
        return WindowState()
    except _UNREADABLE as error:
        _log.warning("the place of the window was not kept: %s", error)
        return WindowState()


def _state(table: dict[str, object]) -> WindowState:
    known = {field.name for field in fields(WindowState)}
    values = {name: value for name, value in table.items() if name in known}
    place, splits = values.get("place"), values.get("splits") or ()
    state = WindowState(
        place=None if place is None else _four(place),
        is_maximized=values.get("is_maximized") is True,
        page=str(values.get("page") or ""),
        splits=tuple((str(name), tuple(int(px) for px in parts)) for name, parts in splits),  # type: ignore[attr-defined]
    )
    if any(not 0 <= px <= MOST_PX for _, parts in state.splits for px in parts):
        raise ValueError("a part has no possible width")
    return state


def _four(place: object) -> tuple[int, int, int, int]:
    x, y, width, height = (int(number) for number in place)  # type: ignore[attr-defined]
    if not (0 < width <= MOST_PX and 0 < height <= MOST_PX and max(abs(x), abs(y)) <= MOST_PX):
        raise ValueError("a window without size, or beyond every screen")
    return x, y, width, height


def save_state(state: WindowState, folder: Path) -> None:
    """Keep *state*; the old file stays whole until the new one is complete."""
    temporary = folder / f"{FILE_NAME}.{os.getpid()}.tmp"
    try:
        temporary.write_text(json.dumps(asdict(state)), encoding="utf-8")
        temporary.replace(folder / FILE_NAME)
    except OSError as error:
        _log.warning("the place of the window is not kept: %s", error)


def read_window(window: QMainWindow, page: str, before: WindowState) -> WindowState:
    """State of *window*; the place is the one that it has when it is not maximized.

    A splitter that is not divided now, since it was never shown, stays as it was *before*.
    """
    usual = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else None
    place = usual if usual is not None and usual.isValid() else window.geometry()
    was_shown = Qt.WidgetAttribute.WA_WState_Created
    splitters = (split for split in window.findChildren(QSplitter) if split.objectName())
    named = (split for split in splitters if split.testAttribute(was_shown))
    divided = {split.objectName(): tuple(split.sizes()) for split in named}
    splits = before.split | {name: sizes for name, sizes in divided.items() if all(sizes)}
    return WindowState(
        (place.x(), place.y(), place.width(), place.height()),
        window.isMaximized(),
        page,
        tuple(sorted(splits.items())),
    )


def use_state(state: WindowState, window: QMainWindow) -> None:
    """Put *window* where it was, or where it can be seen."""
    if state.place is not None:
        place = _visible(QRect(*state.place), _screens())
        window.setGeometry(place)
    kept = state.split
    for splitter in window.findChildren(QSplitter):
        sizes = kept.get(splitter.objectName(), ())
        if splitter.objectName() and len(sizes) == splitter.count() and all(sizes):
            splitter.setSizes(list(sizes))
    if state.is_maximized:
        window.showMaximized()


def _screens() -> list[QRect]:
    """Room on each screen, the main one first."""
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    return [screen.availableGeometry() for screen in (main, *others)]


def _visible(place: QRect, screens: list[QRect]) -> QRect:
    """*place*, or the same size, as far as it fits, in the middle of the main screen."""
    title = QRect(place.topLeft(), QSize(place.width(), 1))
    for screen in screens:
        seen = screen.intersected(title)
        if seen.width() >= min(LEAST_SEEN_PX, place.width()):
            return place
    main = screens[0]
    fitting = QRect(QPoint(0, 0), place.size().boundedTo(main.size()))
    fitting.moveCenter(main.center())
    return fitting
