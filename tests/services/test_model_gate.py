"""The model changes only where nobody works with it."""

from __future__ import annotations

import threading

import pytest

from desktop_app.core.errors import Cancelled
from desktop_app.services.model_gate import ModelGate, with_one_model

LONG_S = 20.0


def test_a_change_waits_for_work_and_new_work_does_not_wait_for_it() -> None:
    gate, order = ModelGate(), []
    waiting = threading.Event()

    def change() -> None:
        with gate.change(lambda: bool(waiting.set())):
            order.append("changed")

    thread = threading.Thread(target=change)
    with gate.work():
        thread.start()
        assert waiting.wait(LONG_S), "the change asks whether to go on while it waits"
        with gate.work():
            order.append("more work")
    thread.join(LONG_S)
    assert order == ["more work", "changed"]


def test_work_waits_for_a_change_that_is_being_made() -> None:
    gate, order = ModelGate(), []

    def work() -> None:
        with gate.work():
            order.append("work")

    thread = threading.Thread(target=work)
    with gate.change():
        thread.start()
        thread.join(0.05)
        order.append("changed")
    thread.join(LONG_S)
    assert order == ["changed", "work"]


def test_work_without_end_cannot_keep_a_change_off() -> None:
    gate, changed = ModelGate(), threading.Event()

    def look_on() -> None:
        while not changed.is_set():
            with gate.work():
                pass

    threads = [threading.Thread(target=look_on) for _ in range(2)]
    for thread in threads:
        thread.start()
    with gate.change():
        changed.set()
    for thread in threads:
        thread.join(LONG_S)
        assert not thread.is_alive()


def test_a_change_that_waits_can_be_given_up() -> None:
    gate = ModelGate()
    with gate.work(), pytest.raises(Cancelled), gate.change(lambda: True):
        raise AssertionError
    with gate.change():
        pass


def test_a_method_works_with_one_model_and_passes_its_result_and_error_on() -> None:
    class Service:
        gate = ModelGate()

        @with_one_model
        def halve(self, number: int, *, whole: bool = False) -> float:
            """Half of it."""
            if number < 0:
                raise ValueError("negative")
            assert self.gate._workers == 1
            return number // 2 if whole else number / 2

    service = Service()
    assert service.halve(3) == 1.5
    assert service.halve(3, whole=True) == 1
    with pytest.raises(ValueError, match="negative"):
        service.halve(-1)
    with service.gate.change():
        pass
