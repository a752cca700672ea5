"""One running worker process, seen from the parent: send, receive, kill."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Self

from desktop_app.core.errors import ShelfsightError
from desktop_app.vision import wire, worker_process
from desktop_app.vision.piped_child import PipedChild
from desktop_app.vision.worker_setup import Request, WorkerSetup


class ChildLostError(ShelfsightError):
    """The worker process is gone amid a request.

    Attributes:
        step: what it had begun last, or None.
        timed_out: it was killed because it took too long.
        left_gpu: a GPU was in use and is not used any more, so that no photo is to blame.
    """

    def __init__(self, step: wire.Step | None, exit_code: int | None, *, timed_out: bool) -> None:
        self.step = step
        self.timed_out = timed_out
        self.left_gpu = False
        how = "took too long" if timed_out else f"exit code {exit_code}"
        super().__init__(how)


class WorkerChild:
    """A worker process. One request at a time; `kill` may come from any thread."""

    def __init__(self, setup: WorkerSetup, item_timeout_s: float) -> None:
        self._item_timeout_s = item_timeout_s
        self._piped = PipedChild(worker_process.run, "shelfsight-vision", setup)

    @property
    def is_alive(self) -> bool:
        return self._piped.is_alive

    @property
    def pid(self) -> int | None:
        return self._piped.pid

    def wait_ready(self, timeout_s: float) -> wire.Ready | wire.StartFailed:
        """What the worker says once it has started.

        Raises:
            ChildLostError: it died or took too long.
        """
        with _Watchdog(self, timeout_s) as watchdog:
            reply = self._receive(watchdog, None)
        if not isinstance(reply, wire.Ready | wire.StartFailed):
            raise self._lost(None, timed_out=False)
        return reply

    def call(self, request: Request) -> wire.Reply:
        """The answer to *request*; each step of it has its own time limit.

        Raises:
            ChildLostError: the process died or took too long; it is gone.
        """
        step: wire.Step | None = None
        answered = False
        try:
            with _Watchdog(self, self._item_timeout_s) as watchdog:
                self._send(watchdog, request)
                watchdog.allow(self._limit_s(None))
                while isinstance(reply := self._receive(watchdog, step), wire.Step):
                    step = reply
                    watchdog.allow(self._limit_s(step))
            answered = True
        finally:
            # An interrupt amid the exchange leaves half an answer in the pipe.
            if not answered:
                self.kill()
        return reply

    def kill(self) -> None:
        """End the process, whatever it does; nothing happens if it has ended."""
        self._piped.kill()

    def close(self) -> None:
        """End the process and wait for it."""
        self._piped.close()

    def _limit_s(self, step: wire.Step | None) -> float:
        return self._item_timeout_s * max(1, step.n if step else 1)

    def _send(self, watchdog: _Watchdog, request: Request) -> None:
        try:
            self._piped.send_value(request)
        except OSError as error:
            raise self._lost(None, timed_out=watchdog.has_fired) from error

    def _receive(self, watchdog: _Watchdog, step: wire.Step | None) -> wire.Reply:
        try:
            return wire.decode(self._piped.reply(wire.MAX_FRAME_BYTES))
        except (EOFError, OSError, wire.WireError) as error:
            raise self._lost(step, timed_out=watchdog.has_fired) from error

    def _lost(self, step: wire.Step | None, *, timed_out: bool) -> ChildLostError:
        self._piped.close()
        return ChildLostError(step, self._piped.exit_code, timed_out=timed_out)


class _Watchdog:
    """Kills the process when it is silent too long, which ends every wait within the block.

    One thread for the whole exchange: one for each frame took longer than reading the frame.
    """

    def __init__(self, child: WorkerChild, timeout_s: float) -> None:
        self._child = child
        self._changed = threading.Condition()
        self._deadline = time.monotonic() + timeout_s
        self._is_over = False
        self.has_fired = False

    def allow(self, timeout_s: float) -> None:
        """So long from now it may be silent."""
        with self._changed:
            before, self._deadline = self._deadline, time.monotonic() + timeout_s
            if self._deadline < before:  # a later one is seen when the thread wakes up
                self._changed.notify()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="vision-watchdog", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._is_over:
                left_s = self._deadline - time.monotonic()
                if left_s <= 0:
                    self.has_fired = True
                    self._child.kill()
                    return
                self._changed.wait(left_s)
