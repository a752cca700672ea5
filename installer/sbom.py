"""What is in the program, for other programs: a CycloneDX list of its parts (SBOM).

python -m installer.sbom FILE [LIBRARY...]      # run by the interpreter of the build
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import desktop_app
from installer.contents import ROOT
from installer.licence_bundle import BOOTLOADER, Part, bundled_names, parts

_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "3-Clause BSD License": "BSD-3-Clause",
    "PSFL": "PSF-2.0",
}
_SPACE = uuid.UUID("6d5a3c0e-6f0f-5e0b-9a57-5b6f3c1f2a10")


def document(found: Iterable[Part], libraries: Iterable[Path] = ()) -> dict[str, Any]:
    """The list; the same parts give the same list at any time.

    *libraries* are shared libraries of the system that the program brings along.
    """
    version = desktop_app.__version__
    components = [_library(part) for part in found]
    components += [_file(file) for file in sorted(libraries)]
    components += [_python(), _model()]
    serial = uuid.uuid5(_SPACE, json.dumps([version, components], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": _when(),
            "component": {
                "type": "application",
                "bom-ref": "shelfsight",
                "name": "shelfsight",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": components,
        "dependencies": [
            {"ref": "shelfsight", "dependsOn": sorted(c["bom-ref"] for c in components)}
        ],
    }


def _when() -> str:
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _library(part: Part) -> dict[str, Any]:
    address = f"pkg:pypi/{part.name}@{part.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": part.name,
        "version": part.version,
        "purl": address,
        "licenses": _licences(part.licence),
    }


def _licences(said: str) -> list[dict[str, Any]]:
    licence = _NAMES.get(said, said)
    if _SPDX.fullmatch(licence) and licence != "GPLv2-or-later":
        return [{"expression": licence}]
    return [{"license": {"name": said}}]


def _file(file: Path) -> dict[str, Any]:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"file:{file.name}",
        "name": file.name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _python() -> dict[str, Any]:
    version = ".".join(map(str, sys.version_info[:3]))
    return {
        "type": "platform",
        "bom-ref": "python",
        "name": "CPython",
        "version": version,
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _model() -> dict[str, Any]:
    folder = ROOT / "models_onnx" / "shelfsight-base"
    card = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / "image.onnx").read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": "shelfsight-base",
        "name": "shelfsight-base",
        "version": str(card.get("version", "")),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def main() -> int:
    found = parts((*bundled_names(), BOOTLOADER))
    made = document(found, [Path(name) for name in sys.argv[2:]])
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(f"{len(made['components'])} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
