"""A1-A4: killed at random, killed at every step, the k-th call fails, unsynced bytes vanish."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import statistics
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.catalog.restore import restore
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import UserError
from tests.faults.power import PowerLoss
from tests.faults.registry import Fault, Tally
from tests.faults.shop import MUCH, Promised, Shop, check_shop, in_child, opened, tell

CALLS = ("fsync", "replace", "link", "unlink", "mkdir")
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)


def _work_for_ever(root: Path, start: int, seed: int, pipe: int) -> None:
    rng = random.Random(seed)
    with opened(root) as shop:
        number, alive = start, list(range(max(1, start - 30), start))
        while True:
            many = rng.randrange(1, 8)
            shop.save(range(number, number + many))
            tell(pipe, "saved", range(number, number + many))
            alive += range(number, number + many)
            number += many
            if rng.random() < 0.3 and alive:
                gone = alive.pop(rng.randrange(len(alive)))
                tell(pipe, "removing", [gone])
                shop.remove(gone)
            if rng.random() < 0.1:
                shop.back_up()


def random_kills(folder: Path, *, kills: int, share: int = 1) -> Tally:
    rng, promised, tally = random.Random(10 + share), Promised(), Tally()
    for seed in range(kills):
        start = max(promised.saved, default=0) + 100
        work = partial(_work_for_ever, folder, start, seed)
        status, told = in_child(work, kill_after_s=rng.uniform(0.08, 0.5))
        promised.take(told)
        if status != -9:
            tally += Tally(crashes=1, findings=(f"the child ended with {status}",))
        tally += check_shop(folder, promised, seed)
    figures: dict[str, float | str] = {
        f"share {share}: products told as saved": float(len(promised.saved)),
        f"share {share}: next start, ms in the median": statistics.median(promised.open_ms),
        f"share {share}: next start, ms at the longest": max(promised.open_ms),
    }
    return tally + Tally(figures=figures)


def scenario(root: Path, pipe: int) -> None:
    """A bit of everything that writes files, without leaving its thread."""
    with opened(root) as shop:
        shop.save(range(1, 5))
        tell(pipe, "saved", range(1, 5))
        tell(pipe, "removing", [2])
        shop.remove(2)
        shop.save(range(5, 15))
        tell(pipe, "saved", range(5, 15))
        shop.back_up()
        shop.save([15])
        tell(pipe, "saved", [15])
        shop.back_up()
    _restore(root, shop)


def _restore(root: Path, shop: Shop) -> None:
    newest = shop.backups.all()[0]
    room = DiskRoom(root, free=lambda _folder: MUCH)
    restore(shop.backups, newest, shop.database.file, shop.photos, room=room)


class Steps:
    """Counts the calls that make things durable, of every thread; acts on the k-th."""

    def __init__(self, wanted: int, act: Callable[[str], None]) -> None:
        self.count = 0
        self._wanted, self._act, self._lock = wanted, act, threading.Lock()
        for name in CALLS:
            setattr(os, name, partial(self._called, name, getattr(os, name)))

    def _called(self, name: str, real: Callable[..., Any], *words: Any, **options: Any) -> Any:
        with self._lock:
            self.count += 1
            hit = self.count == self._wanted
        if hit:
            self._act(name)
        return real(*words, **options)


def _fresh(folder: Path) -> Path:
    root = folder / "shop"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    return root


def _kill_at(root: Path, wanted: int, pipe: int) -> None:
    steps = Steps(wanted, lambda _name: os._exit(137))
    scenario(root, pipe)
    os.write(pipe, f"steps {steps.count}\n".encode())


def kills_at_steps(folder: Path, *, stride: int, rounds: int) -> Tally:
    """Each step in turn, until a whole run comes through."""
    tally = Tally()
    for turn in range(rounds):
        step = 1 + turn % stride
        while True:
            root, promised = _fresh(folder), Promised()
            status, told = in_child(partial(_kill_at, root, step))
            promised.take("\n".join(line for line in told.splitlines() if "steps" not in line))
            tally += check_shop(root, promised, step)
            if status == 0:
                break
            if status != 137:
                tally += Tally(crashes=1, findings=(f"step {step}: ended with {status}",))
            step += stride
    return tally + Tally(figures={"steps of the scenario": float(step)})


def _fail_at(root: Path, wanted: int, number: int, pipe: int) -> None:
    def fail(_name: str) -> None:
        raise OSError(number, os.strerror(number))

    Steps(wanted, fail)
    with contextlib.suppress(UserError):
        scenario(root, pipe)


def failing_calls(folder: Path, *, most: int, stride: int) -> Tally:
    """The k-th call fails: old state or new state, and a message instead of a traceback."""
    tally = Tally()
    for number in ERRORS:
        for step in range(1, most + 1, stride):
            root, promised = _fresh(folder), Promised()
            status, told = in_child(partial(_fail_at, root, step, number))
            promised.take(told)
            if status != 0:
                text = f"{errno.errorcode[number]} at call {step}: ended with {status}"
                tally += Tally(crashes=1, findings=(text,))
            tally += check_shop(root, promised, step)
    return tally


def _lose_power(root: Path, wanted: int, seed: int, pipe: int) -> None:
    power = PowerLoss(root, random.Random(seed))

    def fail(_name: str) -> None:
        power.fail()
        os._exit(137)

    Steps(wanted, fail)
    scenario(root, pipe)
    power.fail()


def power_losses(folder: Path, *, trials: int) -> Tally:
    """What was not flushed is cut, zeroed or gone, and so are names that no folder flush kept."""
    tally, rng = Tally(), random.Random(5)
    for seed in range(trials):
        root, promised = _fresh(folder), Promised()
        status, told = in_child(partial(_lose_power, root, rng.randrange(1, 280), seed))
        promised.take(told)
        if status not in {0, 137}:
            tally += Tally(crashes=1, findings=(f"trial {seed}: ended with {status}",))
        tally += check_shop(root, promised, seed)
    return tally


FAULTS = (
    Fault(
        "A1",
        "kill -9 at a random moment of saving, indexing, backing up",
        partial(random_kills, kills=25),
        tuple(partial(random_kills, kills=200, share=share) for share in range(1, 6)),
        full_limit_s=2400,
    ),
    Fault(
        "A2",
        "killed at every durable step",
        partial(kills_at_steps, stride=24, rounds=1),
        partial(kills_at_steps, stride=1, rounds=1),
        full_limit_s=1500,
    ),
    Fault(
        "A3",
        "the k-th call fails (EIO, ENOSPC, EACCES)",
        partial(failing_calls, most=280, stride=45),
        partial(failing_calls, most=280, stride=3),
        full_limit_s=1500,
    ),
    Fault(
        "A4",
        "power cut: what was not flushed is lost",
        partial(power_losses, trials=12),
        partial(power_losses, trials=250),
        full_limit_s=1200,
    ),
)
