"""Logs and traces that say what broke and where, and nothing of what a person had in hand.

Messages of errors repeat names of photos, words that were typed and rows of the catalogue. None of
that helps to mend the program, and logs are sent around: an error is therefore written as its type
and its places in the code, never with its text.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Iterator
from pathlib import PurePath
from types import TracebackType

from desktop_app.core.errors import ShelfsightError, UserError

_FOLDERS = re.compile(
    r"(?:file:/+|(?<![A-Za-z])[A-Za-z]:[\\/](?![\\/])|\\\\|(?<![\w.:/\\])~?/)"
    r"[^\n\"'<>|/\\]*[\\/].*?(?=: |[\"'<>|\n]|$)"
)
"""An absolute path of at least one folder, up to a quote, a colon or the end: names hold spaces."""

_LOGIN = re.compile(r"(?<=://)[^/@\s]*@")
HIDDEN = "…"


def error_name(error: BaseException) -> str:
    """What can be said of *error* in a log: its type, and which message or system error it is."""
    name = type(error).__name__
    if isinstance(error, UserError):
        return f"{name} {error.message.id}"
    if isinstance(error, ShelfsightError):
        return f"{name} {error}".rstrip()  # words of the program itself
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {error.errno} {os.strerror(error.errno)}"
    return name


def private_trace(error: BaseException) -> str:
    """Where *error* and its causes were raised, without their texts and without a folder."""
    return "\n".join(_lines(error, set()))


def private_text(text: str) -> str:
    """*text* without folders and without logins in addresses."""
    return _FOLDERS.sub(HIDDEN, _LOGIN.sub(f"{HIDDEN}@", text))


class PrivateFormatter(logging.Formatter):
    """Writes a record without names of photos, paths, and words that were typed."""

    def format(self, record: logging.LogRecord) -> str:
        shown = logging.makeLogRecord(record.__dict__)
        if isinstance(record.args, tuple):
            shown.args = tuple(map(_shown, record.args))
        shown.exc_text = None
        return private_text(super().format(shown))

    def formatException(  # noqa: N802  (the name that the logging module calls)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "" if ei[1] is None else private_trace(ei[1])


def _shown(value: object) -> object:
    if isinstance(value, BaseException):
        return error_name(value)
    return HIDDEN if isinstance(value, PurePath) else value


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        yield from _lines(cause, seen)
        yield "which led to"
    yield error_name(error)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_module(frame.filename)}:{frame.lineno} {frame.name}"


def _module(file: str) -> str:
    """The file below the folder of the packages, which may be named after a person."""
    parts = PurePath(file).parts
    start = max((n for n, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 2)
    return "/".join(parts[max(start, 0) :][-4:])


_ROOTS = frozenset({"desktop_app", "site-packages", "tests"})
