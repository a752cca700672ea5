"""The style sheet: `resources/styles` with the colours of a look put in, and its sizes scaled."""

from __future__ import annotations

import re
from dataclasses import asdict
from string import Template

from desktop_app.gui.tokens import SMALLEST_TARGET_PX, Tokens
from desktop_app.paths import resources_folder

HAIR_PX = 3
"""Lines up to this width stay as they are: they are edges, not room for words."""

_SIZES = re.compile(
    r"\b((?:font-size|spacing|border-radius|padding(?:-\w+)?|margin(?:-\w+)?"
    r"|(?:min-|max-)?(?:width|height))\s*:)([^;{}]+)"
)
_PX = re.compile(r"(\d+)px")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of *tokens*; what high contrast and touch add stands in files of its own."""
    folder = resources_folder()
    names = ["shelfsight"]
    names += ["contrast"] if tokens.contrast else []
    names += ["touch"] if tokens.touch else []
    files = [folder / "styles" / f"{name}.qss" for name in names]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    icons = (folder / "icons").as_posix()
    filled = Template(text).substitute(asdict(tokens), icons=icons, target=SMALLEST_TARGET_PX)
    return scaled(filled, tokens)


def scaled(text: str, tokens: Tokens) -> str:
    """*text* of a style sheet with every size but those of thin lines as large as in *tokens*."""

    def larger(number: re.Match[str]) -> str:
        px = int(number[1])
        return f"{tokens.px(px) if px > HAIR_PX else px}px"

    return _SIZES.sub(lambda found: found[1] + _PX.sub(larger, found[2]), text)
