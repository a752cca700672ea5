"""Keeps one worker process running: starts it, starts it again, gives up after a few failures."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

from desktop_app.core.errors import Cancelled, ShelfsightError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import DeviceInfo
from desktop_app.vision import wire
from desktop_app.vision.worker_child import ChildLostError, WorkerChild
from desktop_app.vision.worker_setup import Request, WorkerSetup

log = logging.getLogger(__name__)

START_ATTEMPTS = 3
START_TIMEOUT_S = 120.0
"""A first start may load gigabytes of CUDA libraries from a slow disk."""

_PROCESSOR = "CPU"


class EngineFailedError(ShelfsightError):
    """The model could not be run on the processor either."""


class Supervisor:
    """One worker process at a time; not for several threads, except `stop`."""

    def __init__(self, setup: WorkerSetup, item_timeout_s: float) -> None:
        self._setup = setup
        self._item_timeout_s = item_timeout_s
        self._child: WorkerChild | None = None
        self._failure: UserError | None = None
        self.device: DeviceInfo | None = None
        self.n_starts = 0
        self._spawning = threading.Lock()
        self._is_stopped = False

    @property
    def pid(self) -> int | None:
        """Process id of the worker, or None."""
        return self._child.pid if self._child else None

    def start(self) -> WorkerChild:
        """The running worker, started if there is none.

        Raises:
            UserError: it cannot be started; every later call says the same.
            Cancelled: `stop` was called.
        """
        if self._failure is not None:
            raise self._failure
        if self._child is None or not self._child.is_alive:
            return self._started()
        return self._child

    def call(self, request: Request) -> wire.Reply:
        """The worker's answer. Where a GPU fails, the processor takes over.

        Raises:
            ChildLostError: the worker died or took too long; the next call starts another.
            EngineFailedError: the model cannot be run.
            UserError: no worker can be started.
        """
        child = self.start()
        try:
            reply = child.call(request)
        except ChildLostError as error:
            log.warning("worker process lost: %s", error)
            self.discard()
            if error.step is not None and error.step.photo is None:
                error.left_gpu = self._leave_gpu(str(error))
            raise
        if not isinstance(reply, wire.EngineFailed):
            return reply
        log.warning("model could not be run: %s", reply.reason)
        self.discard()
        if self._leave_gpu(reply.reason):
            return self.call(request)
        raise EngineFailedError(reply.reason)

    def stop(self) -> None:
        """Kill the worker and start none any more; from any thread."""
        with self._spawning:
            self._is_stopped = True
            if self._child is not None:
                self._child.kill()

    def discard(self) -> None:
        """End the worker and let go of what belongs to it."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def _leave_gpu(self, reason: str) -> bool:
        """Do without the GPU from now on; False if none was in use."""
        if self.device is None or self.device.device == _PROCESSOR:
            return False
        self._setup = replace(self._setup, gpu_failure=_first_line(reason))
        return True

    def _start_without_gpu(self, problem: str) -> None:
        """A driver that kills or stops whoever asks it must not keep the processor from working."""
        if self._setup.provider != _PROCESSOR.lower() and not self._setup.gpu_failure:
            self._setup = replace(self._setup, gpu_failure=problem)

    def _started(self) -> WorkerChild:
        problem = ""
        for attempt in range(START_ATTEMPTS):
            if attempt == START_ATTEMPTS - 1:
                self._start_without_gpu(problem)
            child = self._spawn()
            try:
                reply = child.wait_ready(START_TIMEOUT_S)
            except ChildLostError as error:
                problem = str(error)
                log.warning("worker process did not start: %s", error)
                self.discard()
                continue
            return self._ready(child, reply)
        self._failure = UserError(MessageId.WORKER_FAILED, reason=problem)
        raise self._failure

    def _spawn(self) -> WorkerChild:
        with self._spawning:
            if self._is_stopped:
                raise Cancelled("the picture reader was closed")
            self.n_starts += 1
            try:
                self._child = WorkerChild(self._setup, self._item_timeout_s)
            except OSError as error:  # too little memory, say: the next request tries again
                reason = error.strerror or type(error).__name__
                raise UserError(MessageId.WORKER_FAILED, reason=reason) from error
            return self._child

    def _ready(self, child: WorkerChild, reply: wire.Ready | wire.StartFailed) -> WorkerChild:
        if isinstance(reply, wire.StartFailed):
            self.discard()
            self._failure = UserError(reply.message.id, **dict(reply.message.params))
            raise self._failure
        self.device = reply.device
        return child


def _first_line(reason: str) -> str:
    """Of what a library said, which may be nothing at all."""
    return next(iter(reason.splitlines()), "")[:200] or "no reason was given"
