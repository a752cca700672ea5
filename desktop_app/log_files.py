"""The log: a few small files in the data folder, without names; nothing goes to the terminal."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from desktop_app.core.private_log import PrivateFormatter
from desktop_app.paths import DataFolder

LOG_BYTES = 1_000_000
LOG_FILES = 3

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_logging(folder: DataFolder) -> None:
    """Log into *folder* from now on; nothing happens where that is done already."""
    root, name = logging.getLogger(), f"shelfsight of {folder.root}"
    if any(handler.name == name for handler in root.handlers):
        return
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk is told once, by what could not be saved
    try:
        folder.logs.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder.logs / "shelfsight.log",
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
        )
    except OSError:
        handler = logging.NullHandler()
    handler.name = name
    handler.setFormatter(PrivateFormatter(_FORMAT))
    root.addHandler(handler)
