"""What goes into the packaged program, told without building it."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installer import contents, environment, slim

PROJECT = tomllib.loads((contents.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pins(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split(";")[0].strip().split("==") for line in lines)


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!; ]", requirement)[0].lower().replace("_", "-")


def test_every_library_that_the_program_needs_is_pinned() -> None:
    wanted = {_name(requirement) for requirement in PROJECT["dependencies"]}
    assert wanted - {"onnxruntime-gpu"} <= set(_pins(environment.RUN_TIME))


@pytest.mark.parametrize("file", [environment.RUN_TIME, environment.TOOLS])
def test_constraints_name_versions_and_no_addresses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "//" not in text
    assert "@" not in text
    assert all(re.fullmatch(r"[\w.]+", version) for version in _pins(file).values())


def test_what_both_constraint_files_pin_they_pin_alike() -> None:
    run_time, tools = _pins(environment.RUN_TIME), _pins(environment.TOOLS)
    assert all(run_time[name] == tools[name] for name in set(run_time) & set(tools))


def test_hnswlib_is_compiled_for_every_processor() -> None:
    told = environment.compiler_environment()
    assert told["HNSWLIB_NO_NATIVE"] == "1"
    assert "native" not in told.get("CFLAGS", "")
    assert "--build-id=none" in told.get("LDFLAGS", "") or not sys.platform.startswith("linux")


def test_a_library_that_nobody_pinned_is_said() -> None:
    assert environment.pinned("numpy").startswith("numpy==")
    with pytest.raises(LookupError):
        environment.pinned("torch")


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt/lib/libQt6Pdf.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/Qt6Core.dll", True),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtdeclarative_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so", False),
        ("PySide6/Qt/plugins/platforms/libqminimalegl.so", False),
        ("PySide6/Qt/lib/libQt6OpenGL.so.6", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/d3dcompiler_47.dll", True),
        ("libcups.so.2", False),
        ("libX11-xcb.so.1", True),
        ("rich-15.0.0.dist-info/METADATA", True),
        ("rich-15.0.0.dist-info/RECORD", False),
        ("platformdirs-4.0.0.dist-info/sboms/platformdirs.cdx.json", False),
        ("numpy/_core/tests/data.txt", False),
        ("cv2/cv2.abi3.so", True),
        ("numpy/_core/lib/libnpymath.a", False),
    ],
)
def test_only_what_is_used_of_qt_and_no_tests(target: str, wanted: bool) -> None:
    assert contents.is_wanted(target) is wanted


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have cameras through Qt")
def test_linux_goes_without_qts_cameras() -> None:
    assert not contents.is_wanted("PySide6/Qt/lib/libQt6Multimedia.so.6")
    assert not contents.is_wanted("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so")


def test_every_module_of_qt_that_the_program_imports_goes_along() -> None:
    sources = (contents.ROOT / "desktop_app").rglob("*.py")
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    imported = set(re.findall(r"(?:from|import) PySide6\.(Qt\w+)", text))
    assert imported <= set(contents.QT_MODULES)


def test_nothing_that_the_program_imports_is_left_out() -> None:
    sources = (contents.ROOT / "desktop_app").rglob("*.py")
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    imported = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE))
    imported |= {f"numpy.{name}" for name in re.findall(r"\bnp\.(random|fft)\b", text)}
    left_out = {name for name in imported if set(_and_parents(name)) & set(contents.WITHOUT)}
    assert left_out <= {"PySide6.QtMultimedia"}


def test_a_catalogue_is_opened_without_the_databases_that_are_left_out() -> None:
    opens = "import sys, sqlalchemy, alembic.command, desktop_app.catalog.database\n"
    opens += "sqlalchemy.create_engine('sqlite://').connect().close(); print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", opens], cwd=contents.ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name for name in ended.stdout.split() if name.startswith("sqlalchemy.dialects.")}
    assert "sqlalchemy.dialects.sqlite" in loaded
    assert not loaded & set(contents.WITHOUT)


def _and_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def test_qt_speaks_the_languages_of_the_program() -> None:
    from desktop_app.gui.translator import language_names

    wanted = {f"PySide6/Qt/translations/qtbase_{code}.qm" for code in language_names()}
    assert all(contents.is_wanted(target) for target in wanted)


def test_the_pictures_that_the_manual_shows_go_along_and_no_others() -> None:
    shown = contents.pictures_of_the_manual()
    targets = {Path(source).name for source, folder in contents.data_files() if "shots" in folder}
    assert targets == shown
    assert "05-results.png" in shown


def test_modules_of_tests_stay_out() -> None:
    assert not contents.is_wanted_module("numpy.linalg.tests.test_linalg")
    assert contents.is_wanted_module("desktop_app.catalog.migrations.versions.0001_initial")


def test_the_catalogue_can_be_made_and_the_models_and_words_are_there() -> None:
    found = contents.data_files()
    targets = {f"{folder}/{Path(source).name}" for source, folder in found}
    assert "desktop_app/catalog/migrations/versions/0001_initial.py" in targets
    assert "desktop_app/catalog/migrations/env.py" in targets
    assert "models_onnx/shelfsight-base/image.onnx" in targets
    assert "resources/translations/shelfsight_zh_CN.ts" in targets
    assert "resources/demo/queries.csv" in targets
    assert "resources/fonts/OFL.txt" in targets


def test_nothing_of_learning_and_drawing_goes_along() -> None:
    sources = [source for source, _ in contents.data_files()]
    assert not [source for source in sources if "/training/" in source or "/generator/" in source]
    assert not [source for source in sources if "__pycache__" in source]
    assert {"torch", "pytest", "tkinter"} <= set(contents.WITHOUT)


def test_a_build_without_its_data_stops(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        contents.data_files(tmp_path)


def test_macos_is_told_why_a_camera_is_wanted() -> None:
    told = contents.mac_information("1.2.3")
    assert "stay on this computer" in str(told["NSCameraUsageDescription"])
    assert told["CFBundleShortVersionString"] == "1.2.3"


@pytest.mark.parametrize(
    ("roots", "left"),
    [({"a"}, {"d", "e"}), ({"a", "d"}, set()), (set(), {"a", "b", "c", "d", "e"})],
)
def test_libraries_that_nothing_loads_are_found(roots: set[str], left: set[str]) -> None:
    needs = {
        "a": frozenset({"b", "libc"}),
        "b": frozenset({"c"}),
        "c": frozenset({"b"}),
        "d": frozenset({"e"}),
        "e": frozenset[str](),
    }
    assert slim.unreached(needs, roots) == left


def test_the_package_holds_no_data_that_would_be_forgotten() -> None:
    package = contents.ROOT / "desktop_app"
    files = [file for file in package.rglob("*") if file.is_file()]
    others = [file for file in files if file.suffix not in {".py", ".pyc"}]
    assert others == []


def test_the_property_list_is_one_and_names_files_that_the_window_takes() -> None:
    told = plistlib.loads(plistlib.dumps(contents.mac_information("1.2.3")))
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", told["LSMinimumSystemVersion"])
    assert told["CFBundleLocalizations"] == ["en", "zh-Hans"]
    assert told["NSHighResolutionCapable"] is True
    assert told["LSApplicationCategoryType"].startswith("public.app-category.")
    for documents in told["CFBundleDocumentTypes"]:
        assert documents["CFBundleTypeRole"] == "Viewer"
        assert documents["LSHandlerRank"] == "Alternate"  # the standard of nothing
        assert all(re.fullmatch(r"[a-z-]+(\.[a-z-]+)+", t) for t in documents["LSItemContentTypes"])
    opened = [t for d in told["CFBundleDocumentTypes"] for t in d["LSItemContentTypes"]]
    assert {"public.jpeg", "public.png", "public.comma-separated-values-text"} <= set(opened)
    assert not set(told) & SET_BY_PYINSTALLER


SET_BY_PYINSTALLER = {"CFBundleIdentifier", "CFBundleExecutable", "CFBundleIconFile"}


def test_macos_lets_a_signed_program_use_the_camera() -> None:
    file = contents.ROOT / "installer" / "macos" / "entitlements.plist"
    told = plistlib.loads(file.read_bytes())
    assert told["com.apple.security.device.camera"] is True
    assert all(value is True for value in told.values())
    assert "com.apple.security.app-sandbox" not in told  # a catalogue may lie anywhere


def test_a_macos_program_is_signed_if_somebody_says_by_whom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SHELFSIGHT_SIGN_IDENTITY", raising=False)
    assert contents.signing_identity() is None
    monkeypatch.setenv("SHELFSIGHT_SIGN_IDENTITY", "Developer ID Application: Name (TEAM)")
    assert contents.signing_identity() == "Developer ID Application: Name (TEAM)"
    recipe = (contents.ROOT / "installer" / "shelfsight.spec").read_text(encoding="utf-8")
    assert "codesign_identity=contents.signing_identity()" in recipe
    assert "entitlements.plist" in recipe
