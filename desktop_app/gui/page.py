"""What a page of the window is, and what it has to say of itself to be listed in `pages`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.gui.incoming import Incoming
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

AROUND = (24, 20, 24, 20)
"""Room around a page: left, top, right, bottom."""


class Page(QWidget):
    """One of the pages; the window knows no more of it than this."""

    catalogue_changed = Signal()
    """It changed what other pages show: products, photos, stock."""
    answer_opened = Signal(object, object)
    """Show this stored answer: HistoryEntry, Answer."""
    sought = Signal(str)
    """Look this SKU, code or these words up."""
    progressed = Signal(int)
    """Per cent of the work that goes on while other pages are shown; -1 when none does."""

    first_focus: QWidget | None = None
    """Where the keyboard is once the page is shown; None: the page sees to it itself."""

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        """What keys of the window mean while this page is shown.

        A key works where the page to find with knows it, too: the window listens for those.
        """
        return {}

    def receive(self, incoming: Incoming) -> bool:
        """Take what was dropped or pasted while this page is shown; whether it is for it."""
        del incoming
        return False

    def step_back(self) -> bool:
        """Esc: leave something inside the page; False where there is nothing to leave."""
        return False

    def use_room(self, height_px: int) -> None:
        """So much of the page can be seen at once; more of it is scrolled."""

    def refresh(self) -> None:
        """Read anew what is shown; done whenever the page is shown."""

    def retranslate(self) -> None:
        """Say everything in the language of now."""

    def use_frame(self, layout: QLayout) -> None:
        """Lay the page out, with the room around it that all pages have."""
        layout.setContentsMargins(*AROUND)
        self.setLayout(layout)
        self.setObjectName("page")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def close_session(self) -> None:
        """The window is closing: end what runs, and wait for it."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page is made from."""

    services: Services
    pictures: PictureLoader
    theme: Theme


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One line in the list of pages.

    *title* and *purpose* are asked anew in each language; *purpose* is the line of the sheet of
    shortcuts, empty where that has its own. A page is made when it is first shown.
    """

    name: str
    keys: str
    title: Callable[[], str]
    purpose: Callable[[], str]
    make: Callable[[PageContext], Page]


@dataclass(frozen=True, slots=True)
class Section:
    """A button of the rail and the pages behind it: tabs, where there are several."""

    name: str
    sign: str
    title: Callable[[], str]
    pages: tuple[PageSpec, ...]
