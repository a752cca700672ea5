import threading
from collections.abc import Callable

import pytest

from desktop_app.core.errors import Cancelled
from desktop_app.vision.turnstile import Turnstile, Urgency


def wait_until(condition: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(5000):
        if condition():
            return
        tick.wait(0.001)
    raise AssertionError("waited in vain")


def run_queue(turnstile: Turnstile, urgencies: list[Urgency]) -> list[int]:
    """Let threads queue up in the given order behind a taken turn; the order they get in."""
    order: list[int] = []

    def pass_through(number: int) -> None:
        with turnstile.turn(urgencies[number]):
            order.append(number)

    threads = [threading.Thread(target=pass_through, args=(n,)) for n in range(len(urgencies))]
    with turnstile.turn(Urgency.BATCH):
        for number, thread in enumerate(threads, start=1):
            thread.start()
            wait_until(lambda n=number: turnstile.n_waiting == n)
    for thread in threads:
        thread.join()
    return order


def test_a_query_goes_before_batches_that_waited_longer() -> None:
    order = run_queue(Turnstile(), [Urgency.BATCH, Urgency.BATCH, Urgency.QUERY])
    assert order == [2, 0, 1]


def test_equals_are_served_in_their_order() -> None:
    assert run_queue(Turnstile(), [Urgency.QUERY] * 5) == [0, 1, 2, 3, 4]


def test_only_one_is_within() -> None:
    turnstile, within, most = Turnstile(), [0], [0]

    def work() -> None:
        for _ in range(50):
            with turnstile.turn(Urgency.BATCH):
                within[0] += 1
                most[0] = max(most[0], within[0])
                within[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_an_error_within_lets_the_next_one_in() -> None:
    turnstile = Turnstile()
    with pytest.raises(ZeroDivisionError), turnstile.turn(Urgency.QUERY):
        raise ZeroDivisionError
    with turnstile.turn(Urgency.QUERY):
        assert not turnstile.wait_empty(0)
    assert turnstile.wait_empty(0)


def test_closing_sends_everybody_away() -> None:
    turnstile, sent_away = Turnstile(), threading.Event()

    def wait_in_line() -> None:
        try:
            with turnstile.turn(Urgency.QUERY):
                pass
        except Cancelled:
            sent_away.set()

    with turnstile.turn(Urgency.BATCH):
        thread = threading.Thread(target=wait_in_line)
        thread.start()
        wait_until(lambda: turnstile.n_waiting == 1)
        turnstile.close()
        thread.join()
    assert sent_away.is_set()
    with pytest.raises(Cancelled), turnstile.turn(Urgency.QUERY):
        pass
