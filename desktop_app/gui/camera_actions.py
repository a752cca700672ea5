"""Below the live picture: take a photo, add one, make a new product, look up hands free."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.widgets import GAP, GAP_S, button, column, name_control


class CameraActions(QWidget):
    """Buttons only; the panel knows what they do."""

    def __init__(self, middle: QWidget, parent: QWidget | None = None) -> None:
        """*middle* stands below the large button and takes the place of the others (`narrow`)."""
        super().__init__(parent)
        self.take_button = button("camera", "primary")
        self.add_button, self.enrol_button = button("photo_add"), button("add")
        self.hands_free = QCheckBox()
        for action in (self.take_button, self.add_button, self.enrol_button):
            action.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.take_button.setMinimumHeight(48)
        self.hands_free.setMinimumHeight(32)
        self.others = QWidget()
        pair = FlowLayout(gap=GAP_S)  # below each other where the words are large
        pair.addWidget(self.add_button)
        pair.addWidget(self.enrol_button)
        others = column(pair, self.hands_free, gap=GAP)
        self.others.setLayout(others)
        self.setLayout(column(self.take_button, middle, self.others, gap=GAP_S))
        self.retranslate()

    def narrow(self, *, on: bool) -> None:
        """Only the large button is of use, or all are again."""
        self.others.setHidden(on)

    def enable_photos(self, *, on: bool) -> None:
        """Whether there is a picture to take."""
        for action in (self.take_button, self.add_button):
            action.setEnabled(on)

    def retranslate(self) -> None:
        take, enrol = self.tr("Take photo"), self.tr("New product")
        self.take_button.setText(f"{take}   {self.tr('Space')}")
        self.add_button.setText(self.tr("Add photo"))
        self.enrol_button.setText(f"{enrol}   F4")
        self.hands_free.setText(self.tr("Hands free: look up what holds still"))
        more = self.tr("Add another photo of the same item")
        name_control(self.take_button, take, self.tr("Space"))
        name_control(self.add_button, more, self.tr("Shift+Space"))
        name_control(self.enrol_button, enrol, "F4")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
