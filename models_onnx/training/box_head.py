"""The object box: where in a photo the main thing is, whatever it is.

A small head on the middle of the pretrained CNN says for every place how likely it belongs to the
main thing. It learns from made-up scenes (`scenes.py`) and from the boxes at hand. Photos that are
called "all of it" must not be among the examples: the head then learns to tell photos from pasted
scenes.
Which box follows from the map is decided by `desktop_app.vision.object_box`.

usage: python box_head.py CONFIG --work FOLDER
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from augment import AugmentSpec, object_mask
from backbone import Tail, cut
from config import Config, read_config
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from model import BoxHead
from scenes import Material, SceneSpec, scene
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.tensorboard import SummaryWriter

from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.preprocess import PreprocessSpec, normalise, preprocess


def material_of(collection: Collection, decoded: DecodedPhotos) -> Material:
    """Cut-outs of things on plain grounds, and photos of everything that may be learned from."""
    cut_outs = []
    where = collection.where
    for i in where("apparel") + where("grocery", "catalogue") + where("made_up"):
        mask = object_mask(decoded[i])
        if mask is not None:
            cut_outs.append(_tight(decoded[i], mask))
    photos = where("grocery", "train")[::5] + where("clothing")[::5] + where("made_up")[::3]
    return Material(cut_outs, [decoded[i] for i in photos])


def _tight(rgb: RgbImage, mask: np.ndarray) -> tuple[RgbImage, np.ndarray]:
    ys, xs = np.nonzero(mask > 0.5)
    span = (slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1))
    return np.ascontiguousarray(rgb[span]), np.ascontiguousarray(mask[span])


def boxed_photos(collection: Collection, decoded: DecodedPhotos) -> list[int]:
    """Photos that may be learned from and whose box is known."""
    surgical = collection.where("surgical", role="gallery")
    return [i for i in surgical if decoded.box(i) is not None]


def box_mask(shape: tuple[int, int], box: Box) -> np.ndarray:
    """Ones in the box; shape as the photo."""
    mask = np.zeros(shape, np.float32)
    mask[box.y : box.y + box.height, box.x : box.x + box.width] = 1
    return mask


def build_examples(
    folder: Path,
    collection: Collection,
    decoded: DecodedPhotos,
    trunk: nn.Module,
    spec: PreprocessSpec,
    scenes: int,
    seed: int,
    augment: AugmentSpec,
) -> tuple[np.ndarray, np.ndarray]:
    """Trunk features (n, c, g, g) float16 and masks (n, g, g) float32, kept in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    features_file, masks_file = folder / "features.npy", folder / "masks.npy"
    if masks_file.exists():
        return np.load(features_file, mmap_mode="r"), np.load(masks_file)
    material = material_of(collection, decoded)
    real = boxed_photos(collection, decoded)
    scene_spec = SceneSpec(size=spec.size)
    with torch.inference_mode():
        shape = trunk(torch.zeros(1, 3, spec.size, spec.size)).shape[1:]
    total = scenes + len(real)
    features = np.lib.format.open_memmap(features_file, "w+", np.float16, (total, *shape))
    masks = np.zeros((total, *shape[1:]), np.float32)
    for first in range(0, total, 32):
        span = range(first, min(first + 32, total))
        pixels = []
        for row in span:
            rng = np.random.default_rng((seed, 77, row))
            if row < scenes:
                rgb, mask = scene(material, rng, scene_spec, augment)
                pixels.append(normalise(rgb, spec))
            else:
                i = real[row - scenes]
                pixels.append(preprocess(decoded[i], spec, None))
                mask = box_mask(decoded[i].shape[:2], decoded.box(i))
            masks[row] = cv2.resize(mask, shape[:0:-1], interpolation=cv2.INTER_AREA)
        with torch.inference_mode():
            x = torch.from_numpy(np.stack(pixels)).to(memory_format=torch.channels_last)
            features[first : first + len(span)] = trunk(x).half().numpy()
    features.flush()
    np.save(masks_file, masks)
    return features, masks


class BoxTraining:
    """Learns on what the pretrained middle of the CNN makes of the kept trunk features.

    The middle is not the tuned one: what was tuned on shops sees things outside of shops less well
    (warehouse, recall@1 50.7 instead of 63.6 with the boxes of a head on the tuned middle).

    Binary cross entropy plus soft Dice (Milletari et al., "V-Net", 3DV 2016).
    """

    def __init__(self, tail: Tail, features: np.ndarray, masks: np.ndarray, seed: int) -> None:
        self._tail, self._features, self._masks = tail, features, masks
        torch.manual_seed(seed)
        self._rng = np.random.default_rng(seed)
        self.head = BoxHead(self._middle(np.arange(1)).shape[1])

    def _middle(self, rows: np.ndarray) -> Tensor:
        x = torch.from_numpy(self._features[rows].astype(np.float32))
        with torch.no_grad():
            return self._tail.to_middle(x.to(memory_format=torch.channels_last))

    def run(self, steps: int, batch: int, rate: float, writer: SummaryWriter) -> BoxHead:
        began = time.time()
        self.head.train().to(memory_format=torch.channels_last)
        optimiser = torch.optim.AdamW(self.head.parameters(), rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1)
        for step in range(1, steps + 1):
            loss = self._loss_of_batch(min(batch, len(self._features)))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
            writer.add_scalar("box/loss", loss.item(), step)
            if step % 50 == 0:
                print(
                    f"box {step}/{steps} {loss.item():.3f} {time.time() - began:.0f} s", flush=True
                )
        return self.head.eval()

    def _loss_of_batch(self, batch: int) -> Tensor:
        rows = np.sort(self._rng.choice(len(self._features), batch, replace=False))
        x, wanted = self._middle(rows), torch.from_numpy(self._masks[rows])
        if self._rng.random() < 0.5:
            x, wanted = x.flip(3), wanted.flip(2)
        return _loss(self.head(x), wanted)


def _loss(logits: Tensor, wanted: Tensor) -> Tensor:
    said = torch.sigmoid(logits)
    both = (said * wanted).sum((1, 2))
    dice = 1 - (2 * both + 1) / (said.sum((1, 2)) + wanted.sum((1, 2)) + 1)
    return F.binary_cross_entropy_with_logits(logits, wanted) + 0.5 * dice.mean()


def train_boxes(config: Config, work: Path) -> Path:
    """Write FOLDER/box.pt."""
    file = work / "box.pt"
    if file.exists():
        return file
    collection = read_collection(shared_folder(), config.sets)
    decoded = DecodedPhotos(collection, work / "cache")
    trunk, tail = cut(config.model.backbone, config.model.size, config.model.split)
    features, masks = build_examples(
        work / "box",
        collection,
        decoded,
        trunk.to(memory_format=torch.channels_last),
        config.preprocess,
        config.box.scenes,
        config.seed,
        config.augment,
    )
    training = BoxTraining(tail.to(memory_format=torch.channels_last), features, masks, config.seed)
    writer = SummaryWriter(str(work / "tensorboard" / "box"))
    head = training.run(config.box.steps, config.box.batch, config.box.rate, writer)
    torch.save(head.state_dict(), file)
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    torch.set_num_threads(config.threads)
    train_boxes(config, arguments.work)


if __name__ == "__main__":
    main()
