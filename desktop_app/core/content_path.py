"""Where files lie that are named by the content of a photo: `ab/<sha256 of the photo>.suffix`."""

from __future__ import annotations

import re
from pathlib import Path

PRINTS_FOLDER = "prints"
PRINTS_SUFFIX = ".points"
"""Of the points of the print of catalogue photos (`vision.print_store`), in the data folder."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


def content_path(folder: Path, sha256: str, suffix: str) -> Path:
    """File of the photo *sha256* (hex, lower case) in *folder*, whether it is there or not."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
    return folder / sha256[:2] / f"{sha256}{suffix}"
