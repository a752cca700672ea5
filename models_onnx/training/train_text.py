"""Train the text side, then the fusion, against a finished image side.

usage: python train_text.py CONFIG --work FOLDER

The text side learns four things at once: to call alike what the sentence model calls alike
(English), that a Chinese name means what its English row means, to land beside the photos of its
product, and that a slip of the finger changes nothing. The fusion learns to find other photos of
the product from one spoilt photo and some words.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from backbone import Tail
from config import Config, read_config
from datasets import Collection, shared_folder
from losses import alike, pull, same_product
from model import Fusion, ImageHead, TextSide
from teacher import Teacher, letter_opinions, teacher_folder
from text_data import TextPair, pairs_of, spoil, taxonomy, texts_of
from tokens import train_tokenizer
from torch import Tensor
from torch.nn import functional as F
from torch.utils.tensorboard import SummaryWriter
from train_image import BY_PHOTO, load_mixed, prepare
from views import ViewCache

from desktop_app.vision.tokenizer import Tokenizer

GRIDS_KEPT = 11000  # views whose grids are kept in memory (float16) while the fusion learns


@dataclass(frozen=True, slots=True)
class PhotoBank:
    """Embeddings and grids of cached views under the finished image side; `key` is the product."""

    row: np.ndarray
    photo: np.ndarray
    plain: np.ndarray
    embedding: Tensor
    grid: Tensor


def build_bank(cache: ViewCache, tail: Tail, head: ImageHead, seed: int) -> PhotoBank:
    plain, made_up = np.flatnonzero(cache.plain), np.flatnonzero(~cache.plain)
    rng = np.random.default_rng(seed)
    kept = rng.permutation(made_up)[: max(0, GRIDS_KEPT - len(plain))]
    rows = np.sort(np.concatenate([plain, kept]))
    embeddings, grids = [], []
    with torch.inference_mode():
        for k in range(0, len(rows), 64):
            x = torch.from_numpy(cache.features[rows[k : k + 64]]).float()
            embedding, grid = head(tail(x.to(memory_format=torch.channels_last)))
            embeddings.append(embedding)
            grids.append(F.normalize(grid, dim=2).half())  # the fusion normalises them anyway
    return PhotoBank(
        rows,
        cache.photo[rows],
        cache.plain[rows],
        torch.cat(embeddings).clone(),
        torch.cat(grids).clone(),
    )


class Words:
    """Texts of each product and of the taxonomy, with the sentence model's opinion of them."""

    def __init__(self, config: Config, collection: Collection, work: Path) -> None:
        self.pairs = taxonomy(shared_folder()) + pairs_of(collection)
        self.of = {
            key: texts_of(p) for key, p in collection.products.items() if p.data_set != "warehouse"
        }
        texts = [t for p in self.pairs for t in (p.en, p.zh) if t]
        file = work / "tokenizer.model"
        model = config.model
        if file.exists():
            self.tokenizer = Tokenizer(file, model.max_tokens)
        else:
            self.tokenizer = train_tokenizer(texts, model.vocabulary, file, model.max_tokens)
        self.teacher = self._opinions(work / "teacher.npy", config.text.teacher)
        self.with_zh = np.flatnonzero([bool(p.zh) for p in self.pairs])

    def _opinions(self, file: Path, teacher: str) -> Tensor:
        texts = [p.en for p in self.pairs]
        if not file.exists() and teacher == "letters":
            np.save(file, letter_opinions(texts))
        if not file.exists():
            np.save(file, Teacher(teacher_folder()).embed(texts))
        return torch.from_numpy(np.load(file))

    def tensors(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        ids, mask = self.tokenizer.encode_batch(texts)
        longest = max(int(mask.sum(1).max()), 1)
        return torch.from_numpy(ids[:, :longest]), torch.from_numpy(mask[:, :longest])


def train_text(
    config: Config, collection: Collection, words: Words, bank: PhotoBank, writer: SummaryWriter
) -> TextSide:
    torch.manual_seed(config.seed)
    rng, numbers = random.Random(config.seed), np.random.default_rng(config.seed)
    side = TextSide(config.model).train()
    repeat = torch.nn.Linear(config.model.dim, words.teacher.shape[1])  # not shipped
    learned = [*side.parameters(), *repeat.parameters()]
    optimiser = torch.optim.AdamW(learned, lr=config.text.rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, config.text.rate, total_steps=config.text.steps, pct_start=0.1
    )
    named = _named(collection, words, bank)
    for step in range(1, config.text.steps + 1):
        chosen = numbers.choice(len(words.pairs), config.text.batch)
        said, _ = side(*words.tensors([spoil(_either(words.pairs[i], rng), rng) for i in chosen]))
        opinion = words.teacher[torch.from_numpy(chosen)]
        like = alike(said, opinion, 0.05) + 4 * pull(F.normalize(repeat(said), dim=1), opinion)
        bilingual = numbers.choice(words.with_zh, config.text.batch)
        en, _ = side(*words.tensors([spoil(words.pairs[i].en, rng) for i in bilingual]))
        zh, _ = side(*words.tensors([words.pairs[i].zh for i in bilingual]))
        across = same_product(en, zh, torch.from_numpy(bilingual), config.text.temperature)
        rows = numbers.choice(named, config.text.batch)
        products = [collection.photos[bank.photo[r]].product for r in rows]
        text, _ = side(*words.tensors([spoil(rng.choice(words.of[p]), rng) for p in products]))
        number = torch.from_numpy(np.unique(products, return_inverse=True)[1])
        seen = same_product(
            text, bank.embedding[torch.from_numpy(rows)], number, config.text.temperature
        )
        loss = like + across + seen
        _step(loss, side, optimiser, schedule)
        if step % 50 == 0:
            for name, value in (("alike", like), ("languages", across), ("photos", seen)):
                writer.add_scalar(f"text/{name}", float(value.detach()), step)
            print(
                f"text {step}/{config.text.steps} {like:.3f} {across:.3f} photos {seen:.3f}",
                flush=True,
            )
    return side.eval()


def _either(pair: TextPair, rng: random.Random) -> str:
    return pair.zh if pair.zh and rng.random() < 0.5 else pair.en


def _named(collection: Collection, words: Words, bank: PhotoBank) -> np.ndarray:
    """Rows of the bank whose product has words."""
    return np.array(
        [r for r, i in enumerate(bank.photo) if words.of.get(collection.photos[i].product)]
    )


def _step(
    loss: Tensor, module: torch.nn.Module, optimiser: torch.optim.Optimizer, schedule
) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
    optimiser.step()
    schedule.step()


def train_fusion(
    config: Config,
    collection: Collection,
    words: Words,
    bank: PhotoBank,
    text_side: TextSide,
    writer: SummaryWriter,
) -> Fusion:
    """Query = one view and some words; answers = every clean photo and the text of its product."""
    torch.manual_seed(config.seed)
    rng, numbers = random.Random(config.seed), np.random.default_rng(config.seed)
    fusion = Fusion(config.model).train()
    run = config.text
    optimiser = torch.optim.AdamW(fusion.parameters(), lr=run.fusion_rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, run.fusion_rate, total_steps=run.fusion_steps, pct_start=0.1
    )
    gallery = np.flatnonzero(bank.plain)
    answers = bank.embedding[torch.from_numpy(gallery)]
    key = _keys(collection, bank)
    gallery_key, gallery_photo = (
        torch.from_numpy(key[gallery]),
        torch.from_numpy(bank.photo[gallery]),
    )
    named = _named(collection, words, bank)
    weight = _by_set(collection, bank, named)
    for step in range(1, run.fusion_steps + 1):
        rows = numbers.choice(named, run.batch // 2, p=weight)
        said = [_typed(collection, words, bank.photo[r], rng) for r in rows]
        query = _fused(fusion, text_side, words, bank, rows, said)
        loss = _find(
            query,
            answers,
            torch.from_numpy(key[rows]),
            torch.from_numpy(bank.photo[rows]),
            gallery_key,
            gallery_photo,
        )
        stay = (1 - (query * bank.embedding[torch.from_numpy(rows)]).sum(1)).mean()
        _step(loss + 0.5 * stay, fusion, optimiser, schedule)
        if step % 25 == 0:
            writer.add_scalar("fusion/find", float(loss.detach()), step)
            print(f"fusion {step}/{run.fusion_steps} find {loss:.3f} stay {stay:.3f}", flush=True)
    return fusion.eval()


def _typed(collection: Collection, words: Words, photo: int, rng: random.Random) -> str:
    return spoil(rng.choice(words.of[collection.photos[photo].product]), rng)


def _fused(
    fusion: Fusion,
    text_side: TextSide,
    words: Words,
    bank: PhotoBank,
    rows: np.ndarray,
    said: list[str],
) -> Tensor:
    ids, mask = words.tokenizer.encode_batch(said)
    with torch.no_grad():
        text, tokens = text_side(torch.from_numpy(ids), torch.from_numpy(mask))
    at = torch.from_numpy(rows)
    photo, grid = bank.embedding[at], bank.grid[at].float()
    return fusion(
        _as_grid(grid, fusion),
        tokens,
        torch.ones(len(rows), 1),
        torch.from_numpy(mask),
        photo,
        text,
    )


def _as_grid(grid: Tensor, fusion: Fusion) -> Tensor:
    """The grid of the training size brought to the grid of the shipped size."""
    n, cells, dim = grid.shape
    wanted, side = round(fusion.places.shape[1] ** 0.5), round(cells**0.5)
    if wanted == side:
        return grid
    square = grid.transpose(1, 2).reshape(n, dim, side, side)
    square = F.interpolate(square, (wanted, wanted), mode="bilinear", align_corners=False)
    return square.flatten(2).transpose(1, 2)


def _keys(collection: Collection, bank: PhotoBank) -> np.ndarray:
    """One number a product; photos of a kind count as products of their own."""
    names = [
        str(p.path) if p.data_set in BY_PHOTO else p.product
        for p in (collection.photos[i] for i in bank.photo)
    ]
    return np.unique(names, return_inverse=True)[1]


def _by_set(collection: Collection, bank: PhotoBank, named: np.ndarray) -> np.ndarray:
    sets = np.array([collection.photos[bank.photo[r]].data_set for r in named])
    names, counts = np.unique(sets, return_counts=True)
    share = dict(zip(names, 1 / np.sqrt(counts), strict=True))
    weight = np.array([share[s] for s in sets])
    return weight / weight.sum()


def _find(
    query: Tensor,
    answers: Tensor,
    key: Tensor,
    photo: Tensor,
    gallery_key: Tensor,
    gallery_photo: Tensor,
) -> Tensor:
    """Softmax over the gallery; the query's own photo is left out where its product has others."""
    same = key[:, None] == gallery_key[None]
    own = photo[:, None] == gallery_photo[None]
    others = (same & ~own).any(dim=1, keepdim=True)
    logits = (query @ answers.T / 0.05).masked_fill(own & others, -1e4)
    good = same & ~(own & others)
    return (torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(~good, -1e4), 1)).mean()


def _kept(file: Path, build: Callable[[], PhotoBank]) -> PhotoBank:
    """The bank of an earlier run with the same image side, or a new one."""
    if not file.exists():
        torch.save(asdict(build()), file)
    return PhotoBank(**torch.load(file, weights_only=False))


def train_words(config: Config, work: Path, image_file: Path, share: float) -> Path:
    torch.set_num_threads(config.threads)
    collection, _, cache = prepare(config, work)
    state = torch.load(image_file, weights_only=False)
    tail, head = load_mixed(config, state, share, config.image.train_size)
    bank = _kept(work / f"bank-{share}.pt", lambda: build_bank(cache, tail, head, config.seed))
    words = Words(config, collection, work)
    writer = SummaryWriter(str(work / "tensorboard" / "text"))
    text_side = train_text(config, collection, words, bank, writer)
    fusion = train_fusion(config, collection, words, bank, text_side, writer)
    file = work / "words.pt"
    torch.save({"text": text_side.state_dict(), "fusion": fusion.state_dict()}, file)
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tag", default="base")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    image = arguments.work / f"image-{arguments.tag}.pt"
    train_words(config, arguments.work, image, config.image.keep_pretrained)


if __name__ == "__main__":
    main()
