"""The CUDA add-on of the packaged program: found, checked, explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tomli_w

from desktop_app.vision import addons, cuda_addon, providers


def _addon(program: Path, **other: str) -> Path:
    folder = program / cuda_addon.ADDON_FOLDER
    (folder / "onnxruntime").mkdir(parents=True)
    (folder / "onnxruntime" / "__init__.py").write_text("MARK = 'from the add-on'\n")
    card = cuda_addon.needs() | other
    (folder / addons.CARD).write_text(tomli_w.dumps(card), encoding="utf-8")
    return folder


def test_a_program_without_the_addon_says_so(tmp_path: Path) -> None:
    assert cuda_addon.why_not(tmp_path) == cuda_addon.ADDON_MISSING
    assert not cuda_addon.use(tmp_path)


@pytest.mark.parametrize(
    "other", [{"onnxruntime": "0.1"}, {"python": "2.7"}, {"platform": "amiga"}]
)
def test_an_addon_for_something_else_is_not_used(tmp_path: Path, other: dict[str, str]) -> None:
    _addon(tmp_path, **other)
    assert cuda_addon.why_not(tmp_path) == cuda_addon.ADDON_OTHER
    assert not cuda_addon.use(tmp_path)


def test_a_damaged_card_is_not_trusted(tmp_path: Path) -> None:
    folder = _addon(tmp_path)
    (folder / addons.CARD).write_bytes(b"\xff\xfe not toml")
    assert cuda_addon.why_not(tmp_path) == cuda_addon.ADDON_OTHER


def test_the_addon_goes_before_the_runtime_of_the_program(tmp_path: Path) -> None:
    _addon(tmp_path)
    program = (
        "import sys; from pathlib import Path; from desktop_app.vision import cuda_addon\n"
        "assert cuda_addon.use(Path(sys.argv[1]))\n"
        "import onnxruntime; print(onnxruntime.MARK)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "from the add-on"


def test_a_packaged_program_without_cuda_names_the_addon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addons, "program_folder", lambda: tmp_path)
    plan = providers.plan_providers("cuda", [providers.CPU], ["H100"])
    assert plan.reason == cuda_addon.ADDON_MISSING
