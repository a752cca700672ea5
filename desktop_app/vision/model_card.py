"""The card of a model pack (`model.toml`): what it says, and how it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.types import QueryKind
from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.crop_spec import NO_CROPS, CentralCrops
from desktop_app.vision.preprocess_spec import Interpolation, PreprocessSpec, ResizeMode

CARD_NAME = "model.toml"
REQUIRED_FILES = ("image", "text", "tokenizer")
FUSION = "fusion"
HALF = "image_half"
"""The image network in float16, for GPUs; optional. Its embeddings agree with those of `image` to
0.999, so that it does not count for the fingerprint (`models_onnx/training/make_half.py`)."""
FORMATS = (1, 2)
"""Format 1 has a fusion network, a grid, a calibration and fixed names; in format 2 each of them is
optional (docs/adr/0070)."""

MOST_NUMBERS = 8192
MOST_TOKENS = 4096
MOST_GRID = 64


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: path relative to the card, sha256 as hex, size in bytes."""

    path: str
    sha256: str
    n_bytes: int


class TokenizerKind(StrEnum):
    """What the tokenizer file holds: a SentencePiece model, or the merges of CLIP."""

    SENTENCEPIECE = "sentencepiece"
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class TextSpec:
    """How words become tokens: longest text in tokens, rows of the embedding table.

    The kind of tokenizer and the id that fills up a short text are not in the `repr`, which is part
    of the fingerprint of packs of format 1.
    """

    max_tokens: int
    vocabulary: int
    tokenizer: TokenizerKind = field(default=TokenizerKind.SENTENCEPIECE, repr=False)
    pad_id: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class NetworkNames:
    """What inputs and outputs are called in the two encoders; an empty name: there is none."""

    pixels: str = "pixels"
    photo: str = "embedding"
    grid: str = "grid"
    thing: str = ""
    ids: str = "ids"
    mask: str = "mask"
    text: str = "embedding"
    tokens: str = "tokens"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the card says.

    `grid` is the side of the grid of local embeddings, 0 where there is none. `rules` lacks the
    kinds of queries that were not calibrated: their answers are never more than `unsure`.
    `object_box` is None where the image network does not say where the main thing is.
    `central_crops` are further looks at asked photos; catalogue photos do without, so that they do
    not count for the fingerprint.
    `photo_weight` is the share of the photo beside words where there is no fusion network, else
    None. `metrics`, `training`, `limits` and `licences` are shown to people as they stand.
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
    format: int = 1
    names: NetworkNames = NetworkNames()
    object_box: BoxSpec | None = None
    central_crops: CentralCrops = NO_CROPS
    photo_weight: float | None = None
    languages: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    licences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def n_bytes(self) -> int:
        """Size of all files but the card."""
        return sum(file.n_bytes for file in self.files.values())

    @property
    def fingerprint(self) -> str:
        """sha256 over files and preprocessing, hex: the same value means the same embeddings."""
        digest = hashlib.sha256(repr(self.preprocess).encode())
        digest.update(repr(self.text).encode())
        for key in sorted(set(self.files) - {HALF}):
            digest.update(f"{key} {self.files[key].sha256}\n".encode())
        if self.format > 1:
            how = (self.preprocess.interpolation, self.text.tokenizer, self.text.pad_id)
            digest.update(repr((*map(str, how), self.names, self.photo_weight)).encode())
            digest.update(repr(self.object_box).encode() if self.object_box else b"")
        return digest.hexdigest()


