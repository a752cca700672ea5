"""What goes into the packaged program, told without building it."""

from __future__ import annotations

import re
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
