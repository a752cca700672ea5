"""Pictures that can be drawn again bit for bit, and what the shipped pack makes of them.

After a new pack: `python tests/vision/drawn_pictures.py` writes `data/golden_vectors.json` anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "models_onnx" / "shelfsight-base"
GOLDEN = Path(__file__).with_name("data") / "golden_vectors.json"
TEXTS = ("oat milk 1 l", "燕麦奶", "adjustable spanner")
SHOWN = 12


def drawn_pictures() -> dict[str, np.ndarray]:
    """Name -> picture of bytes; NumPy alone, so that no library's drawing can change them."""
    y, x = np.mgrid[0:180, 0:240]
    stripes = np.stack([(x * 3) % 256, (y * 2) % 256, (x + y) % 256], axis=2)
    disc = np.where(
        ((x - 120) ** 2 + (y - 90) ** 2 < 70**2)[..., None], [210, 30, 40], [240, 240, 235]
    )
    boxes = np.where(((x // 30 + y // 30) % 2 == 0)[..., None], [20, 90, 160], [250, 200, 30])
    pictures = {"stripes": stripes, "disc": disc, "boxes": boxes}
    return {name: picture.astype(np.uint8) for name, picture in pictures.items()}


def _write() -> None:
    sys.path.insert(0, str(ROOT))
    from desktop_app.vision.embedder import Embedder
    from desktop_app.vision.model_pack import load_pack

    embedder = Embedder(load_pack(PACK), ["CPUExecutionProvider"], threads=1)
    pictures = drawn_pictures()
    rows = {
        "photos": embedder.embed_photos(list(pictures.values())),
        "texts": embedder.embed_texts(TEXTS),
        "pairs": embedder.embed_pairs(list(pictures.values()), TEXTS).fused,
    }
    values = {kind: np.round(r[:, :SHOWN], 5).tolist() for kind, r in rows.items()}
    golden = {"fingerprint": embedder.pack.fingerprint, **values}
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
