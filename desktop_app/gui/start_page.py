"""The first start: what Shelfsight does in three lines, and the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop_app.gui.icons import set_icon
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import GAP, GAP_L, GAP_XL, button, card, column, label, row, sign

WIDTH_PX = 880
LOGO_PX = 72
LINE_GAP = 41  # so that words stand below words: (72 - 30) / 2 + 20


class StartPage(QWidget):
    """Stands in for the main page while the catalogue is empty."""

    demo_asked = Signal()
    table_asked = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.logo = QLabel()
        self.logo.setFixedSize(LOGO_PX, LOGO_PX)
        set_icon(self.logo, "shelfsight", "accent", LOGO_PX)
        self.title, self.lead = label("display"), label("lead", wrap=True)
        self.lines = [_Line("scan"), _Line("match"), _Line("offline")]
        self.demo_title, self.demo_words = label("heading"), label("muted", wrap=True)
        self.demo_button = button("demo", "primary")
        self.own_title, self.own_words = label("heading"), label("muted", wrap=True)
        self.table_button, self.folder_button = button("table"), button("folder")
        self._lay_out()
        self.demo_button.clicked.connect(self.demo_asked)
        self.table_button.clicked.connect(self.table_asked)
        self.folder_button.clicked.connect(self.folder_asked)
        self.retranslate()

    def _lay_out(self) -> None:
        head = row(self.logo, column(self.title, self.lead, gap=4), gap=20)
        head.setStretch(1, 1)
        lines = column(*self.lines, gap=GAP_L)
        ways = TurningRow(
            _way("demo", self.demo_title, self.demo_words, self.demo_button),
            _way("import", self.own_title, self.own_words, self.table_button, self.folder_button),
            gap=GAP_L,
        )
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_PX)
        middle.setLayout(column(None, head, GAP_XL, lines, GAP_XL + 4, ways, None, None, gap=0))
        outer = row(None, middle, None)
        outer.setStretch(1, 100)
        outer.setContentsMargins(32, 16, 32, 16)
        self.setLayout(outer)
        self.setObjectName("page")

    def retranslate(self) -> None:
        self.title.setText(self.tr("Welcome to Shelfsight"))
        self.lead.setText(self.tr("Show it an item, and it finds the product in your catalogue."))
        self.lines[0].say(
            self.tr("Drop a photo"),
            self.tr("Or paste one, scan a code, or type a few words. One field takes everything."),
        )
        self.lines[1].say(
            self.tr("See the product, and how sure it is"),
            self.tr("Match, unsure or not in the catalogue, with place, stock and the reason."),
        )
        self.lines[2].say(
            self.tr("Everything stays on this computer"),
            self.tr("No account and no internet; your photos and your catalogue never leave it."),
        )
        self.demo_title.setText(self.tr("Try it with the demo catalogue"))
        self.demo_words.setText(
            self.tr("Over a hundred made-up products with synthetic pictures, ready in a minute.")
        )
        self.demo_button.setText(self.tr("Load the demo"))
        self.own_title.setText(self.tr("Bring your own catalogue"))
        self.own_words.setText(self.tr("A CSV or XLSX table, or a folder with product photos."))
        self.table_button.setText(self.tr("Choose a table…"))
        self.folder_button.setText(self.tr("Choose a folder…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Line(QWidget):
    """A sign, a claim, and a sentence."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.claim, self.sentence = label("heading"), label("muted", wrap=True)
        layout = row(
            sign(icon, "accent", 30), column(self.claim, self.sentence, gap=1), gap=LINE_GAP
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins((LOGO_PX - 30) // 2, 0, 0, 0)
        self.setLayout(layout)

    def say(self, claim: str, sentence: str) -> None:
        self.claim.setText(claim)
        self.sentence.setText(sentence)


def _way(icon: str, title: QLabel, words: QLabel, *actions: QPushButton) -> QFrame:
    made = card()
    buttons = row(*actions, None, gap=GAP)
    head = row(sign(icon, "accent", 24), title, None, gap=GAP)
    layout = column(head, words, None, buttons, gap=GAP)
    layout.setContentsMargins(22, 20, 22, 20)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setLayout(layout)
    made.setMinimumHeight(168)
    return made
