"""Setting of what is printed on items: whether it is read by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.core.messages import Message, MessageId
from desktop_app.gui.messages import notice
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.widgets import column, label
from desktop_app.settings import Settings


class ReadLabelSettings(QWidget):
    """One switch; where the reader is not installed, how to get it instead."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: MessageId | None = None
        self.offer = QCheckBox()
        self.offer.setChecked(settings.offer_labels)
        self.words = label("small", wrap=True)
        layout = column(self.offer, self.words, gap=6)
        layout.setContentsMargins(0, 9, 0, 0)
        self.setLayout(layout)
        self.retranslate()
        self.offer.clicked.connect(self.changed)

    def show_reader(self, missing: MessageId | None) -> None:
        """What to say because print cannot be read on this computer; None if it can."""
        self._missing = missing
        self.offer.setEnabled(missing is None)
        self.retranslate()

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        return replace(settings, offer_labels=self.offer.isChecked())

    def retranslate(self) -> None:
        self.offer.setText(self.tr("Read them unasked where a photo leaves it open"))
        self.words.setText(self._explained())

    def _explained(self) -> str:
        if self._missing is None:
            words = self.tr("The words are only offered; {key} takes them, and reads at any time.")
            return words.replace("{key}", READ_LABEL_KEY)
        text = notice(Message.of(self._missing)).text
        return self.tr("{first} {second}").format(first=text.what, second=text.next)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
