"""Starts the window: it is shown first, and the catalogue is opened behind it (ADR 0150).

Nothing is imported at the top that takes long to load; `desktop_app.app` comes on the thread that
opens the catalogue.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.catalog.occupancy import open_lock_file, try_lock
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.message_ids import MessageId
from desktop_app.display import why_no_window
from desktop_app.paths import DataFolder, default_data_folder, make_folder
from desktop_app.settings import Settings, load_settings

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

CANNOT_START = 2
WINDOW_LOCK = "window.lock"

_log = logging.getLogger(__name__)


def run_window(folder: DataFolder, settings: Settings, files: Sequence[Path] = ()) -> int:
    """Open the window and stay until it is closed; the exit code of the program.

    *files* are photos of one item or a catalogue, to begin with.

    Raises:
        UserError: the catalogue or the model pack cannot be used.
    """
    make_folder(folder.root)
    with window_of(folder) as is_first:
        if is_first:
            return _run_until_closed(folder, settings, files)
        from desktop_app.gui.one_instance import call_first

        if call_first(folder.root, files):
            return 0
    raise CatalogueError(MessageId.CATALOGUE_OCCUPIED, name=folder.root)


@contextmanager
def window_of(folder: DataFolder) -> Iterator[bool]:
    """Whether this is the first window on the catalogue; a folder without writing has no order."""
    try:
        stream = open_lock_file(folder.root / WINDOW_LOCK)
    except CatalogueError:
        yield True
        return
    with stream:
        yield try_lock(stream, alone=True)


@dataclass(slots=True)
class _OneRun:
    """One time that the window is open: what it knows at first, and what is opened behind it."""

    data_folder: DataFolder
    settings: Settings
    read_only: bool
    services: Services | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def open(self) -> Services:
        """Open the catalogue; on another thread than the window's, so that it stays awake.

        The modules of its pages are loaded here for the same reason.
        """
        from desktop_app.app import opened_services
        from desktop_app.gui import window_parts
        from desktop_app.log_files import start_logging
        from desktop_app.upkeep import tidying

        del window_parts
        start_logging(self.data_folder)
        opened = opened_services(self.data_folder, self.settings, read_only=self.read_only)
        services = self.stack.enter_context(opened)
        services.answer_while_reading()
        if not self.read_only:
            self.stack.enter_context(tidying(services))
        self.services = services
        return services


def _run_until_closed(folder: DataFolder, settings: Settings, files: Sequence[Path]) -> int:
    """The window, and in its place the repair page where the catalogue cannot be opened."""
    from desktop_app.gui.application import run, run_repair

    read_only = False
    while True:
        problem, code, asked = None, CANNOT_START, ""
        this = _OneRun(folder, settings, read_only)
        try:
            with this.stack:
                code = run(this, this.open, files)
            if this.services is not None:
                settings, asked = this.services.settings, this.services.safety.restore_asked
            if not asked:
                return code
        except CatalogueError as error:
            _log.error("the catalogue could not be opened: %s", error.message.id)
            problem = error
        from desktop_app.services.rescue import Way
        from desktop_app.without_model import closed_catalogue

        way = run_repair(closed_catalogue(folder), problem, settings, restore=asked)
        if way is None:
            return CANNOT_START if problem else code
        read_only, files = way is Way.READ_ONLY, ()


def open_from_terminal() -> int | None:
    """Open the window as the command line would, without loading it; the exit code.

    None where the command line has to say something first: there is no display, or the settings
    cannot be read. What goes wrong later it says too.
    """
    folder = DataFolder(default_data_folder())
    if why_no_window() is not None:
        return None
    try:
        return run_window(folder, load_settings(folder.settings))
    except UserError as error:
        return _say(error)


def _say(error: UserError) -> int:
    from desktop_app.terminal import Terminal
    from desktop_app.translation import language_of_system, translator

    Terminal(translator(language_of_system())).error(error.message)
    return CANNOT_START


def main(files: Sequence[Path] = ()) -> int:
    """Open the window on the standard data folder (entry point without a terminal)."""
    folder, settings = DataFolder(default_data_folder()), Settings()
    try:
        settings = load_settings(folder.settings)
        return run_window(folder, settings, files)
    except UserError as error:
        from desktop_app.gui.application import show_failure
        from desktop_app.log_files import start_logging

        start_logging(folder)
        _log.error("the window could not be opened: %s", error.message.id)
        show_failure(error, settings.language)
        return CANNOT_START
