"""Work on model packs behind the window: list, add, remove, and the switch with its progress."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.model_packs import StagedPack

POLL_MS = 400


class PackSession(QObject):
    """Lives as long as the window, so that a switch goes on when its dialog is closed."""

    listed = Signal(object)  # list[PackFacts]
    staged = Signal(object)  # StagedPack, which waits for `accept` or `discard`
    added = Signal(object)  # PackFacts
    removed = Signal(str, int)  # name, embeddings deleted
    progressed = Signal(object)  # SwitchState, or None when nothing is being prepared
    switched = Signal(object)  # SwitchOutcome; None if it was begun by the last run
    failed = Signal(object)  # BaseException
    work_began = Signal()  # a pack is being copied, checked, tried or removed
    work_ended = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("packs", parent=self)
        self._switching = TaskRunner("packs-switch", parent=self)
        self._shown: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def in_use(self) -> str:
        """Name of the pack in use."""
        return self._services.pack_choice.chosen_pack()

    @property
    def preparing(self) -> str:
        """Name of the pack that is being prepared, or an empty text."""
        state = self._services.pack_switch.state
        return state.name if state else ""

    def refresh(self) -> None:
        self._tasks.submit(self._services.packs.every_pack, self.listed.emit, self.failed.emit)

    def stage(self, source: Path) -> None:
        self._work(partial(self._services.packs.stage, source), self.staged.emit)

    def accept(self, staged: StagedPack) -> None:
        """Try and keep a staged pack; the person has seen its fingerprint and said yes."""
        work = partial(self._services.packs.accept, staged, staged.facts.fingerprint)
        self._work(work, self.added.emit)

    def discard(self, staged: StagedPack) -> None:
        self._tasks.submit(
            partial(self._services.packs.discard, staged), lambda _nothing: None, self.failed.emit
        )

    def remove(self, name: str) -> None:
        work = partial(self._services.pack_switch.remove, name)
        self._work(work, partial(self.removed.emit, name))

    def use(self, name: str) -> None:
        work = partial(self._services.pack_switch.run, name)
        self._switching.submit(work, self._switched, self._switch_failed)

    def stop(self) -> None:
        """Give the preparation up; what was read is kept until the pack is removed."""
        self._tasks.submit(
            self._services.pack_switch.forget, lambda _nothing: None, self.failed.emit
        )

    def close(self) -> None:
        """Let a preparation rest until the next start."""
        self._timer.stop()
        self._services.pack_switch.stop()
        self._switching.close()
        self._tasks.close()

    def _work(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        def done(result: object) -> None:
            self.work_ended.emit()
            on_done(result)

        def fail(error: BaseException) -> None:
            self.work_ended.emit()
            self.failed.emit(error)

        self.work_began.emit()
        self._tasks.submit(work, done, fail)

    def _look(self) -> None:
        """Pass the state on where it has changed, whoever began the switch."""
        state = self._services.pack_switch.state
        if state == self._shown:
            return
        ended, self._shown = state is None, state
        self.progressed.emit(state)
        if ended and not self._switching.is_busy():
            self.switched.emit(None)

    def _switched(self, outcome: object) -> None:
        self._look()
        self.switched.emit(outcome)

    def _switch_failed(self, error: BaseException) -> None:
        self._look()
        self.failed.emit(error)
