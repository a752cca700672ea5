"""What goes into the program and what stays out: read by the PyInstaller recipe and by tests."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

PROGRAM = "shelfsight"
ROOT = Path(__file__).resolve().parents[1]

HAS_QT_CAMERAS = sys.platform in {"win32", "darwin"}
"""There QtMultimedia tells cameras by name; on Linux the program lists them itself (ADR 75)."""

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus", "QtPrintSupport", "QtNetwork") + (
    ("QtMultimedia",) if HAS_QT_CAMERAS else ()
)
"""QtNetwork is there for the local socket by which a second start calls the first window."""

QT_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "imageformats": ("svg", "jpeg", "gif", "ico", "webp", "icns"),
    "iconengines": ("svgicon",),
    "printsupport": ("cups",),
    "styles": ("windows", "mac"),
    "platformthemes": ("xdgdesktopportal",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "platforminputcontexts": ("compose", "ibus"),
    **({"multimedia": ("ffmpegmedia", "windowsmedia", "darwinmedia")} if HAS_QT_CAMERAS else {}),
}
"""Kept plugins: words of their names by kind. A kind that is not here is left out whole: so are
those that draw with OpenGL, for all pages are drawn by the processor."""

WITHOUT = (
    # learning and testing
    "torch", "torchvision", "timm", "onnx", "pytest", "_pytest", "hypothesis", "psutil",
    # libraries that only tools of ours or parts that we never call ask for
    "sympy", "mpmath", "scipy", "pandas", "matplotlib", "PIL", "IPython", "setuptools", "pip",
    "lxml", "black", "onnxruntime.tools", "onnxruntime.quantization", "onnxruntime.transformers",
    *(() if HAS_QT_CAMERAS else ("PySide6.QtMultimedia",)),
    "numpy.f2py", "numpy.random", "numpy.fft", "numpy._core._multiarray_tests", "numpy.testing",
    "cv2.gapi", "sqlalchemy.testing", "alembic.testing", "alembic.templates",
    # databases of others; alembic asks for PostgreSQL's
    "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
    # the standard library's own windows and lessons
    "tkinter", "idlelib", "turtle", "turtledemo", "lib2to3", "ensurepip", "test", "pydoc_data",
    # encrypted networks, calls over them, lines that are typed: the program uses none
    "ssl", "_ssl", "xmlrpc", "readline", "curses",
)  # fmt: skip

FOR_ADDONS = (
    "argparse", "array", "atexit", "base64", "bisect", "calendar", "colorsys", "csv", "ctypes",
    "difflib", "email.errors", "email.parser", "email.utils", "encodings.idna", "gettext",
    "hashlib", "hmac", "http.client", "http.cookiejar", "http.cookies", "importlib.metadata",
    "importlib.readers", "importlib.resources", "ipaddress", "logging", "mimetypes", "mmap",
    "netrc", "numbers", "queue", "random", "tempfile", "textwrap", "traceback", "unicodedata",
    "urllib.request", "xml.etree.ElementTree", "zipfile",
)  # fmt: skip
"""What the packages of add-ons import of the standard library, of which the program brings only
what somebody asks for. `ssl` is not among them: what reads print opens no connection."""

DATA = (
    ("resources", "resources"),
    ("models_onnx/shelfsight-base", "models_onnx/shelfsight-base"),
    ("desktop_app/catalog/migrations", "desktop_app/catalog/migrations"),
    ("docs/manual", "docs/manual"),
    ("docs/screenshots", "docs/screenshots"),
    ("LICENSE", "licences/shelfsight"),
)
"""(path in the tree, folder in the program); `desktop_app/paths.py` finds them there."""

LIBRARY_DATA = ("biip",)
"""Libraries that read files of their own, beside those that PyInstaller knows."""

_DATA_LEFT_OUT = (".py", ".pyc", ".md")
_FOLDERS_LEFT_OUT = frozenset({"__pycache__", "generator"})
_PICTURES = "docs/screenshots"
_NEEDED_SOURCES = "desktop_app/catalog/migrations"
"""Alembic reads migrations as files; of everything else the compiled form is enough."""

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6(\w+?)(?:\.so[.\d]*|\.dll|)$")
_QT_LIBRARIES = frozenset(module.removeprefix("Qt") for module in QT_MODULES) | {
    "XcbQpa",
    "WaylandClient",
}
_TRANSLATIONS_OF_QT = re.compile(r"qtbase_(en|zh_CN)\.qm$")

LEFT_TO_THE_SYSTEM = ("libcups.so.", "libdbus-1.so.", "libX11.so.")
"""The first two speak with services of the system, and would bring ten more libraries along; where
a system has no printers, it has none of them, and the program goes without. Qt asks for OpenGL's
library, which comes with the system and asks for its X11."""

_LEXERS_KEPT = frozenset({"pygments.lexers", "pygments.lexers._mapping", "pygments.lexers.python"})
"""The terminal colours tracebacks of Python; 500 other languages stay out."""

_OF_A_PACKAGE = frozenset({"METADATA", "entry_points.txt"})
"""What is read of a package's own papers: names, versions, licences. Texts are in `licences`."""

