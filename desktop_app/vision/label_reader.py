"""Reads the print on items in a process of its own: a damaged file ends that, never the program."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.label_text import ReadLine
from desktop_app.core.messages import MessageId
from desktop_app.vision import addons, label_process, reading_addon
from desktop_app.vision.photo_bytes import photo_bytes
from desktop_app.vision.piped_child import PipedChild

START_S = 120.0
"""Loading the models may take so long, from a slow disk."""

ANSWER_S = 30.0
"""So long one photo may take."""

LARGEST_REPLY = 1_000_000

_log = logging.getLogger(__name__)


class LabelReader:
    """Reads photos one by one; safe to call from several threads, which wait for each other.

    Args:
        log: what libraries print goes to this file.
        threads: processor threads of the reader; 0 takes one, so that lookups keep the others.
        answer_s: seconds that one photo may take.
    """

    def __init__(
        self, log: Path | None = None, threads: int = 0, answer_s: float = ANSWER_S
    ) -> None:
        self._log_file = log
        self._threads = threads or 1
        self._answer_s = answer_s
        self._child: PipedChild | None = None
        self._one_at_a_time = threading.Lock()

    @property
    def missing(self) -> MessageId | None:
        """What to say because the library that reads is not there; None if it is."""
        return reading_addon.missing(addons.program_folder())

    @property
    def source(self) -> str:
        """What reads and where it comes from, for `doctor`; empty where nothing does."""
        return reading_addon.source(addons.program_folder())

    def read(self, photo: PhotoInput) -> tuple[ReadLine, ...]:
        """Lines of print on *photo*, those of its box if it has one.

        Raises:
            PhotoError: the photo cannot be read.
            UserError: the reader is not installed, or was lost.
        """
        missing = self.missing
        if missing is not None:
            raise UserError(missing)
        data = photo_bytes(photo)
        with self._one_at_a_time:
            return self._asked(photo, data)

    def _asked(self, photo: PhotoInput, data: bytes) -> tuple[ReadLine, ...]:
        try:
            if self._child is None or not self._child.is_alive:  # it may have gone to sleep
                self._end()
                self._child = PipedChild(
                    label_process.run, "shelfsight-label-reader", self._log_file, self._threads
                )
                self._child.reply(LARGEST_REPLY, START_S)  # it is ready
            self._child.send(label_process.question(photo.name, photo.box), data)
            reply = self._child.reply(LARGEST_REPLY, self._answer_s)
            if reply == label_process.UNREADABLE:
                raise PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
            return label_process.decode(reply)
        except (EOFError, OSError, ValueError) as error:
            _log.warning("the process that reads print was lost: %s", type(error).__name__)
            self._end()
            raise UserError(MessageId.LABEL_READER_LOST, name=photo.name) from error

    def close(self) -> None:
        """End the process, also while it starts or reads for another thread."""
        child = self._child
        if child is not None:
            child.kill()
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None
