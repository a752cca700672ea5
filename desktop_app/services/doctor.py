"""What runs here and in which state it is: the facts that a person sends along with a question."""

from __future__ import annotations

import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import desktop_app
from desktop_app.catalog.sqlite_file import journal_mode
from desktop_app.services.bundle import Services

LIBRARIES = (
    "numpy",
    "opencv-python-headless",
    "onnxruntime-gpu",
    "onnxruntime",
    "hnswlib",
    "xxhash",
    "SQLAlchemy",
    "alembic",
    "sentencepiece",
    "zxing-cpp",
    "biip",
    "rapidocr",
    "PySide6-Essentials",
    "PySide6-Addons",
)


def examine(services: Services) -> dict[str, Any]:
    """All facts, grouped; nothing in it names a person or what was looked up.

    The model runs once, so that the device is the one that really answered.
    """
    services.analyst.embed_texts(["shelfsight"])
    return {
        "program": {
            "shelfsight": desktop_app.__version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "frozen": bool(getattr(sys, "frozen", False)),
        },
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))},
        "device": _device(services),
        "model": _model(services),
        "packs": _packs(services),
        "fit": _fit(services),
        "calibration": _calibration(services),
        "catalogue": _catalogue(services),
        "index": _index(services),
        "reading": _reading(services),
        "sqlite": _sqlite(),
        "cameras": _cameras(services),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _device(services: Services) -> dict[str, str]:
    device = services.analyst.device
    return {"wished": device.wished, "running": device.device, "reason": device.reason}


def _model(services: Services) -> dict[str, Any]:
    model = services.analyst.model
    return {
        "name": model.name,
        "version": model.version,
        "fingerprint": model.fingerprint,
        "dimensions": model.dim,
        "metrics": dict(model.metrics),
    }


def _packs(services: Services) -> dict[str, str]:
    """Every pack: its state and the start of the name that its embeddings are known by."""
    in_use, preparing = services.pack_choice.chosen_pack(), services.pack_choice.prepared_pack()
    states = {}
    for facts in services.packs.every_pack():
        state = "usable" if facts.problem is None else facts.problem.id.value
        state = "in use" if facts.name == in_use else state
        state = "being prepared" if facts.name == preparing else state
        states[facts.name] = f"{state}, {facts.model[:16]}"
    return states


def _fit(services: Services) -> dict[str, str]:
    """Whether lookups go through a map that was fitted on the catalogue."""
    state = services.adaptations.state
    if state.problem is not None:
        return {"state": state.problem.id.value}
    if state.active is None:
        return {"state": "none"}
    return {"state": "in use", "since": state.active.at.isoformat(timespec="seconds")}


def _calibration(services: Services) -> dict[str, Any]:
    """Whether probabilities were learned from what was decided at the catalogue."""
    saved = services.calibrations.saved
    if saved is None:
        return {"state": "of the pack"}
    since = saved.at.isoformat(timespec="seconds")
    return {"state": "learned here", "since": since, "judged": saved.figures.judged}


def _catalogue(services: Services) -> dict[str, Any]:
    counts = services.catalogue.counts()
    return {
        "folder": str(services.data_folder.root),
        "products": counts.products,
        "photos": counts.photos,
        "references": counts.references,
    }


def _index(services: Services) -> dict[str, Any]:
    state = services.gallery_state()
    return {"search": str(state.kind), "references": state.size, "building": state.building}


def _reading(services: Services) -> dict[str, str]:
    """Whether print can be read, and by which library from where; nothing is loaded for it."""
    reading = services.label_reading
    if reading.missing is not None:
        return {"state": reading.missing.value}
    return {"state": "usable", "reader": reading.source}


def _sqlite() -> dict[str, Any]:
    """The write-ahead log is used where its defect is repaired; else the journal that has none."""
    journal = journal_mode()
    return {
        "version": sqlite3.sqlite_version,
        "journal": journal,
        "wal_reset_defect": "absent" if journal == "WAL" else "avoided",
    }


def _cameras(services: Services) -> list[str] | None:
    """Cameras by name and device; none is opened, so that no light goes on.

    None where the system does not list them without a library of its own (Windows, macOS).
    """
    if not sys.platform.startswith("linux"):
        return None
    return [f"{device.name} ({device.device_id})" for device in services.cameras.devices()]
