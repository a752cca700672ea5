"""Light and dark look from one table of tokens: palette, style sheet, and colours for painting."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop_app.core.types import Verdict
from desktop_app.paths import resources_folder

FONT_FAMILIES = (
    "Inter",
    "Segoe UI",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans",
)
BASE_PX = 14


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme. Text on its ground has a contrast of at least 4.5 : 1."""

    name: str
    window: str
    surface: str
    raised: str
    sunken: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    neutral: str
    neutral_soft: str
    danger: str
    danger_soft: str
    picture: str
    scroll: str

    def verdict(self, verdict: Verdict) -> tuple[str, str]:
        """Colour of words and sign, and colour of the ground."""
        return {
            Verdict.MATCH: (self.success, self.success_soft),
            Verdict.UNSURE: (self.warning, self.warning_soft),
            Verdict.NOT_IN_CATALOGUE: (self.neutral, self.neutral_soft),
        }[verdict]


LIGHT = Tokens(
    name="light",
    window="#F3F5F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E9ECF1",
    border="#DBE0E8",
    border_strong="#7F8A9A",
    text="#12171F",
    muted="#525D6C",
    accent="#0B5FD0",
    accent_hover="#094FAE",
    accent_soft="#E4EEFC",
    on_accent="#FFFFFF",
    success="#0A6638",
    success_soft="#DFF4E7",
    warning="#7D4700",
    warning_soft="#FCEFD4",
    neutral="#3C4757",
    neutral_soft="#E4E8EF",
    danger="#A4161F",
    danger_soft="#FCE7E7",
    picture="#F1F2F4",
    scroll="#C2C9D4",
)

DARK = Tokens(
    name="dark",
    window="#0E1116",
    surface="#161B22",
    raised="#1C222B",
    sunken="#0A0D11",
    border="#2A323D",
    border_strong="#6C7889",
    text="#EDF1F6",
    muted="#A2ADBB",
    accent="#5BA3FF",
    accent_hover="#82B9FF",
    accent_soft="#17294A",
    on_accent="#06152B",
    success="#5FD793",
    success_soft="#10301F",
    warning="#F3BC59",
    warning_soft="#352609",
    neutral="#C3CCD8",
    neutral_soft="#252D38",
    danger="#FF8E8E",
    danger_soft="#3B1518",
    picture="#20262F",
    scroll="#3A4452",
)


class Theme(QObject):
    """The look in use; follows the system when asked to."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.tokens = LIGHT
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(_base_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Use `light`, `dark`, or what the system uses (`system`)."""
        self._choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice)
        hints = QGuiApplication.styleHints()
        if scheme is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(scheme)
        dark = (scheme or hints.colorScheme()) == Qt.ColorScheme.Dark
        self._use(DARK if dark else LIGHT)

    def _use(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._app.setPalette(_palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            self._use(DARK if dark else LIGHT)


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of `resources/styles` with the colours put in."""
    folder = resources_folder()
    text = (folder / "styles" / "shelfsight.qss").read_text(encoding="utf-8")
    icons = (folder / "icons").as_posix()
    return Template(text).substitute(asdict(tokens), icons=icons)


def load_fonts() -> None:
    """Make the fonts that come with the program known to Qt; the system's serve if they fail."""
    for file in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def _base_font() -> QFont:
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(BASE_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.Mid: tokens.border,
        role.Dark: tokens.border_strong,
        role.Light: tokens.raised,
        role.BrightText: tokens.danger,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.border_strong))
    return palette
