"""A child at the other end of a pipe: it answers, dies, says nothing, and is ended."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import psutil
import pytest

from desktop_app.vision.piped_child import PipedChild

BLOCKED, SILENT, LAST_WORDS = b"blocked", b"silent", b"last words"


def run(connection: Connection) -> None:
    """Does what it is told, in the child."""
    while (told := connection.recv_bytes()) != LAST_WORDS:
        if told == BLOCKED:
            blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
            connection.send_bytes(b"yes" if blocked else b"no")
        elif told != SILENT:
            connection.send_bytes(told)
    connection.send_bytes(told)
    os._exit(7)


@pytest.fixture
def started() -> Iterator[Callable[[], PipedChild]]:
    children: list[PipedChild] = []

    def start() -> PipedChild:
        children.append(PipedChild(run, "test-child"))
        return children[-1]

    yield start
    for child in children:
        child.close()


def test_it_answers(started: Callable[[], PipedChild]) -> None:
    child = started()
    child.send(b"a", b"b")
    assert (child.reply(10), child.reply(10)) == (b"a", b"b")
    assert child.is_alive


def test_one_that_says_nothing_is_not_waited_for_longer_than_one_has_patience(
    started: Callable[[], PipedChild],
) -> None:
    child = started()
    child.send(SILENT)
    with pytest.raises(EOFError):
        child.reply(10, 0.01)
    assert child.is_alive


def test_last_words_are_heard_and_then_the_end(started: Callable[[], PipedChild]) -> None:
    child = started()
    child.send(LAST_WORDS)
    assert child.reply(20) == LAST_WORDS
    with pytest.raises((EOFError, OSError)):
        child.reply(20)
    child.close()
    assert child.exit_code == 7


def test_a_message_that_is_too_long_is_refused(started: Callable[[], PipedChild]) -> None:
    child = started()
    child.send(b"x" * 100)
    with pytest.raises(OSError):
        child.reply(10)


def test_the_death_ends_the_wait_although_another_process_holds_the_pipe(
    started: Callable[[], PipedChild],
) -> None:
    child = started()
    child.send(b"a")
    child.reply(10)
    heir = os.dup(child._ours.fileno())  # as long as somebody holds an end, the pipe is open
    try:
        child.kill()
        with pytest.raises((EOFError, OSError)):
            child.reply(10)
    finally:
        os.close(heir)


def test_killing_after_the_end_does_nothing(started: Callable[[], PipedChild]) -> None:
    child = started()
    pid = child.pid
    assert pid is not None
    child.close()
    child.kill()
    child.close()
    assert not psutil.pid_exists(pid)
    with pytest.raises(OSError):
        child.send(b"a")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_does_not_reach_a_child_that_starts(started: Callable[[], PipedChild]) -> None:
    child = started()
    child.send(BLOCKED)
    assert child.reply(10) == b"yes"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
