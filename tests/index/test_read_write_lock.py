from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop_app.index.read_write_lock import ReadWriteLock

LONG_S = 10.0
"""Longer than any wait that ends; a test that needs it has failed."""
SHORT_S = 0.05
"""Long enough for a thread that could go on to have done so."""


@contextmanager
def running(*targets) -> Iterator[list[threading.Thread]]:
    threads = [threading.Thread(target=target, daemon=True) for target in targets]
    for thread in threads:
        thread.start()
    yield threads
    for thread in threads:
        thread.join(LONG_S)
        assert not thread.is_alive()


def test_readers_overlap() -> None:
    lock, both = ReadWriteLock(), threading.Barrier(2, timeout=LONG_S)

    def read() -> None:
        with lock.read():
            both.wait()

    with running(read, read):
        pass
    assert not both.broken


@pytest.mark.parametrize("mode", ["read", "write"])
def test_nobody_enters_while_one_writes(mode: str) -> None:
    lock, entered = ReadWriteLock(), threading.Event()

    def enter() -> None:
        with getattr(lock, mode)():
            entered.set()

    with lock.write():
        context = running(enter)
        context.__enter__()
        assert not entered.wait(SHORT_S)
    assert entered.wait(LONG_S)
    context.__exit__(None, None, None)


def test_a_writer_waits_for_the_readers() -> None:
    lock, written = ReadWriteLock(), threading.Event()

    def write() -> None:
        with lock.write():
            written.set()

    with lock.read():
        context = running(write)
        context.__enter__()
        assert not written.wait(SHORT_S)
    assert written.wait(LONG_S)
    context.__exit__(None, None, None)


def test_a_waiting_writer_goes_before_new_readers() -> None:
    lock, order = ReadWriteLock(), []

    def write() -> None:
        with lock.write():
            order.append("writer")

    def read() -> None:
        with lock.read():
            order.append("reader")

    with lock.read():
        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        with lock._changed:
            assert lock._changed.wait_for(lambda: lock._writers_waiting or _poke(lock), LONG_S)
        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(SHORT_S)
        assert order == []
    writer.join(LONG_S)
    reader.join(LONG_S)
    assert order == ["writer", "reader"]


def _poke(lock: ReadWriteLock) -> bool:
    """Make the condition look again; a writer that begins to wait tells nobody."""
    threading.Timer(0.01, lambda: _notify(lock)).start()
    return False


def _notify(lock: ReadWriteLock) -> None:
    with lock._changed:
        lock._changed.notify_all()


def test_an_error_inside_sets_the_lock_free() -> None:
    lock = ReadWriteLock()
    for enter in (lock.read, lock.write):
        with pytest.raises(ZeroDivisionError), enter():
            raise ZeroDivisionError
    with lock.write():
        pass


def test_the_sum_is_right_with_many_writers_and_readers() -> None:
    lock, numbers, torn = ReadWriteLock(), [0, 0], []

    def write() -> None:
        for _ in range(300):
            with lock.write():
                numbers[0] += 1
                numbers[1] += 1

    def read() -> None:
        for _ in range(300):
            with lock.read():
                if numbers[0] != numbers[1]:
                    torn.append(tuple(numbers))

    with running(write, read, write, read):
        pass
    assert (numbers, torn) == ([600, 600], [])
