"""A model pack from a pair of ONNX encoders of the OpenCLIP kind, one for photos, one for words.

usage: python convert_openclip.py FACTS.toml --image IMAGE.onnx --text TEXT.onnx
           --tokenizer FILE --pack FOLDER

The networks are copied as they are; neither PyTorch nor the onnx package is needed. What cannot be
read from them stands in FACTS.toml (docs in models_onnx/README.md): name, licence, preprocessing,
context length. The pack brings no calibration, so the program answers `unsure` with it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w
from onnxruntime import InferenceSession

from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import CARD_NAME, load_pack
from desktop_app.vision.onnx_graph import read_graph
from desktop_app.vision.pack_check import check_pack

CPU = ["CPUExecutionProvider"]
RESIZE_MODES = {"shortest": "crop", "longest": "letterbox"}
"""OpenCLIP's words for ours; `squash` is the same in both."""

OPENCLIP_MERGES = 49152 - 256 - 2
"""Of the 262,144 merges in OpenCLIP's vocabulary file so many are used."""


class FactsError(ValueError):
    """Something is missing in FACTS.toml, or does not fit the networks."""


def convert(facts: Mapping[str, Any], image: Path, text: Path, tokenizer: Path, pack: Path) -> None:
    """Write the pack and run it once.

    Raises:
        FactsError: facts are missing or do not fit.
        ModelPackError: the program would refuse the pack.
    """
    if not facts.get("licences"):
        raise FactsError("[licences] is empty: say under which licence each part may be used")
    pack.mkdir(parents=True, exist_ok=False)
    image_names, dim = _image_names(image, facts.get("image", {}))
    text_names = _text_names(text, facts.get("text", {}), dim)
    files = {
        "image": _copied(image, pack / "image.onnx"),
        "text": _copied(text, pack / "text.onnx"),
    }
    files |= _weights(image, pack, "image") | _weights(text, pack, "text")
    kind, file = _tokenizer(tokenizer, pack)
    files["tokenizer"] = file
    card = {
        "format": 2,
        "name": facts["name"],
        "version": str(facts.get("version", "1.0.0")),
        "title": facts["title"],
        "dim": dim,
        "limits": list(facts.get("limits", [])),
        "files": {key: _file_table(path) for key, path in files.items()},
        "preprocess": _preprocess(facts["preprocess"], image),
        "image": image_names,
        "text": {**text_names, **_text_facts(facts["text"], kind, file)},
        "pair": {"photo_weight": float(facts.get("photo_weight", 0.5))},
        "licences": dict(facts["licences"]),
    }
    (pack / CARD_NAME).write_text(tomli_w.dumps(card), encoding="utf-8")
    made = load_pack(pack)
    check_pack(made)
    Embedder(made, CPU).warm_up()


def _image_names(file: Path, given: Mapping[str, str]) -> tuple[dict[str, str], int]:
    session = InferenceSession(str(file), providers=CPU)
    inputs = session.get_inputs()
    if len(inputs) != 1:
        raise FactsError(f"{file.name} needs {[i.name for i in inputs]}; one input is expected")
    output, dim = _embedding(session, file, given.get("output"))
    return {"input": inputs[0].name, "output": output}, dim


def _text_names(file: Path, given: Mapping[str, Any], dim: int) -> dict[str, str]:
    session = InferenceSession(str(file), providers=CPU)
    names = [entry.name for entry in session.get_inputs()]
    masks = [name for name in names if "mask" in name]
    ids = [name for name in names if name not in masks]
    if len(ids) != 1 or len(masks) > 1:
        raise FactsError(f"{file.name} needs {names}; token ids and at most a mask are expected")
    output, text_dim = _embedding(session, file, given.get("output"))
    if text_dim != dim:
        raise FactsError(f"photos become {dim} numbers, words {text_dim}: not the same space")
    return {"ids": ids[0], "mask": masks[0] if masks else "", "output": output}


