"""The quick form of every fault trial; `python -m tests.faults.full_run` runs the full ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.registry import Fault, Tally, all_faults
from tests.faults.running import run_fault
from tests.faults.samples import FAULTS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the trials use signals of POSIX"),
    pytest.mark.timeout(300),
]


BY_CHANCE = {"L5"}
"""Where chance decides what is done, a finding belongs into a report, not between two changes."""


def _trials() -> list[object]:
    trials = [trial for trial in all_faults() if trial[1].id not in BY_CHANCE]
    return [pytest.param(part, fault, id=fault.id) for part, fault in trials]


@pytest.mark.parametrize(("part", "fault"), _trials())
def test_nothing_is_lost_by(part: str, fault: Fault, tmp_path: Path) -> None:
    tally = run_fault(part, fault, "quick", tmp_path).tally
    assert tally.is_clean, f"{fault.id} {fault.title}: {tally}"


def test_a_trial_that_tried_nothing_is_not_clean() -> None:
    assert not Tally().is_clean
    assert Tally(tried=1).is_clean
    assert not (Tally(tried=1) + Tally(tried=1, lost=1)).is_clean


def test_every_fault_has_an_id_of_its_own() -> None:
    ids = [fault.id for _, fault in all_faults()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_trial_that_fails_is_counted(tmp_path: Path, fault: Fault) -> None:
    """The watch itself, by trials that end in each way."""
    tally = run_fault("samples", fault, "quick", tmp_path).tally
    assert getattr(tally, fault.id) == 1
    assert not tally.is_clean
