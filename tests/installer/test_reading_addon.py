"""The add-on that reads print: what is packed, that it is whole, that the program can load it."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from desktop_app.vision import addons, reading_addon
from installer import addon, contents, environment
from installer import reading_addon as maker
from installer.licence_bundle import LicenceMissingError, canonical

READS = """
import importlib, sys, cv2, numpy
from desktop_app.vision import decode, label_process
for name in sys.argv[1].split(","):
    importlib.import_module(name)
before = set(sys.modules)
engine = label_process._engine(1)
label = numpy.full((120, 400, 3), 255, numpy.uint8)
cv2.putText(label, "10 mg", (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
assert label_process._read(engine, label)
new = {name.split(".")[0] for name in set(sys.modules) - before}
print(*(new & sys.stdlib_module_names))
"""


def _names(pins: Path) -> set[str]:
    lines = pins.read_text(encoding="utf-8").splitlines()
    return {canonical(line.split("==")[0]) for line in lines}


def _package(folder: Path, name: str, *, with_licence: bool = True) -> None:
    papers = folder / f"{name}-1.0.dist-info"
    papers.mkdir(parents=True)
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: MIT\n"
    (papers / "METADATA").write_text(said)
    files = [f"{name}-1.0.dist-info/METADATA,,"]
    if with_licence:
        (papers / "LICENSE").write_text("Permission is granted")
        files.append(f"{name}-1.0.dist-info/LICENSE,,")
    (papers / "RECORD").write_text("\n".join(files))


def test_the_addon_is_made_with_the_reader_that_the_program_knows() -> None:
    assert environment.pinned(reading_addon.LIBRARY, maker.PINS) == (
        f"{reading_addon.LIBRARY}=={reading_addon.MADE_WITH}"
    )


def test_the_addon_brings_nothing_that_the_program_has() -> None:
    assert not _names(maker.PINS) & _names(environment.RUN_TIME)


def test_all_that_the_reader_asks_for_is_in_the_addon_or_in_the_program() -> None:
    if reading_addon.missing(None) is not None:
        pytest.skip("the extra `reading` is not installed")
    there = _names(maker.PINS) | _names(environment.RUN_TIME)
    for name in _names(maker.PINS):
        for wanted in distribution(name).requires or ():
            if "extra ==" not in wanted:
                assert canonical(re.split(r"[<>=!~; \[(]", wanted)[0]) in there, (name, wanted)


def test_the_program_brings_what_the_addon_needs_of_the_standard_library() -> None:
    if reading_addon.missing(None) is not None:
        pytest.skip("the extra `reading` is not installed")
    ended = subprocess.run(
        [sys.executable, "-c", READS, ",".join(contents.FOR_ADDONS)],
        cwd=contents.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert set(ended.stdout.split()) <= set(contents.WITHOUT)


def test_the_archive_is_a_folder_that_the_program_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_addon, "find_spec", lambda _name: None)
    told: list[tuple[str, ...]] = []

    def install(folder: Path, python: Path, *wanted: str) -> None:
        told.append(wanted)
        _package(folder, "reader")

    monkeypatch.setattr(addon, "install", install)
    made = maker.make(tmp_path / "out", Path(sys.executable))
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / addons.ADDONS, filter="data")
    assert told == [("--no-deps", "--requirement", str(maker.PINS))]
    assert reading_addon.missing(tmp_path) is None
    folder = tmp_path / reading_addon.ADDON_FOLDER
    assert tomllib.loads((folder / addons.CARD).read_text("utf-8")) == reading_addon.needs()
    assert "reader 1.0: MIT" in (folder / maker.OVERVIEW).read_text("utf-8")


def test_no_addon_is_made_of_what_has_no_licence(tmp_path: Path) -> None:
    _package(tmp_path, "bare", with_licence=False)
    with pytest.raises(LicenceMissingError, match="bare"):
        maker.licences(tmp_path)
