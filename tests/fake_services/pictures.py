"""Pictures of made-up products, painted in a moment."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter


def product_picture(colour: str, side: int = 640, turn: int = 0) -> QImage:
    """A box on a light ground; made up, like everything in here."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 0, side)
    ground.setColorAt(0, QColor("#F7F7F5"))
    ground.setColorAt(1, QColor("#DCDDDB"))
    painter.fillRect(image.rect(), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.rotate(turn)
    painter.setPen(Qt.PenStyle.NoPen)
    body = QRectF(-side * 0.28, -side * 0.32, side * 0.56, side * 0.64)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(body, 18, 18)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(body.adjusted(30, side * 0.14, -30, -side * 0.26), 10, 10)
    painter.setBrush(QColor(colour).darker(160))
    for number in range(3):
        painter.drawRect(
            QRectF(-side * 0.19, -side * 0.1 + number * 26, side * (0.34 - 0.08 * number), 12)
        )
    painter.end()
    return image


def jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 88)
    return data.data()
