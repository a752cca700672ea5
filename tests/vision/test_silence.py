"""The model runtime keeps no number of this computer and reports to nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SESSION = """
import onnx, sys
from onnx import TensorProto, helper
one = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "ab"]
graph = helper.make_graph([helper.make_node("Neg", ["a"], ["b"])], "g", one[:1], one[1:])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
if sys.argv[1] == "ours":
    import desktop_app.vision
import onnxruntime
session = onnxruntime.InferenceSession(model.SerializeToString())
"""


def _files_after_a_session(home: Path, way: str) -> list[Path]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "XDG_", "CI"))}
    subprocess.run(
        [sys.executable, "-c", SESSION, way],
        cwd=ROOT,
        env={**kept, "HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return [file for file in home.rglob("*") if file.is_file()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the cache of Linux")
def test_nothing_about_this_computer_is_kept_or_sent(tmp_path: Path) -> None:
    assert _files_after_a_session(tmp_path, "ours") == []


def test_the_switch_is_thrown_before_the_runtime_can_be_imported() -> None:
    program = "import sys, os, desktop_app.vision as v; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    told = subprocess.run(
        [sys.executable, "-c", program + "; assert 'onnxruntime' not in sys.modules"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "1"
