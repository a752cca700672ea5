"""Rate and time left of a long job."""

from __future__ import annotations

from desktop_app.core.types import ProgressReport
from desktop_app.services.progress_meter import ProgressMeter


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_are_those_of_the_last_seconds() -> None:
    clock, reports = Clock(), list[ProgressReport]()
    meter = ProgressMeter(reports.append, 2000, clock)
    for _ in range(5):  # a resumed import rushes through what is done
        clock.now += 1
        meter.update(int(1000 * (clock.now - 100) / 5))
    for second in range(60):
        clock.now += 1
        meter.update(1000 + 10 * (second + 1))
    last = reports[-1]
    assert (last.done, last.total) == (1600, 2000)
    assert 9.0 < last.rate_per_s < 12.0
    assert last.seconds_left is not None
    assert 33 < last.seconds_left < 45


def test_nothing_is_promised_in_the_first_second() -> None:
    clock, reports = Clock(), list[ProgressReport]()
    meter = ProgressMeter(reports.append, 100, clock)
    clock.now += 0.5
    meter.update(50)
    assert (reports[0].rate_per_s, reports[0].seconds_left) == (0.0, None)


def test_reports_come_at_most_ten_times_a_second() -> None:
    clock, reports = Clock(), list[ProgressReport]()
    meter = ProgressMeter(reports.append, 100_000, clock)
    for done in range(1000):
        clock.now += 0.001
        meter.update(done)
    assert 9 <= len(reports) <= 11


def test_a_total_that_was_too_small_grows() -> None:
    clock, reports = Clock(), list[ProgressReport]()
    meter = ProgressMeter(reports.append, 10, clock)
    clock.now += 2
    meter.update(20)
    assert (reports[-1].done, reports[-1].total, reports[-1].seconds_left) == (20, 20, 0.0)


def test_the_end_is_always_told() -> None:
    clock, reports = Clock(), list[ProgressReport]()
    meter = ProgressMeter(reports.append, 12, clock)
    meter.update(3)
    meter.finish(10)
    assert (reports[-1].done, reports[-1].total) == (10, 10)