_DRAWN_BY_SOFTWARE = "opengl32sw.dll"

_PICTURE = re.compile(r"screenshots/([\w-]+\.png)")


def is_wanted(target: str) -> bool:
    """Whether the file that PyInstaller would put at *target* belongs into the program."""
    path = PurePosixPath(target.replace("\\", "/"))
    parts = path.parts
    if parts[0].lower().startswith("pyside6_addons-") and not HAS_QT_CAMERAS:
        return False
    if path.name.startswith(LEFT_TO_THE_SYSTEM):
        return False
    if parts[0].endswith(".dist-info"):
        return path.name in _OF_A_PACKAGE
    if "PySide6" in parts or path.name.startswith(("libQt6", "Qt6")):
        return _is_wanted_of_qt(path)
    return not (path.suffix in {".pyi", ".h", ".hpp", ".pxd", ".a", ".lib"} or "tests" in parts)


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    parts = path.parts
    if path.name == _DRAWN_BY_SOFTWARE:
        return False
    if "plugins" in parts:
        kind, name = parts[parts.index("plugins") + 1], path.name.lower()
        return any(word in name for word in QT_PLUGINS.get(kind, ()))
    if "translations" in parts:
        return _TRANSLATIONS_OF_QT.search(path.name) is not None
    if "qml" in parts or "metatypes" in parts or "typesystems" in parts:
        return False
    library = _QT_LIBRARY.search(path.name)
    return library is None or library.group(1) in _QT_LIBRARIES


def data_files(root: Path = ROOT) -> list[tuple[str, str]]:
    """Every data file with the folder it goes to, in a fixed order.

    Raises:
        FileNotFoundError: something that the program needs is not in the tree.
    """
    found: list[tuple[str, str]] = []
    shown = pictures_of_the_manual(root)
    for source, folder in DATA:
        path = root / source
        if not path.exists():
            raise FileNotFoundError(path)
        for file in sorted(_files_of(path)):
            below = file.parent.relative_to(path).as_posix() if path.is_dir() else "."
            if _is_data(source, file) and (source != _PICTURES or file.name in shown):
                found.append((str(file), folder if below == "." else f"{folder}/{below}"))
    return found


def pictures_of_the_manual(root: Path = ROOT) -> frozenset[str]:
    """Names of the screenshots that a page of the manual shows."""
    pages = (root / "docs" / "manual").rglob("*.html")
    return frozenset[str]().union(*(_PICTURE.findall(page.read_text("utf-8")) for page in pages))


def _files_of(path: Path) -> Iterable[Path]:
    return (file for file in path.rglob("*") if file.is_file()) if path.is_dir() else (path,)


def _is_data(source: str, file: Path) -> bool:
    if _FOLDERS_LEFT_OUT & set(file.parts):
        return False
    return source == _NEEDED_SOURCES or file.suffix not in _DATA_LEFT_OUT


def is_wanted_module(name: str) -> bool:
    """Whether the Python module *name* belongs into the program."""
    if name.startswith("pygments.lexers.") and name not in _LEXERS_KEPT:
        return False
    return not {"tests", "conftest"} & set(name.split("."))


def signing_identity() -> str | None:
    """Whose key signs a macOS program, from `SHELFSIGHT_SIGN_IDENTITY`; None: it is not signed."""
    return os.environ.get("SHELFSIGHT_SIGN_IDENTITY") or None


def mac_information(version: str) -> dict[str, object]:
    """What macOS reads of the program: why it wants a camera, which files it opens."""
    return {
        "CFBundleName": "Shelfsight",
        "CFBundleDisplayName": "Shelfsight",
        "CFBundleShortVersionString": version,
        "CFBundleLocalizations": ["en", "zh-Hans"],
        "LSMinimumSystemVersion": "13.0",
        "LSApplicationCategoryType": "public.app-category.business",
        "NSHighResolutionCapable": True,
        "NSCameraUsageDescription": CAMERA_REASON,
        "CFBundleDocumentTypes": [
            _mac_documents(
                "Photo", ["public.jpeg", "public.png", "public.tiff", "org.webmproject.webp"]
            ),
            _mac_documents(
                "Catalogue",
                ["public.comma-separated-values-text", "org.openxmlformats.spreadsheetml.sheet"],
            ),
        ],
    }


CAMERA_REASON = (
    "Shelfsight looks up the product that you hold before the camera. "
    "The pictures stay on this computer."
)


def _mac_documents(name: str, types: list[str]) -> dict[str, object]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": types,
    }
