"""What the program is built on, with the versions and licences of what is really installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution

LIBRARIES = (
    "PySide6-Essentials",
    "numpy",
    "onnxruntime-gpu",
    "onnxruntime",
    "opencv-python-headless",
    "hnswlib",
    "xxhash",
    "SQLAlchemy",
    "alembic",
    "sentencepiece",
    "zxing-cpp",
    "biip",
    "openpyxl",
    "defusedxml",
    "typer",
    "rich",
    "platformdirs",
    "tomli-w",
    "rapidocr",  # the extra `reading`
)
"""What the program is built on; versions and licences are read from what is installed."""

_LICENCE_FIELDS = ("License-Expression", "License")

SAID_ELSEWHERE = {"hnswlib": "Apache-2.0"}
"""Libraries whose package says no licence; these are from the licence file of the project."""


def licence_lines() -> list[str]:
    """One line a library: name, version, licence as its own metadata says."""
    return [text for name in LIBRARIES if (text := _licence_line(name))]


def _licence_line(name: str) -> str:
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    said = [str(metadata[field]) for field in _LICENCE_FIELDS if field in metadata]
    licence = SAID_ELSEWHERE.get(name) or _short("\n".join(said))
    if not licence:
        classifiers = metadata.get_all("Classifier") or []
        kinds = [c.split("::")[-1].strip() for c in classifiers if c.startswith("License ::")]
        licence = ", ".join(kinds)
    return f"{name} {metadata['Version']}: {licence or '?'}"


def _short(licence: str) -> str:
    """First line of a licence field; some packages put the whole text there."""
    return licence.strip().splitlines()[0][:80] if licence.strip() else ""
