"""The archive for closed networks, the CUDA add-on, the Windows installer, two builds compared."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.vision import addons, reading_addon
from desktop_app.vision import cuda_addon as cuda
from installer import addon, compare_builds, cuda_addon, smoke_test
from installer.contents import ROOT
from installer.offline import archive, install_offline
from installer.release_files import write_checksums

BUILT = "SHELFSIGHT_BUILT_PROGRAM"
"""The `shelfsight` of a build; the tests that need one are skipped without it."""


def test_the_archive_holds_every_library_and_cuda_only_if_asked() -> None:
    usual, cuda = archive.requirements(cuda=False), archive.requirements(cuda=True)
    assert any(line.startswith("onnxruntime==") for line in usual)
    assert any(line.startswith("onnxruntime-gpu[cuda,cudnn]==") for line in cuda)
    assert not any(line.startswith("pyside6-addons") for line in usual)
    assert len(usual) == len(cuda) > 20


def test_the_archive_holds_what_reads_labels_if_asked() -> None:
    usual = archive.requirements(cuda=False)
    more = set(archive.requirements(cuda=False, reading=True)) - set(usual)
    assert any(line.startswith("rapidocr==") for line in more)
    assert all("==" in line for line in more)
    assert not any(line.startswith("rapidocr") for line in usual)


def test_a_damaged_archive_installs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.whl", "b.whl", "c.whl"):
        (tmp_path / name).write_bytes(name.encode())
    write_checksums(tmp_path)
    assert install_offline.damaged_files(tmp_path) == []
    (tmp_path / "a.whl").write_bytes(b"changed")
    (tmp_path / "b.whl").unlink()
    assert install_offline.damaged_files(tmp_path) == ["a.whl", "b.whl"]
    monkeypatch.setattr(install_offline, "damaged_files", lambda: ["a.whl"])
    monkeypatch.setattr(sys, "argv", ["install_offline.py", str(tmp_path / "target")])
    assert install_offline.main() == 1
    assert "nothing was installed" in capsys.readouterr().out
    assert not (tmp_path / "target").exists()


def test_the_card_of_an_addon_is_what_the_program_looks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuda, "version", lambda name: "1.31.1")
    folder = tmp_path / cuda.ADDON_FOLDER
    folder.mkdir(parents=True)
    (folder / addons.CARD).write_text(addon.card(cuda_addon.facts("1.31.1")), encoding="utf-8")
    assert tomllib.loads((folder / addons.CARD).read_text("utf-8"))["onnxruntime"] == "1.31.1"
    assert cuda.why_not(tmp_path) is None
    (folder / addons.CARD).write_text(addon.card(cuda_addon.facts("1.30.0")), encoding="utf-8")
    assert cuda.why_not(tmp_path) == cuda.ADDON_OTHER


def test_the_addon_brings_no_second_numpy(tmp_path: Path) -> None:
    for name in ("numpy", "onnxruntime", "nvidia", "onnxruntime_gpu-1.dist-info"):
        (tmp_path / name).mkdir()
    (tmp_path / "typing_extensions.py").write_text("")
    cuda_addon._keep_only(tmp_path, ("onnxruntime", "onnxruntime_gpu", "nvidia"))
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"onnxruntime", "nvidia", "onnxruntime_gpu-1.dist-info"}


def test_builds_are_compared_file_by_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        (folder / "inside").mkdir(parents=True)
        (folder / "inside" / "same").write_bytes(b"same")
        (folder / "changed").write_bytes(folder.name.encode())
        (folder / "link").symlink_to("changed")
    (first / "gone").write_bytes(b"")
    assert compare_builds.differences(first, first) == []
    assert compare_builds.differences(first, second) == [
        "only in the first: gone",
        "differs: changed",
    ]
    (second / "inside" / "same").chmod(0o755)
    assert "differs: inside/same" in compare_builds.differences(first, second)


@pytest.fixture
def setup_exe(tmp_path: Path) -> Path:
    """The Windows installer, compiled around a program that is none."""
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed")
    program = tmp_path / "program"
    (program / "_internal").mkdir(parents=True)
    for name in ("shelfsight.exe", "shelfsight-window.exe", "_internal/library.dll"):
        (program / name).write_bytes(b"MZ")
    made = tmp_path / "Shelfsight-1.2.3-setup.exe"
    script = ROOT / "installer" / "windows" / "shelfsight.nsi"
    options = ["-DVERSION=1.2.3", f"-DPROGRAM={program}", f"-DOUT={made}"]
    subprocess.run(["makensis", "-V2", "-WX", *options, script], check=True, capture_output=True)
    return made


def test_the_windows_installer_compiles_without_a_warning(setup_exe: Path) -> None:
    assert setup_exe.read_bytes()[:2] == b"MZ"


@pytest.mark.slow
@pytest.mark.skipif("SHELFSIGHT_WINE" not in os.environ, reason="takes a minute: SHELFSIGHT_WINE=1")
def test_the_windows_installer_installs_updates_and_removes_silently(
    setup_exe: Path, tmp_path: Path
) -> None:
    prefix = tmp_path / "wine"
    told = os.environ | {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEARCH": "win64"}
    told["WINEDLLOVERRIDES"] = "mscoree,mshtml="

    def run(program: Path, *arguments: str) -> None:
        subprocess.run(["xvfb-run", "-a", "wine", program, *arguments], env=told, check=True)

    run(setup_exe, "/S")
    (local,) = prefix.glob("drive_c/users/*/AppData/Local")
    data, program = local / "shelfsight", local / "Programs" / "Shelfsight"
    data.mkdir()
    (data / "catalogue.sqlite").write_text("of the person")
    assert (program / "shelfsight-window.exe").is_file()
    assert list(prefix.rglob("Shelfsight.lnk"))
    (program / "_internal" / "of_an_older_version").write_text("")
    (program / "addons").mkdir()
    run(setup_exe, "/S")
    assert not (program / "_internal" / "of_an_older_version").exists()
    assert (program / "addons").is_dir()
    run(program / "uninstall.exe", "/S")
    subprocess.run(["wineserver", "-w"], env=told, check=False)
    assert not program.exists()
    assert not list(prefix.rglob("Shelfsight.lnk"))
    assert (data / "catalogue.sqlite").read_text() == "of the person"


@pytest.mark.slow
@pytest.mark.skipif(BUILT not in os.environ, reason=f"needs a build, named by {BUILT}")
def test_the_built_program_does_what_it_is_for(tmp_path: Path) -> None:
    program = smoke_test.program_of(Path(os.environ[BUILT]), tmp_path)
    steps = [step.name for step in smoke_test.smoke(program)]
    assert {"doctor", "lookup of a photo", "answer in the window"} <= set(steps)


def test_an_answer_of_the_window_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "catalogue.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE lookup (id INTEGER PRIMARY KEY)")
    monkeypatch.setattr(smoke_test, "ANSWER_POLL_S", 0.01)
    write = f"import sqlite3; c = sqlite3.connect({str(database)!r}); "
    write += "c.execute('INSERT INTO lookup VALUES (1)'); c.commit(); input()"
    with _python(write) as running:
        smoke_test.wait_for_answer(running, database, 0)
        assert smoke_test.kept_lookups(database) == 1
        running.kill()
    with _python("pass") as ended, pytest.raises(TimeoutError, match="exit code 0"):
        smoke_test.wait_for_answer(ended, database, 1)


def test_a_label_is_read_where_the_addon_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = smoke_test.program_of(tmp_path / "shelfsight", tmp_path)
    monkeypatch.setattr(program, "run", lambda *_arguments: '{"text": "10 mg"}')
    assert "not tried" in smoke_test.check_label(program)
    (tmp_path / reading_addon.ADDON_FOLDER).mkdir(parents=True)
    assert smoke_test.check_label(program) == "10 mg"
    monkeypatch.setattr(program, "run", lambda *_arguments: '{"text": ""}')
    with pytest.raises(smoke_test.SmokeError):
        smoke_test.check_label(program)


def _python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True)
