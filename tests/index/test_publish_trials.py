from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEFORE_SWITCH = [
    "graph_saved",
    "graph_flushed",
    "graph_read_back",
    "manifest_written",
    "folder_flushed",
]
AFTER_SWITCH = ["manifest_replaced", "published", "cleaned"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and limits file sizes")


def trials(folder: Path, kind: str) -> dict[str, list[object]]:
    result = subprocess.run(
        [sys.executable, "-m", "tests.index.publish_trials", str(folder), kind],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_a_publish_killed_at_any_step_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    """Each entry: exit status, found afterwards, found after the next publish, files left."""
    assert trials(tmp_path / "index", "kill") == {
        **{step: [137, "old", "new", 2] for step in BEFORE_SWITCH},
        **{step: [137, "new", "new", 2] for step in AFTER_SWITCH},
        "never": [0, "new", "new", 2],
    }


def test_a_full_disk_leaves_the_old_index(tmp_path: Path) -> None:
    assert trials(tmp_path / "index", "full") == {
        "nothing fits": [28, "old", "new", 2],
        "half a graph fits": [28, "old", "new", 2],
        "the manifest does not fit": [28, "old", "new", 2],
    }


def test_vectors_killed_at_any_step_are_the_old_ones_or_the_new_ones(tmp_path: Path) -> None:
    """As above."""
    before = ["vectors_written", "vector_manifest_written", "vector_folder_flushed"]
    after = ["vectors_published"]
    assert trials(tmp_path / "index", "vectors") == {
        **{step: [137, "old", "new", 2] for step in before},
        **{step: [137, "new", "new", 2] for step in ["vector_manifest_replaced", *after]},
        "vectors_cleaned": [137, "new", "new", 2],
        "never": [0, "new", "new", 2],
    }
