"""Theme, icons, language, numbers: what holds for every panel."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.messages import MessageId
from desktop_app.core.types import Verdict
from desktop_app.gui import formats
from desktop_app.gui.icons import icon_pixmap
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.style_sheet import scaled, style_sheet
from desktop_app.gui.thumbnails import PictureLoader, read_picture, square
from desktop_app.gui.tokens import LIGHT, LOOKS, Tokens
from desktop_app.paths import resources_folder
from tests.fake_services.pictures import jpeg, product_picture

TEXT_ON_GROUND = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "accent_soft"),
    ("muted", "accent_soft"),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("success", "success_soft"),
    ("success", "surface"),
    ("text", "success_soft"),
    ("warning", "warning_soft"),
    ("warning", "surface"),
    ("text", "warning_soft"),
    ("neutral", "neutral_soft"),
    ("text", "neutral_soft"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
    ("text", "danger_soft"),
    ("accent", "danger_soft"),
    ("accent", "warning_soft"),
    ("muted", "picture"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_words_can_be_read_on_their_ground(tokens: Tokens, ink: str, ground: str) -> None:
    least = 7.0 if tokens.contrast else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_edges_of_fields_and_focus_rings_can_be_seen(tokens: Tokens, ground: str) -> None:
    least = 7.0 if tokens.contrast else 3.0
    for edge in (tokens.border_strong, tokens.accent, tokens.text):
        assert contrast(edge, getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
def test_the_style_sheet_has_every_colour_put_in(tokens: Tokens) -> None:
    for touch in (False, True):
        assert "$" not in style_sheet(replace(tokens, touch=touch))
    colours = [getattr(tokens, f.name) for f in fields(tokens) if f.type == "str"][2:]
    assert colours
    assert all(QColor(colour).isValid() for colour in colours)


def test_sizes_of_the_style_sheet_grow_and_thin_lines_do_not() -> None:
    text = "QPushButton { border: 1px solid #fff; padding: 8px 16px; margin: -8px 0; width: 2px; }"
    assert scaled(text, replace(LIGHT, scale=1.5)) == (
        "QPushButton { border: 1px solid #fff; padding: 12px 24px; margin: -12px 0; width: 2px; }"
    )


def test_verdicts_differ_in_colour() -> None:
    assert len({LIGHT.verdict(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in (resources_folder() / "icons").glob("*.svg"))
)
def test_every_icon_draws_something(qapp, name: str) -> None:
    image = icon_pixmap(name, "#000000", 24).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
    assert inked > 20


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    controls = [control for kind in kinds for control in window.findChildren(kind)]
    nameless = [
        f"{type(control.parent()).__name__}/{type(control).__name__}"
        for control in controls
        if not control.accessibleName() and not getattr(control, "text", str)()
        if not control.objectName().startswith("qt_")
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("language", "value", "currency", "expected"),
    [
        ("en_US", "12.9", "EUR", "€12.90"),
        ("de_DE", "1234.5", "EUR", "1.234,50\N{NO-BREAK SPACE}€"),
        ("zh_CN", "12.9", "CNY", "¥12.90"),
        ("en_US", "980", "JPY", "¥980"),
        ("en_US", "5", "CHF", "5.00\N{NO-BREAK SPACE}CHF"),
        ("en_US", "5", "", "5.00"),
    ],
)
def test_prices_follow_the_locale(language: str, value: str, currency: str, expected: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert formats.price(Decimal(value), currency) == expected
    QLocale.setDefault(QLocale("en_US"))


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(None, ""), (0.0, "< 1"), (0.004, "< 1"), (0.5, "50"), (0.994, "99"), (1.0, "> 99")],
)
def test_percent_never_claims_certainty(probability: float | None, expected: str) -> None:
    assert formats.percent(probability).removesuffix("\N{NO-BREAK SPACE}%") == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("240", "240"), ("1200", "1,200"), ("2.50", "2.5"), ("0", "0")]
)
def test_quantities_have_no_needless_decimals(value: str, expected: str) -> None:
    QLocale.setDefault(QLocale("en_US"))
    assert formats.number(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, "Not known yet"),
        (4, "A few seconds"),
        (42, "About 40 seconds"),
        (130, "About 2 minutes"),
        (7300, "About 2 hours"),
    ],
)
def test_time_left_is_rough(seconds: float | None, expected: str) -> None:
    assert formats.time_left(seconds) == expected


def test_large_pictures_are_read_small_and_broken_ones_are_null(qapp) -> None:
    assert max(read_picture(jpeg(product_picture("#3E78C9")), 100).size().toTuple()) == 100
    assert read_picture(b"no picture", 100).isNull()


@pytest.mark.parametrize(("width", "height"), [(60, 40), (40, 60), (40, 40)])
def test_tiles_show_the_middle_of_a_picture(qapp, width: int, height: int) -> None:
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor("white"))
    painter = QPainter(pixmap)
    painter.fillRect(width // 2 - 2, height // 2 - 2, 4, 4, QColor("black"))
    painter.end()
    middle = square(pixmap)
    assert middle.size().toTuple() == (40, 40)
    assert middle.toImage().pixelColor(20, 20) == QColor("black")


def test_the_picture_cache_forgets_the_oldest(
    qtbot: QtBot, pictures: PictureLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.gui.thumbnails.CACHE_PIXELS", 25_000)
    data = jpeg(product_picture("#3E78C9", side=100))
    for number in range(3):
        with qtbot.waitSignal(pictures.loaded):
            pictures.request(number, data, 100)
    assert [pictures.get(number) is not None for number in range(3)] == [False, True, True]


def test_messages_are_all_three_parts_in_chinese(window: MainWindow, qapp) -> None:
    from desktop_app.core.messages import Message
    from desktop_app.gui import translator
    from desktop_app.gui.messages import notice

    translator.install(qapp, "zh_CN")
    text = notice(Message.of(MessageId.PHOTO_EMPTY, name="a.jpg")).text
    assert (text.what, text.safe) == ("“a.jpg”是空文件。", "其他内容不受影响。")
