"""A model pack: a folder with a card (`model.toml`) and the files that the card fingerprints."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision.model_card import (
    CARD_NAME,
    FORMATS,
    ModelCard,
    PackFile,
    TextSpec,
    card_of,
)

__all__ = [
    "CARD_NAME",
    "ModelCard",
    "ModelPack",
    "PackFile",
    "TextSpec",
    "find_packs",
    "load_pack",
    "read_card",
]

_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelPack:
    """A pack whose files were found as the card says."""

    folder: Path
    card: ModelCard

    @property
    def fingerprint(self) -> str:
        return self.card.fingerprint

    @property
    def short_fingerprint(self) -> str:
        """The first 16 characters, for people and file names."""
        return self.card.fingerprint[:16]

    def path(self, key: str) -> Path:
        """Where the file `image`, `text`, `tokenizer` or, if there is one, `fusion` lies."""
        return self.folder / self.card.files[key].path


def read_card(file: Path) -> ModelCard:
    """The card alone, files unchecked.

    Raises:
        ModelPackError: the card is missing, cannot be read, or asks for a newer program.
    """
    name = file.parent.name
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelPackError(MessageId.MODEL_MISSING, name=file.parent) from error
    except (OSError, ValueError, RecursionError) as error:  # nested too deep, too long a number
        raise ModelPackError(MessageId.MODEL_DAMAGED, name=name, reason=CARD_NAME) from error
    if table.get("format") not in FORMATS:
        reason = f"format {table.get('format')!r}"
        raise ModelPackError(MessageId.MODEL_UNUSABLE, name=name, reason=reason)
    try:
        return card_of(table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{CARD_NAME}: {error}"
        raise ModelPackError(MessageId.MODEL_DAMAGED, name=name, reason=reason) from error


def load_pack(folder: Path) -> ModelPack:
    """The pack in a folder, every file compared with its fingerprint.

    Raises:
        ModelPackError: the card or a file is missing or damaged; the message names it.
    """
    card = read_card(folder / CARD_NAME)
    for file in card.files.values():
        _check_file(folder, file)
    return ModelPack(folder, card)


def find_packs(folders: Iterable[Path]) -> list[Path]:
    """Folders of packs directly within the given ones, by name; nothing is read."""
    found = {card.parent for folder in folders for card in folder.glob(f"*/{CARD_NAME}")}
    return sorted(found, key=lambda path: (path.name, str(path)))


def _check_file(folder: Path, file: PackFile) -> None:
    path = folder / file.path
    if not path.is_file():
        raise ModelPackError(MessageId.MODEL_MISSING, name=path)
    if path.stat().st_size != file.n_bytes or _sha256(path) != file.sha256:
        raise ModelPackError(MessageId.MODEL_DAMAGED, name=folder.name, reason=file.path)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
    return digest.hexdigest()
