"""What the card of a model pack tells the rest of the program."""

from __future__ import annotations

from pathlib import Path

from desktop_app.core.analysis import ModelInfo
from desktop_app.vision.model_pack import CARD_NAME, read_card


def read_model_info(pack_folder: Path) -> ModelInfo:
    """Read the card, files unchecked: the worker process checks them when it loads them.

    Raises:
        ModelPackError: the card is missing, damaged or asks for a newer program.
    """
    card = read_card(pack_folder / CARD_NAME)
    return ModelInfo(
        card.name,
        card.version,
        card.fingerprint,
        card.dim,
        card.rules,
        card.metrics,
        grid=card.grid,
    )