def card_of(table: Mapping[str, Any]) -> ModelCard:
    """The card that is written in *table*.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: something is missing or makes no sense.
    """
    version = int(table["format"])
    files, text = _files(table["files"]), table["text"]
    card = ModelCard(
        name=str(table["name"]),
        version=str(table["version"]),
        title=str(table["title"]),
        dim=int(table["dim"]),
        grid=int(table["grid"]) if version == 1 else int(table.get("grid", 0)),
        files=files,
        preprocess=_preprocess(table["preprocess"]),
        text=_text(text),
        rules=_rules(table["decision"] if version == 1 else table.get("decision", {}), version),
        metrics=MappingProxyType(dict(table.get("metrics", {}))),
        training=MappingProxyType(dict(table.get("training", {}))),
        format=version,
        names=NetworkNames() if version == 1 else _names(table),
        object_box=_object_box(table),
        central_crops=_central_crops(table),
        photo_weight=None if FUSION in files else float(table["pair"]["photo_weight"]),
        languages=tuple(str(language) for language in text.get("languages", ())),
        limits=tuple(str(limit) for limit in table.get("limits", ())),
        licences=MappingProxyType({k: str(v) for k, v in table.get("licences", {}).items()}),
    )
    _check_card(card)
    return card


def _check_card(card: ModelCard) -> None:
    if FUSION not in card.files and card.format == 1:
        raise ValueError("no file for fusion")
    if not 1 <= card.dim <= MOST_NUMBERS:
        raise ValueError(f"dim must lie between 1 and {MOST_NUMBERS}")
    if FUSION in card.files and not (card.grid and card.names.grid and card.names.tokens):
        raise ValueError("a fusion network needs grid and tokens")
    if card.photo_weight is not None and not 0 <= card.photo_weight <= 1:
        raise ValueError("photo_weight must lie between 0 and 1")
    if card.object_box is not None and card.preprocess.resize_mode is not ResizeMode.SQUASH:
        raise ValueError("an object box needs the whole picture: resize_mode squash")
    if not (2 < card.text.max_tokens <= MOST_TOKENS and 0 <= card.grid <= MOST_GRID):
        raise ValueError("max_tokens or grid is out of range")


def _object_box(table: Mapping[str, Any]) -> BoxSpec | None:
    """How boxes follow from the map that the image network gives; None where it gives none."""
    if not table.get("image", {}).get("thing"):
        return None
    return BoxSpec(**{name: float(value) for name, value in table.get("object_box", {}).items()})


def _central_crops(table: Mapping[str, Any]) -> CentralCrops:
    """Further looks at asked photos; none on a card that does not speak of them."""
    crops = table.get("query", {}).get("central_crops")
    if crops is None:
        return NO_CROPS
    return CentralCrops(tuple(map(float, crops["sides"])), float(crops["weight"]))


def _names(table: Mapping[str, Any]) -> NetworkNames:
    """The names on a card of format 2; those of a grid, a mask and token states may be missing."""
    image, text = table.get("image", {}), table["text"]
    usual = NetworkNames()
    has_fusion = FUSION in table["files"]
    grid = usual.grid if int(table.get("grid", 0)) else ""
    return NetworkNames(
        pixels=str(image.get("input", usual.pixels)),
        photo=str(image.get("output", usual.photo)),
        grid=str(image.get("grid", grid)),
        thing=str(image.get("thing", "")),
        ids=str(text.get("ids", usual.ids)),
        mask=str(text.get("mask", usual.mask if has_fusion else "")),
        text=str(text.get("output", usual.text)),
        tokens=str(text.get("tokens", usual.tokens if has_fusion else "")),
    )


def _text(table: Mapping[str, Any]) -> TextSpec:
    return TextSpec(
        max_tokens=int(table["max_tokens"]),
        vocabulary=int(table["vocabulary"]),
        tokenizer=TokenizerKind(table.get("tokenizer", TokenizerKind.SENTENCEPIECE)),
        pad_id=int(table.get("pad_id", 0)),
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
        interpolation=Interpolation(table.get("interpolation", Interpolation.AREA)),
    )


def _channels(values: Iterable[float]) -> tuple[float, float, float]:
    red, green, blue = (float(value) for value in values)
    return red, green, blue


def _rules(table: Mapping[str, Any], version: int) -> Mapping[QueryKind, DecisionRule]:
    """A rule for each kind of query; in format 2 a kind may lack one."""
    kinds = [kind for kind in QueryKind if version == 1 or kind.value in table]
    return MappingProxyType({kind: _rule(table[kind.value]) for kind in kinds})


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
