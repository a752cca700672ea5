"""A child process at the other end of a pipe, asked one question at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any


class PipedChild:
    """Runs *target* with its end of a pipe and *args*; not for several threads, except `kill`."""

    def __init__(self, target: Callable[..., None], name: str, *args: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=target, args=(theirs, *args), name=name, daemon=True
        )
        with closing(theirs):  # only the child may hold its end
            self._process.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def send(self, *parts: bytes) -> None:
        """Raises `OSError` if the child is gone."""
        for part in parts:
            self._ours.send_bytes(part)

    def reply(self, most_bytes: int, patience_s: float) -> bytes:
        """The next message of the child.

        Raises:
            EOFError: it died, or says nothing for *patience_s*.
            OSError: the message has more than *most_bytes*.
        """
        ready = wait([self._ours, self._process.sentinel], patience_s)
        if self._ours not in ready and not self._ours.poll():
            raise EOFError
        return self._ours.recv_bytes(most_bytes)

    def kill(self) -> None:
        """End it now; raises `ValueError` after `close`."""
        self._process.kill()

    def close(self) -> None:
        self.kill()
        self._process.join()
        self._process.close()
        self._ours.close()
