"""A model pack: a folder with a card (`model.toml`) and the files that the card fingerprints."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import QueryKind
from desktop_app.vision.preprocess_spec import PreprocessSpec, ResizeMode

CARD_NAME = "model.toml"
REQUIRED_FILES = ("image", "text", "fusion", "tokenizer")
SUPPORTED_FORMAT = 1
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: path relative to the card, sha256 as hex, size in bytes."""

    path: str
    sha256: str
    n_bytes: int


@dataclass(frozen=True, slots=True)
class TextSpec:
    """How words become tokens: longest text in tokens, rows of the embedding table."""

    max_tokens: int
    vocabulary: int


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the card says.

    `grid` is the side of the grid of local embeddings; `metrics` and `training` are shown to
    people as they stand.
    """

    name: str
    version: str
    title: str
    dim: int
    grid: int
    files: Mapping[str, PackFile]
    preprocess: PreprocessSpec
    text: TextSpec
    rules: Mapping[QueryKind, DecisionRule]
    metrics: Mapping[str, Any]
    training: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """sha256 over files and preprocessing, hex: the same value means the same embeddings."""
        digest = hashlib.sha256(repr(self.preprocess).encode())
        digest.update(repr(self.text).encode())
        for key in sorted(self.files):
            digest.update(f"{key} {self.files[key].sha256}\n".encode())
        return digest.hexdigest()


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
        """Where the file `image`, `text`, `fusion` or `tokenizer` lies."""
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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelPackError(MessageId.MODEL_DAMAGED, name=name, reason=CARD_NAME) from error
    if table.get("format") != SUPPORTED_FORMAT:
        reason = f"format {table.get('format')!r}"
        raise ModelPackError(MessageId.MODEL_UNUSABLE, name=name, reason=reason)
    try:
        return _card(table)
    except (KeyError, TypeError, ValueError) as error:
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


def _card(table: Mapping[str, Any]) -> ModelCard:
    return ModelCard(
        name=str(table["name"]),
        version=str(table["version"]),
        title=str(table["title"]),
        dim=int(table["dim"]),
        grid=int(table["grid"]),
        files=_files(table["files"]),
        preprocess=_preprocess(table["preprocess"]),
        text=TextSpec(int(table["text"]["max_tokens"]), int(table["text"]["vocabulary"])),
        rules=_rules(table["decision"]),
        metrics=MappingProxyType(dict(table.get("metrics", {}))),
        training=MappingProxyType(dict(table.get("training", {}))),
    )


def _files(table: Mapping[str, Any]) -> Mapping[str, PackFile]:
    missing = [key for key in REQUIRED_FILES if key not in table]
    if missing:
        raise ValueError(f"no file for {', '.join(missing)}")
    files = {
        key: PackFile(str(row["path"]), str(row["sha256"]), int(row["bytes"]))
        for key, row in table.items()
    }
    for file in files.values():
        if Path(file.path).is_absolute() or ".." in Path(file.path).parts:
            raise ValueError(f"{file.path} lies outside the pack")
    return MappingProxyType(files)


def _preprocess(table: Mapping[str, Any]) -> PreprocessSpec:
    return PreprocessSpec(
        size=int(table["size"]),
        mean=_channels(table["mean"]),
        std=_channels(table["std"]),
        resize_mode=ResizeMode(table["resize_mode"]),
        fill=int(table.get("fill", 127)),
        box_margin=float(table.get("box_margin", 0.0)),
    )


def _channels(values: Iterable[float]) -> tuple[float, float, float]:
    red, green, blue = (float(value) for value in values)
    return red, green, blue


def _rules(table: Mapping[str, Any]) -> Mapping[QueryKind, DecisionRule]:
    return MappingProxyType({kind: _rule(table[kind.value]) for kind in QueryKind})


def _rule(table: Mapping[str, Any]) -> DecisionRule:
    cohort = table.get("cohort")
    return DecisionRule(
        temperature=float(table["temperature"]),
        none_similarity=float(table["none_similarity"]),
        match_probability=float(table["match_probability"]),
        reject_probability=float(table["reject_probability"]),
        min_margin=float(table.get("min_margin", 0.0)),
        cohort=_cohort(cohort) if cohort else None,
    )


def _cohort(table: Mapping[str, Any]) -> CohortScale:
    return CohortScale(float(table["temperature"]), float(table["none_level"]))
