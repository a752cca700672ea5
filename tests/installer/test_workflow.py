"""The workflow that builds on each system, read as data: nobody can run it here."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from installer.contents import ROOT
from installer.linux import linear_algebra

yaml = pytest.importorskip("yaml", reason="PyYAML reads the workflow")

FILE = ROOT / ".github" / "workflows" / "installers.yml"
MODULE = re.compile(r"python3? -m (installer[\w.]*)")


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]
    assert isinstance(found, dict)
    return found


def _commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def test_each_system_builds_drives_and_keeps_the_program(jobs: dict[str, Any]) -> None:
    assert set(jobs) == {"linux", "windows", "macos"}
    for job in jobs.values():
        assert any("-m installer.build" in command for command in _commands(job))
        assert any("-m installer.reading_addon" in command for command in _commands(job))
        uses = [step.get("uses", "") for step in job["steps"]]
        assert uses[0].startswith("actions/checkout@")
        assert uses[-1].startswith("actions/upload-artifact@")
        assert job["steps"][-1]["with"]["path"] == "build/release"
        assert job["timeout-minutes"] <= 60


def test_every_module_that_is_called_is_there(jobs: dict[str, Any]) -> None:
    called = set(MODULE.findall(FILE.read_text(encoding="utf-8")))
    assert {"installer.build", "installer.smoke_test", "installer.linux.bare_system"} <= called
    assert all(importlib.util.find_spec(name) for name in called)


def test_the_linux_job_installs_what_a_build_stops_without(jobs: dict[str, Any]) -> None:
    tools = _commands(jobs["linux"])[0].replace("\\\n", " ").split()
    needed = {"build-essential", "binutils", "xz-utils", "xvfb", "debootstrap", "python3-venv"}

    assert needed | {"liblapack-dev", "libblas-dev"} <= set(tools)
    source = Path(linear_algebra.__file__).read_text(encoding="utf-8")
    assert "apt-get install liblapack-dev libblas-dev" in source


def test_trials_that_mount_and_cut_off_are_allowed_to(jobs: dict[str, Any]) -> None:
    assert "--privileged" in jobs["linux"]["container"]["options"]
    assert any("unshare -n" in command for command in _commands(jobs["linux"]))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("system", ["linux", "macos"])
def test_the_shell_can_read_every_step(jobs: dict[str, Any], system: str) -> None:
    for command in _commands(jobs[system]):
        asked = subprocess.run(
            ["bash", "-n"], input=command, text=True, capture_output=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
