from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 3.0


@pytest.mark.slow
def test_add_remove_search_link_and_publish_at_once(tmp_path: Path) -> None:
    """In a process of its own: a search that overlaps a change would end this one."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.index.thread_trial", str(tmp_path / "index"), str(SECONDS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    outcome = json.loads(result.stdout)
    assert outcome.pop("complaints") == []
    assert outcome.pop("wrong") == 0
    assert min(outcome.values()) >= 1, outcome
