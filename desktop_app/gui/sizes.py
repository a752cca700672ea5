"""Fixed sizes and gaps of widgets, made as large as the look in use asks for.

Panels say their sizes once, for the usual look. Here they are remembered beside what was made of
them; a size that the panel changed since then is taken as its new usual size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QMargins, QObject, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QFormLayout,
    QGridLayout,
    QLayout,
    QTableView,
    QWidget,
)

from desktop_app.gui.tokens import SMALLEST_TARGET_PX, Tokens

_OWN_SIZE, _OWN_HEIGHT = "ownSize", "ownHeight"
_MEMORY = "usualSizes"
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX
_LIMITS = (
    ("minw", "minimumWidth", "setMinimumWidth", 0),
    ("minh", "minimumHeight", "setMinimumHeight", 0),
    ("maxw", "maximumWidth", "setMaximumWidth", _UNLIMITED),
    ("maxh", "maximumHeight", "setMaximumHeight", _UNLIMITED),
)
_STYLED = "_q_stylesheet_{}"  # Qt's own mark of a limit that the style sheet has set

Size = tuple[str, int, Callable[[int], object]]
"""Name of a size, what it is now, and how it is set."""


def keep_own_size(widget: QWidget) -> None:
    """*widget* sees to its sizes itself."""
    widget.setProperty(_OWN_SIZE, "yes")


def keep_own_height(widget: QWidget) -> None:
    """*widget* sees to its height itself."""
    widget.setProperty(_OWN_HEIGHT, "yes")


def fit_sizes(root: QWidget, tokens: Tokens) -> None:
    """Scale what *root* and all within it fixed: limits, gaps, margins, pictures and rows."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.property(_OWN_SIZE):
            is_target = tokens.touch and isinstance(widget, QAbstractButton)
            make = partial(_at_least_a_finger, tokens) if is_target else tokens.px
            _fit(widget, _limits(widget), tokens, make)
            _fit(widget, _pictures(widget), tokens, tokens.px)
    for layout in root.findChildren(QLayout):
        _fit(layout, _gaps(layout), tokens, tokens.gap)
        _fit_margins(layout, tokens)


def _at_least_a_finger(tokens: Tokens, px: int) -> int:
    return tokens.px(max(SMALLEST_TARGET_PX, px))


def _fit(
    holder: QObject, sizes: Iterator[Size], tokens: Tokens, make: Callable[[int], int]
) -> None:
    memory = holder.property(_MEMORY)
    if memory is None and tokens.scale == 1.0 and not tokens.touch:
        return
    kept: dict[str, list[int]] = dict(memory or {})
    for name, now, use in sizes:
        usual, made = kept.get(name, (now, now))
        usual = usual if now == made else now
        new = make(usual)
        kept[name] = [usual, new]
        if new != now:
            use(new)
    holder.setProperty(_MEMORY, kept)


def _limits(widget: QWidget) -> Iterator[Size]:
    for name, read, use, unset in _LIMITS:
        now = getattr(widget, read)()
        if name.endswith("h") and widget.property(_OWN_HEIGHT):
            continue
        if now != unset and widget.property(_STYLED.format(name)) is None:
            yield name, now, getattr(widget, use)


def _pictures(widget: QWidget) -> Iterator[Size]:
    """Square pictures of buttons and lists (signs see to themselves), and rows of tables."""
    is_list = isinstance(widget, QAbstractItemView)
    if isinstance(widget, (QAbstractButton, QAbstractItemView)) and not widget.property("iconName"):
        side = widget.iconSize()
        if side.isValid() and (is_list or side.width() > 24):
            yield "picture", side.width(), lambda px: widget.setIconSize(QSize(px, px))
    if isinstance(widget, QTableView):
        rows = widget.verticalHeader()
        yield "row", rows.defaultSectionSize(), rows.setDefaultSectionSize


def _gaps(layout: QLayout) -> Iterator[Size]:
    if isinstance(layout, QBoxLayout):
        yield "gap", layout.spacing(), layout.setSpacing
    elif isinstance(layout, (QGridLayout, QFormLayout)):
        yield "across", layout.horizontalSpacing(), layout.setHorizontalSpacing
        yield "down", layout.verticalSpacing(), layout.setVerticalSpacing


def _fit_margins(layout: QLayout, tokens: Tokens) -> None:
    margins = layout.contentsMargins()
    sides = {
        "left": margins.left(),
        "top": margins.top(),
        "right": margins.right(),
        "bottom": margins.bottom(),
    }
    new = dict(sides)
    sizes = ((name, px, lambda made, n=name: new.update({n: made})) for name, px in sides.items())
    _fit(layout, iter(sizes), tokens, tokens.px)
    if new != sides:
        layout.setContentsMargins(QMargins(new["left"], new["top"], new["right"], new["bottom"]))