def _embedding(session: InferenceSession, file: Path, wanted: str | None) -> tuple[str, int]:
    """The output with a row of numbers for each input, and how many numbers."""
    rows = {o.name: o.shape for o in session.get_outputs() if len(o.shape) == 2}
    if wanted is None and len(rows) != 1:
        raise FactsError(f"{file.name}: say which output is the embedding: {sorted(rows)}")
    name = wanted or next(iter(rows))
    if name not in rows or not isinstance(rows[name][1], int):
        raise FactsError(f"{file.name}: output {name} has no fixed number of columns")
    return name, rows[name][1]


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _weights(network: Path, pack: Path, key: str) -> dict[str, Path]:
    """Files beside the network that hold its weights, copied under the names it knows."""
    found = sorted(read_graph(network).external_files)
    return {
        f"{key}_weights_{number}": _copied(network.parent / name, pack / name)
        for number, name in enumerate(found)
    }


def _tokenizer(source: Path, pack: Path) -> tuple[str, Path]:
    """CLIP's merges from any of the files they come in, or a SentencePiece model as it is."""
    if source.suffix == ".model":
        return "sentencepiece", _copied(source, pack / "tokenizer.model")
    merges = _merges(source)
    target = pack / "merges.txt"
    target.write_text("\n".join(merges) + "\n", encoding="utf-8")
    return "clip", target


def _merges(source: Path) -> Sequence[str]:
    if source.suffix == ".gz":  # bpe_simple_vocab_16e6.txt.gz of OpenCLIP
        lines = gzip.decompress(source.read_bytes()).decode("utf-8").splitlines()
        return lines[1 : OPENCLIP_MERGES + 1]
    if source.suffix == ".json":  # tokenizer.json of the tokenizers library
        merges = json.loads(source.read_text(encoding="utf-8"))["model"]["merges"]
        return [merge if isinstance(merge, str) else " ".join(merge) for merge in merges]
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#version")]


def _file_table(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    return {"path": file.name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _preprocess(facts: Mapping[str, Any], image: Path) -> dict[str, Any]:
    """As in `open_clip_config.json`: mean and std of values between 0 and 1."""
    mode = str(facts.get("resize_mode", "shortest"))
    shape = InferenceSession(str(image), providers=CPU).get_inputs()[0].shape
    size = int(facts["size"])
    if isinstance(shape[-1], int) and shape[-1] != size:
        raise FactsError(f"{image.name} takes pictures of {shape[-1]} pixels, not {size}")
    return {
        "size": size,
        "mean": [float(value) * 255 for value in facts["mean"]],
        "std": [float(value) * 255 for value in facts["std"]],
        "resize_mode": RESIZE_MODES.get(mode, mode),
        "interpolation": facts.get("interpolation", "bicubic"),
        "fill": int(facts.get("fill", 0)),
    }


def _text_facts(facts: Mapping[str, Any], kind: str, tokenizer: Path) -> dict[str, Any]:
    vocabulary = facts.get("vocabulary")
    if vocabulary is None and kind == "clip":
        vocabulary = 2 * 256 + 2 + len(tokenizer.read_text(encoding="utf-8").splitlines())
    if vocabulary is None:
        raise FactsError("[text] vocabulary is missing: rows of the embedding table")
    return {
        "max_tokens": int(facts.get("context_length", 77)),
        "vocabulary": int(vocabulary),
        "tokenizer": kind,
        "pad_id": int(facts.get("pad_id", 0)),
        "languages": list(facts.get("languages", [])),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    for name in ("image", "text", "tokenizer", "pack"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    facts = tomllib.loads(arguments.facts.read_text(encoding="utf-8"))
    convert(facts, arguments.image, arguments.text, arguments.tokenizer, arguments.pack)
    made = load_pack(arguments.pack)
    print(f"{made.card.name} {made.card.version}: {made.card.n_bytes / 1e6:.1f} MB")
    card = (arguments.pack / CARD_NAME).read_bytes()
    print(f"fingerprint (sha256 of {CARD_NAME}): {hashlib.sha256(card).hexdigest()}")


if __name__ == "__main__":
    main()
