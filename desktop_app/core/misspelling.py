"""What misspelt words were taken for, in words that can be shown."""

from __future__ import annotations

import re

from desktop_app.core.types import TextHit


def as_read(typed: str, hit: TextHit) -> str:
    """The typed words, those that were misspelt as the product spells them."""
    read = typed
    for misspelt, spelt in hit.misspelt:
        read = re.sub(rf"(?<!\w){re.escape(misspelt)}(?!\w)", spelt, read, flags=re.IGNORECASE)
    return read
