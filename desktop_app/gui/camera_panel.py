"""The camera beside the results: live picture, what to do, photos by key or hands free."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import CameraAddress, CameraChoice
from desktop_app.gui import qt_camera
from desktop_app.gui.camera_actions import CameraActions
from desktop_app.gui.camera_enrolment import Enrolment
from desktop_app.gui.camera_guard import CameraGuard
from desktop_app.gui.camera_head import CameraHead
from desktop_app.gui.camera_notice import CameraNotice
from desktop_app.gui.camera_session import CameraSession
from desktop_app.gui.camera_view import CameraView
from desktop_app.gui.camera_wording import doing, trouble
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import (
    GAP,
    GAP_S,
    column,
    label,
    row,
    sign,
)

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

LEAST_PX, MOST_PX = 320, 460
HELD_S = 0.5
"""So long a photo of a new product stands still, to be seen."""

ROOM_PX = 1200
"""Least width of a window in which results and camera stand side by side."""


class CameraPanel(QFrame):
    """Hidden until `toggle`; then the camera is open while the panel can be seen."""

    photo_taken = Signal(object, bool)  # PhotoInput, whether it is added to the question
    code_read = Signal(str)
    choice_changed = Signal(object)  # CameraChoice
    enrol_asked = Signal()
    enrolled = Signal(object)  # Lesson

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        choice = services.settings.camera_choice
        self._address = CameraAddress.parse(choice.address)
        self._n_photos = 0
        self._is_listed = False
        self._said = ""
        self.session = CameraSession(services.cameras, self, clock)
        self.guard = CameraGuard(self)
        self.head = CameraHead(choice, theme)
        self.view, self.notice = CameraView(theme), CameraNotice(theme)
        self.sign, self.words = sign("camera", "accent", 22), label("strong", wrap=True)
        self.extra_words = label("small", wrap=True)
        self.enrolment = Enrolment(services, pictures, theme)
        self.buttons = CameraActions(self.enrolment)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        state = row(self.sign, self.words, gap=GAP_S)
        state.setStretch(1, 1)
        parts = (self.head, self.view, self.notice, state, self.buttons)
        layout = column(*parts, self.extra_words, None, gap=GAP)
        layout.setStretch(1, 100)
        layout.setContentsMargins(14, 12, 14, 14)
        self.setLayout(layout)
        self.setProperty("card", "true")
        self.setMinimumWidth(LEAST_PX)
        self.setMaximumWidth(MOST_PX)
        self.words.setMinimumHeight(24)

    def _connect(self) -> None:
        self.view.area_changed.connect(self.session.use_area)
        self.view.taken.connect(self.take)
        self.view.added.connect(self.add)
        self.buttons.take_button.clicked.connect(self.take)
        self.buttons.add_button.clicked.connect(self.add)
        self.buttons.enrol_button.clicked.connect(self.enrol_asked)
        self.buttons.hands_free.toggled.connect(self._switch_hands_free)
        self.head.close_asked.connect(self.close_camera)
        self.head.camera_chosen.connect(self.use_camera)
        self.head.choice_changed.connect(self._use_choice)
        self.notice.retry_asked.connect(self._reopen)
        self.session.shown.connect(self._show_picture)
        self.session.changed.connect(self._show_state)
        self.session.code_read.connect(self._use_code)
        self.view.entered.connect(self._enter)
        self.enrolment.left.connect(self._show_lookup)
        self.enrolment.enrolled.connect(self.enrolled)
        self.session.held_still.connect(self._take_by_itself)
        self.session.list.changed.connect(self._show_devices)
        self.guard.changed.connect(self._apply)
        self._theme.changed.connect(self._recolour)

    # open and close

    @property
    def is_on(self) -> bool:
        """Whether a person wants the camera, seen or not."""
        return not self.isHidden()

    def toggle(self) -> None:
        if self.is_on:
            self.close_camera()
        else:
            self._make_room()
            self.show()
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_room(self) -> None:
        """Widen a narrow window, as far as the screen allows."""
        window, screen = self.window(), self.screen().availableGeometry()
        width = min(ROOM_PX, screen.width())
        if window.width() < width and not window.isMaximized() and not window.isFullScreen():
            window.resize(width, window.height())

    def close_camera(self) -> None:
        self.hide()
        self.buttons.hands_free.setChecked(False)
        self.step_back()

    def close_session(self) -> None:
        self.guard.end()
        self.enrolment.close_session()
        self.session.end()

    @Slot(object)
    def use_camera(self, address: CameraAddress) -> None:
        """Show the camera at *address* from now on, and the next time too."""
        self._address = address
        self._reopen()

    @Slot()
    def _apply(self) -> None:
        """Open the camera while it can be seen, let go of it while it cannot."""
        is_seen = self.guard.is_seen
        self.session.list.watch(on=is_seen)
        if not is_seen:
            self.session.close()
            self.view.clear()
        elif not self.session.is_open:
            self._reopen()

    def _reopen(self) -> None:
        self.notice.show_message(None)
        if self.guard.is_seen and (self._address is not None or self._is_listed):
            self.session.use_area(self.view.area)
            self.session.open(self._address, self.head.choice)

    @Slot()
    def _show_devices(self) -> None:
        """The list is there, or has changed: a camera plugged in is used if none was chosen."""
        devices, self._is_listed = self.session.list.devices, True
        if self._address is None and devices:
            self._address = devices[0].address
            self._reopen()
        elif self._address is None and not self.session.is_open:
            self._reopen()
        self.head.show_devices(devices, self._address)
        self._explain_extra()

    # photos

    @Slot()
    def take(self) -> None:
        """The picture of now is the question, or a photo of the new product."""
        if self.enrolment.is_active:
            self.take_photo(self.enrolment.add, HELD_S)
        else:
            self._take(add=False)

    @Slot()
    def add(self) -> None:
        """The picture of now is a further photo of the same item."""
        if self.enrolment.is_active:
            self.take()
        else:
            self._take(add=True)

    @Slot()
    def _take_by_itself(self) -> None:
        self._take(add=False)

    def _take(self, *, add: bool) -> None:
        def use(photo: PhotoInput) -> None:
            self.photo_taken.emit(photo, add)

        self.take_photo(use)

    @Slot(str)
    def _use_code(self, code: str) -> None:
        if self.enrolment.is_active:
            self.enrolment.note_code(code)
        else:
            self.code_read.emit(code)

    # a new product

    def enrol(self, photos: Sequence[PhotoInput] = ()) -> None:
        """Begin a new product; the key that began it goes on to its name."""
        if self.enrolment.is_active:
            self.enrolment.finish()
            return
        self.buttons.hands_free.setChecked(False)
        self.session.lookup_ended()
        self.buttons.narrow(on=True)
        self.enrolment.start(photos)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        """Leave the new product; False if there is none."""
        is_active = self.enrolment.is_active
        if is_active:
            self.enrolment.leave()
        return is_active

    @Slot()
    def _enter(self) -> None:
        if self.enrolment.is_active:
            self.enrolment.finish()

    @Slot()
    def _show_lookup(self) -> None:
        self.buttons.narrow(on=False)
        if self.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_photo(self, use: Callable[[PhotoInput], None], hold_s: float = float("inf")) -> bool:
        """Give the picture of now to *use*; it stands still for *hold_s*. False: there is none."""
        name = self.tr("Camera photo {n}").format(n=self._n_photos + 1)
        if not self.session.take(name, use):
            return False
        self._n_photos += 1
        self.session.hold(hold_s)
        self.view.mark(on=True)
        return True

    @Slot()
    def lookup_ended(self) -> None:
        """An answer or an error is there."""
        self.session.lookup_ended()

    # how the picture is shown

    @Slot(object)
    def _use_choice(self, choice: CameraChoice) -> None:
        self.session.use_choice(choice)
        self.choice_changed.emit(choice)

    @Slot(bool)
    def _switch_hands_free(self, is_on: bool) -> None:  # noqa: FBT001  (a slot)
        self.session.switch_hands_free(on=is_on)

    @Slot(QImage)
    def _show_picture(self, image: QImage) -> None:
        self.view.mark(on=False)
        self.view.show_image(image)

    # words

    @Slot()
    def _show_state(self) -> None:
        name, words = doing(self.session)
        set_icon(self.sign, name, "accent" if name != "warning" else "warning", 22)
        refresh_icons(self, self._theme.tokens)
        self.words.setText(words)
        self.notice.show_message(trouble(self.session))
        self.buttons.enable_photos(on=self.session.can_take)
        self._announce(self.notice.sentence or words)

    def _announce(self, words: str) -> None:
        """A screen reader says what changed, wherever its focus is."""
        if words != self._said and self.isVisible():
            self._said = words
            self.view.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _explain_extra(self) -> None:
        """Where the system tells no names, say what would bring them."""
        nameless = any(device.name.isdigit() for device in self.session.list.devices)
        self.extra_words.setVisible(nameless and not qt_camera.IS_HERE)

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Camera"))
        self.view.setAccessibleName(self.tr("Live picture. Space takes a photo."))
        self.extra_words.setText(
            self.tr(
                "To see cameras by name, install “shelfsight[camera]” with pip and start again."
            )
        )
        self._show_state()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.guard.watch()
        self._apply()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._apply()

    def sizeHint(self) -> QSize:
        return QSize(400, 520)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
