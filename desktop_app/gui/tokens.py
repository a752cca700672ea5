"""Every colour and size of the looks. Everything that is drawn reads this table (ADR 0062)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.core.types import Verdict

SMALLEST_TARGET_PX = 48
"""Side of what is pressed with a finger or in a glove, as in touch.qss; WCAG 2.2 asks for 44."""

TOUCH_GAP = 1.3
"""How much wider the gaps are with large targets."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One look. Words on their ground have a contrast of at least 4.5 : 1, in high contrast 7 : 1.

    Attributes:
        shade: `light` or `dark`, for pictures that come in both.
        contrast: whether the look is one of high contrast.
        scale: size of words and of all that holds them; 1.0 is usual.
        touch: whether targets and gaps are large enough for fingers and gloves.
    """

    name: str
    shade: str
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
    contrast: bool = False
    scale: float = 1.0
    touch: bool = False

    @property
    def disabled(self) -> str:
        """Words and signs of buttons that cannot be pressed, as in the style sheets."""
        return self.muted if self.contrast else self.border_strong

    def px(self, size: float) -> int:
        """*size* in device-independent pixels of the usual look, in this one."""
        return round(size * self.scale)

    def gap(self, size: float) -> int:
        """As `px`, for what stands between two controls."""
        return round(size * self.scale * (TOUCH_GAP if self.touch else 1.0))

    def edge(self, ink: str, ground: str) -> str:
        """Border of a coloured *ground*: none to be seen, or in high contrast the *ink* on it."""
        return ink if self.contrast else ground

    def verdict(self, verdict: Verdict) -> tuple[str, str]:
        """Colour of words and sign, and colour of the ground."""
        from desktop_app.core.types import Verdict  # noqa: PLC0415  (not before there is an answer)

        return {
            Verdict.MATCH: (self.success, self.success_soft),
            Verdict.UNSURE: (self.warning, self.warning_soft),
            Verdict.NOT_IN_CATALOGUE: (self.neutral, self.neutral_soft),
        }[verdict]


LIGHT = Tokens(
    name="light",
    shade="light",
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
    shade="dark",
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

CONTRAST_LIGHT = Tokens(
    name="contrast_light",
    shade="light",
    window="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#EDEDED",
    border="#595959",
    border_strong="#000000",
    text="#000000",
    muted="#2B2B2B",
    accent="#003A8C",
    accent_hover="#00286B",
    accent_soft="#E6EFFF",
    on_accent="#FFFFFF",
    success="#00401F",
    success_soft="#E3F7EA",
    warning="#4A2A00",
    warning_soft="#FFF3DA",
    neutral="#1F2630",
    neutral_soft="#ECEEF2",
    danger="#7A0009",
    danger_soft="#FFECEC",
    picture="#F5F5F5",
    scroll="#4D4D4D",
    contrast=True,
)

CONTRAST_DARK = Tokens(
    name="contrast_dark",
    shade="dark",
    window="#000000",
    surface="#000000",
    raised="#0A0A0A",
    sunken="#1C1C1C",
    border="#8F8F8F",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    muted="#E0E0E0",
    accent="#8FC7FF",
    accent_hover="#B8DCFF",
    accent_soft="#06224A",
    on_accent="#000000",
    success="#8CF0B4",
    success_soft="#04260F",
    warning="#FFD97A",
    warning_soft="#2B1D00",
    neutral="#E6EBF2",
    neutral_soft="#1D222A",
    danger="#FFB3B3",
    danger_soft="#3A0508",
    picture="#141414",
    scroll="#B0B0B0",
    contrast=True,
)

LOOKS = {look.name: look for look in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
"""All looks by their name, which is also what the settings call them."""
