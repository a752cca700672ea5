"""What comes in from outside: opened, pasted, dropped, scanned; each goes to the page for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.scanner import Scan
from desktop_app.gui.find_page import FindPage
from desktop_app.gui.incoming import PHOTO_SUFFIXES, Incoming, read_mime
from desktop_app.gui.messages import notice
from desktop_app.gui.page_host import PageHost
from desktop_app.gui.page_names import FIND, IMPORT


class Arrivals(QObject):
    """Hands them on, and shows the page that takes them, by what the window does for it."""

    def __init__(
        self,
        host: PageHost,
        find_page: FindPage,
        show_page: Callable[[str], None],
        start_import: Callable[[Path], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._host, self._find_page, self._window = host, find_page, window
        self._show_page, self._start_import = show_page, start_import

    def open_photos(self) -> None:
        self._ask_for_photos(add=False)

    def add_photos(self) -> None:
        self._ask_for_photos(add=True)

    def _ask_for_photos(self, *, add: bool) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open photos of one item"),
            "",
            self.tr("Photos ({list})").format(list=patterns),
        )
        if names:
            photos = tuple(PhotoInput.from_path(Path(name)) for name in names)
            self.receive(Incoming(photos=photos), add=add)

    def paste(self) -> None:
        self.receive(read_mime(QGuiApplication.clipboard().mimeData()))

    def paste_more(self) -> None:
        self.receive(read_mime(QGuiApplication.clipboard().mimeData()), add=True)

    def receive(self, incoming: Incoming, *, add: bool = False) -> None:
        """Send what was dropped, pasted or opened to the page that knows what to do with it."""
        page = self._host.current
        if page is not None and page is not self._find_page and page.receive(incoming):
            return
        if incoming.catalogue is not None:
            self._show_page(IMPORT)
            self._start_import(incoming.catalogue)
        elif incoming.web_link:
            link = notice(Message.of(MessageId.LINK_NOT_LOCAL, name=incoming.web_link))
            self._host.show_page(FIND)
            self._find_page.message.show_notice(link, "warning")
        elif incoming:
            self._host.show_page(FIND)
            self._find_page.receive(incoming, add=add)

    def receive_scan(self, scan: Scan) -> None:
        """Look up a code of the scanner gun, whatever page is shown."""
        self._host.show_page(FIND)
        self._find_page.use_scan(scan)
