"""The look in use: colours, sizes and typeface, given to Qt; follows the system when asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop_app.gui.style_sheet import style_sheet
from desktop_app.gui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, LOOKS, Tokens
from desktop_app.paths import resources_folder
from desktop_app.settings import Settings

__all__ = ["CONTRAST_DARK", "CONTRAST_LIGHT", "DARK", "LIGHT", "Theme", "Tokens", "style_sheet"]

FONT_FAMILIES = (
    "Inter",
    "Segoe UI",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans",
)
BASE_PX = 14


class Theme(QObject):
    """The look in use; *choice* is one of `LOOKS`, or `system`."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: str = "system",
        look_of_system: Callable[[], Tokens] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._look_of_system = look_of_system or _look_of_system
        self._choice = choice
        self._scale = 1.0
        self._touch = False
        self.tokens = LIGHT
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # Qt 6.10 or newer
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Use the look *choice*, or what the system uses (`system`)."""
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if choice in LOOKS:
            dark = LOOKS[choice].shade == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        else:
            hints.unsetColorScheme()
        self._use(LOOKS.get(choice) or self._look_of_system())

    def enlarge(self, text_size: int, *, touch: bool) -> None:
        """Draw words at *text_size* per cent; *touch*: large targets and gaps."""
        self._scale, self._touch = text_size / 100, touch
        self._use(self.tokens)

    def use(self, settings: Settings) -> None:
        """Look as *settings* say; costs nothing where that is how it looks already."""
        if (settings.text_size / 100, settings.large_targets) != (self._scale, self._touch):
            self._scale, self._touch = settings.text_size / 100, settings.large_targets
            self.choose(settings.theme)
        elif settings.theme != self._choice:
            self.choose(settings.theme)

    def _use(self, look: Tokens) -> None:
        self.tokens = replace(look, scale=self._scale, touch=self._touch)
        self._app.setFont(_base_font(self.tokens))
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == "system":
            self._use(self._look_of_system())


def _look_of_system() -> Tokens:
    """Light or dark, and in high contrast where the system says so (Qt 6.10 or newer)."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hasattr(hints, "accessibility"):
        high = Qt.ContrastPreference.HighContrast
        if hints.accessibility().contrastPreference() == high:
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def load_fonts() -> None:
    """Make the fonts that come with the program known to Qt; the system's serve if they fail."""
    for file in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def _base_font(tokens: Tokens) -> QFont:
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(tokens.px(BASE_PX))
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
