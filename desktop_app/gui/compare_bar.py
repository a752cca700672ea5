"""Below the compared pictures: why they are alike, what tells products apart, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.gui.icons import refresh_icon, refresh_icons, set_icon
from desktop_app.gui.picture_overlays import legend_image
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import (
    GAP_L,
    GAP_S,
    button,
    column,
    icon_button,
    label,
    name_control,
    row,
)
from desktop_app.gui.zoom import Zoom

WHY_KEY, PAIRS_KEY, DIFFERS_KEY = "Alt+W", "Alt+M", "Alt+D"
ZOOM_IN_KEY, ZOOM_OUT_KEY, FIT_KEY = "Ctrl++", "Ctrl+-", "Ctrl+0"
_ZOOM_WORDS_PX = 52


class HeatLegend(QWidget):
    """The colours of the heat map between the words of both ends."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(96, 12))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), QPixmap.fromImage(legend_image(self.width())))


class CompareBar(QWidget):
    """Toggles and sentences; what they show is the `Comparison`'s business."""

    why_toggled = Signal(bool)
    pairs_toggled = Signal(bool)
    differs_toggled = Signal(bool)

    def __init__(self, theme: Theme, zoom: Zoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = zoom
        self.why = _toggle("why")
        self.differs = _toggle("differ")
        self.pairs = _toggle("pairs")
        self.zoom_out, self.zoom_in = icon_button("zoom_out", 20), icon_button("zoom_in", 20)
        self.fit = icon_button("fit", 20)
        self.zoom_words = label("small")
        self.weak, self.strong = label("small"), label("small")
        self.sentence = label(wrap=True, selectable=True)
        self._legend, self._zoom_group = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.show_why(shown=False)
        self.retranslate()

    def _lay_out(self) -> None:
        self.zoom_words.setMinimumWidth(_ZOOM_WORDS_PX)
        self.zoom_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom_group.setLayout(
            row(self.zoom_out, self.zoom_words, self.zoom_in, self.fit, gap=2)
        )
        bar = HeatLegend()
        legend = row(self.weak, bar, self.strong, gap=GAP_S)
        legend.setAlignment(bar, Qt.AlignmentFlag.AlignVCenter)
        self._legend.setLayout(legend)
        policy = self.sentence.sizePolicy()  # its height follows its width
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.sentence.setSizePolicy(policy)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        tools = row(self.why, self.pairs, self.differs, None, self._zoom_group, gap=GAP_S)
        self._tools, self._more = tools, row(None, gap=GAP_S)
        explained = row(self._legend, self.sentence, gap=GAP_L)
        explained.setStretch(1, 1)
        explained.setAlignment(self._legend, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(tools, self._more, explained, gap=GAP_S))
        for each in (self.zoom_out, self.zoom_in, self.fit):
            each.setFixedSize(36, 36)

    def _connect(self) -> None:
        self.why.toggled.connect(self.why_toggled)
        self.pairs.toggled.connect(self.pairs_toggled)
        self.differs.toggled.connect(self.differs_toggled)
        for toggle in (self.why, self.pairs, self.differs):
            toggle.toggled.connect(self._show_checks)
        self.zoom_out.clicked.connect(self._zoom.zoom_out)
        self.zoom_in.clicked.connect(self._zoom.zoom_in)
        self.fit.clicked.connect(self._zoom.fit)
        self._zoom.changed.connect(self._show_zoom)
        self._theme.changed.connect(self._show_checks)

    def show_why(self, *, shown: bool) -> None:
        """Show the legend and the switch to matching parts, or hide them."""
        self._legend.setVisible(shown)
        self.pairs.setVisible(shown)
        self._fit_width()

    def allow(self, *, why: bool | None = None, differs: bool | None = None) -> None:
        """Whether there is something to explain, and something to differ from; None: as before."""
        for toggle, allowed in ((self.why, why), (self.differs, differs)):
            if allowed is not None:
                toggle.setEnabled(allowed)
        self._name_toggles()

    def say(self, text: str) -> None:
        """Show a sentence about the pictures; empty for none."""
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    def _show_checks(self) -> None:
        """What is on has a tick as well as a colour."""
        signs = ((self.why, "why"), (self.differs, "differ"), (self.pairs, "pairs"))
        for toggle, sign in signs:
            on = toggle.isChecked()
            set_icon(toggle, "check" if on else sign, "accent" if on else "text", 18)
            refresh_icon(toggle, self._theme.tokens)

    def _show_zoom(self) -> None:
        scale = self._zoom.scale
        self.zoom_words.setText(self.tr("{n} ×").format(n=f"{scale:.1f}".rstrip("0").rstrip(".")))
        self.zoom_words.setAccessibleName(self.tr("Enlarged {n} times").format(n=f"{scale:.1f}"))
        self.zoom_out.setEnabled(not self._zoom.is_fitted)
        self.fit.setEnabled(not self._zoom.is_fitted)

    def retranslate(self) -> None:
        self._name_toggles()
        name_control(self.zoom_in, self.tr("Enlarge the pictures"), ZOOM_IN_KEY)
        name_control(self.zoom_out, self.tr("Make the pictures smaller"), ZOOM_OUT_KEY)
        name_control(self.fit, self.tr("Show the whole pictures"), FIT_KEY)
        self.weak.setText(self.tr("adds little"))
        self.strong.setText(self.tr("alike here"))
        self._show_zoom()
        self._show_checks()
        refresh_icons(self, self._theme.tokens)

    def _name_toggles(self) -> None:
        why, differs = self.why.isEnabled(), self.differs.isEnabled()
        if why:
            why_words = self.tr("Show which regions are alike")
        else:
            why_words = self.tr("Needs a photo of the item")
        if differs:
            differs_words = self.tr("Show what differs from the next candidate")
        else:
            differs_words = self.tr("There is no other candidate")
        texts = (
            (self.why, self.tr("Why?"), why_words, WHY_KEY),
            (self.differs, self.tr("Differences"), differs_words, DIFFERS_KEY),
            (
                self.pairs,
                self.tr("Matching parts"),
                self.tr("Show which regions correspond"),
                PAIRS_KEY,
            ),
        )
        for each, text, name, key in texts:
            each.setText(f"{text}   {key}")
            name_control(each, name, key)

    def _fit_width(self) -> None:
        """The zoom moves to a line of its own where the toggles leave no room for it."""
        parts = [each for each in (self.why, self.pairs, self.differs) if not each.isHidden()]
        wanted = sum(each.sizeHint().width() + GAP_S for each in (*parts, self._zoom_group))
        goal, other = self._tools, self._more
        if wanted > self.width():
            goal, other = other, goal
        if goal.indexOf(self._zoom_group) < 0:
            other.removeWidget(self._zoom_group)
            goal.addWidget(self._zoom_group)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the toggles: the zoom has a line of its own then."""
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _toggle(icon: str) -> QPushButton:
    made = button(icon)
    made.setCheckable(True)
    return made
