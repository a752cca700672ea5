"""Finds words that cannot be read whole in a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from desktop_app.gui.elided_label import ElidedLabel

ROUNDING_PX = 2
"""Chinese from another font asks for a little more room than the line has; nothing is lost."""


def cut_texts(root: QWidget) -> list[str]:
    """What is cut off in *root*, in words; cut with an ellipsis and a tooltip is fine."""
    shown = [w for w in (root, *root.findChildren(QWidget)) if w.isVisibleTo(root)]
    return sorted({text for widget in shown for text in _cut(widget, root)})


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    if isinstance(widget, (QLabel, QAbstractButton, QComboBox, QLineEdit)):
        yield from _outside(widget, root)


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or not label.pixmap().isNull():
        return
    if isinstance(label, ElidedLabel):
        if label.shown_text != label.text() and not label.toolTip():
            yield f"no tooltip: {label.text()!r}"
        needed_width = 0
    else:
        needed_width = label.minimumSizeHint().width()
    height = label.heightForWidth(label.width()) if label.wordWrap() else 0
    needed_height = max(height, label.minimumSizeHint().height() if not label.wordWrap() else 0)
    if needed_width > label.width() or needed_height > label.height() + ROUNDING_PX:
        have = label.size().toTuple()
        yield f"label {label.text()!r} needs {needed_width}x{needed_height}, has {have}"


def _button(button: QAbstractButton) -> Iterator[str]:
    bare = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(button, QToolButton) and button.toolButtonStyle() == bare:
        return
    if not button.text():
        return
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    rail = isinstance(button, QToolButton)
    needed = words if rail or isinstance(button, QCheckBox) else button.sizeHint()
    if needed.width() > button.width() or needed.height() > button.height() + ROUNDING_PX:
        yield f"button {button.text()!r} needs {needed.toTuple()}, has {button.size().toTuple()}"


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if needed > field.width() and not combo.toolTip():
        yield f"choice {combo.currentText()!r} needs {needed}, has {field.width()}"


def _field(field: QLineEdit) -> Iterator[str]:
    words = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if words > field.width() - 8 and not field.toolTip():
        yield f"hint {field.placeholderText()!r} needs {words}, has {field.width()}"
    if field.fontMetrics().height() > field.height():
        yield f"field {field.accessibleName()!r} is too low"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() == Qt.Orientation.Vertical or model is None:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(text)
        explained = model.headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        )
        if needed > header.sectionSize(section) and explained != text:
            yield f"column {text!r} needs {needed}, has {header.sectionSize(section)}"


def _outside(widget: QWidget, root: QWidget) -> Iterator[str]:
    """Parts of *widget* that lie outside what holds it, unless that can be scrolled there."""
    parent = widget.parentWidget()
    if widget is root or parent is None:
        return
    grand = parent.parentWidget()
    if isinstance(grand, QAbstractScrollArea) and grand.viewport() is parent:
        return
    if not parent.rect().contains(QRect(widget.geometry())):
        words = widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "")
        yield f"{type(widget).__name__} {words!r} reaches out of {type(parent).__name__}"
