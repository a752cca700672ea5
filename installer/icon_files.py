"""The program's sign in the forms that systems want: PNG, ICO, ICNS, drawn from the one SVG."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from installer.contents import ROOT

SIGN = ROOT / "resources" / "icons" / "shelfsight.svg"
PNG_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIDES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_KINDS = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(side: int) -> bytes:
    """The sign as a PNG of *side* x *side* pixels with a clear ground."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415  (only when drawn)
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SIGN)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by side (at most 256)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries, body = b"", b""
    for side, data in sorted(pictures.items()):
        entries += struct.pack(
            "<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), offset + len(body)
        )
        body += data
    return head + entries + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon of PNG pictures by side (128, 256, 512, 1024)."""
    body = b"".join(
        _ICNS_KINDS[side] + struct.pack(">I", len(data) + 8) + data
        for side, data in sorted(pictures.items())
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def icon_for(platform: str, folder: Path) -> Path | None:
    """Icon file for programs of *platform*, made in *folder*; None where programs have none."""
    if platform == "win32":
        data, name = ico({side: png(side) for side in _ICO_SIDES}), "shelfsight.ico"
    elif platform == "darwin":
        data, name = icns({side: png(side) for side in _ICNS_KINDS}), "shelfsight.icns"
    else:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return file


def windows_version(version: str, folder: Path) -> Path:
    """What Windows shows as the properties of the program, in the form PyInstaller reads."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    texts = {
        "ProductName": "Shelfsight",
        "FileDescription": "Shelfsight",
        "ProductVersion": version,
        "FileVersion": version,
        "LegalCopyright": "The Shelfsight authors, Apache-2.0",
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    file = folder / "version.txt"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(
        "VSVersionInfo("
        f"ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=1), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])",
        encoding="utf-8",
    )
    return file
