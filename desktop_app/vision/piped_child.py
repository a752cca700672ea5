"""A child process at the other end of a pipe: every process that reads what strangers made."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

LEAVE_TIMEOUT_S = 1.0
"""So long a killed process is waited for; a driver may hold it longer."""


class PipedChild:
    """Runs *target* with its end of a pipe and *args*.

    One thread asks and listens; `kill` may come from any thread, also after `close`.
    """

    def __init__(self, target: Callable[..., None], name: str, *args: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=target, args=(theirs, *args), name=name, daemon=True
        )
        # Only the child may hold its end: else its death would not end our reading.
        with closing(theirs), _interrupts_held_back():
            self._process.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """How it ended, negative where a signal ended it; None: not ended, as far as is known."""
        return self._process.exitcode

    def send(self, *parts: bytes) -> None:
        """Raises `OSError` if the child is gone."""
        for part in parts:
            self._ours.send_bytes(part)

    def send_value(self, value: object) -> None:
        """Send a value that can be pickled; what comes back never is. Raises as `send`."""
        self._ours.send(value)

    def reply(self, most_bytes: int, patience_s: float | None = None) -> bytes:
        """The next message of the child.

        Raises:
            EOFError: it died, or says nothing for *patience_s*; None: it may take its time.
            OSError: the message has more than *most_bytes*.
        """
        # The process too: somebody may have inherited the other end of the pipe.
        ready = wait([self._ours, self._process.sentinel], patience_s)
        if self._ours not in ready and not self._ours.poll():
            raise EOFError
        return self._ours.recv_bytes(most_bytes)

    def kill(self) -> None:
        """End it now, whatever it does, without waiting; nothing happens if it has ended."""
        self._process.kill()

    def close(self) -> None:
        """End it, wait for that, and let go of the pipe."""
        self.kill()
        self._process.join(LEAVE_TIMEOUT_S)
        self._ours.close()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let a new process start with Ctrl+C blocked, until it has said that it ignores it.

    Blocked signals are inherited; without this a Ctrl+C while Python starts in the child would
    print a traceback to the terminal.
    """
    if sys.platform == "win32":
        yield
        return
    # Started by itself it would unblock what is blocked here.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
