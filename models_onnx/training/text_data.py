"""Texts of every kind at hand, in English and Chinese, and the spoilt ones that people type."""

# ruff: noqa: E501  (a Chinese sign is two columns wide)

from __future__ import annotations

import csv
import html
import random
import re
from dataclasses import dataclass
from pathlib import Path

from datasets import Collection, ProductRecord

CODE_NAME = re.compile(r"^[a-z]{2}\d\d\b", re.IGNORECASE)  # article codes in place of a name
ZH_KINDS = {
    # Chinese for the kinds of the data sets whose names stand in no taxonomy row.
    "Adjustable spanner": "活动扳手", "Backsaw": "夹背锯", "Calipers": "卡尺", "Cutting pliers": "斜口钳",
    "Drill": "电钻", "Gas wrench": "管钳", "Hammer": "锤子", "Hand": "手", "Handsaw": "手锯",
    "Needle-nose pliers": "尖嘴钳", "Pliers": "钳子", "Ratchet": "棘轮扳手", "Screwdriver": "螺丝刀",
    "Tape measure": "卷尺", "Tape Measure": "卷尺", "Wrench": "扳手", "Blazer": "西装外套", "Blouse": "女式衬衫",
    "Dress": "连衣裙", "Hat": "帽子", "Hoodie": "连帽衫", "Longsleeve": "长袖衫", "Outwear": "外套",
    "Pants": "裤子", "Polo": "马球衫", "Shirt": "衬衫", "Shoes": "鞋", "Shorts": "短裤", "Skirt": "裙子",
    "T-Shirt": "T恤", "Top": "上衣", "Undershirt": "背心",
    "Apple": "苹果", "Avocado": "牛油果", "Banana": "香蕉", "Kiwi": "猕猴桃", "Lemon": "柠檬", "Lime": "青柠",
    "Mango": "芒果", "Melon": "甜瓜", "Nectarine": "油桃", "Orange": "橙子", "Papaya": "木瓜",
    "Passion-Fruit": "百香果", "Peach": "桃子", "Pear": "梨", "Pineapple": "菠萝", "Plum": "李子",
    "Pomegranate": "石榴", "Red-Grapefruit": "红西柚", "Satsumas": "蜜柑", "Juice": "果汁", "Milk": "牛奶",
    "Oatghurt": "燕麦酸奶", "Oat-Milk": "燕麦奶", "Sour-Cream": "酸奶油", "Sour-Milk": "酸牛奶",
    "Soyghurt": "大豆酸奶", "Soy-Milk": "豆奶", "Yoghurt": "酸奶", "Asparagus": "芦笋", "Aubergine": "茄子",
    "Cabbage": "卷心菜", "Carrots": "胡萝卜", "Cucumber": "黄瓜", "Garlic": "大蒜", "Ginger": "姜",
    "Leek": "韭葱", "Mushroom": "蘑菇", "Onion": "洋葱", "Pepper": "甜椒", "Potato": "土豆",
    "Red-Beet": "红甜菜", "Tomato": "番茄", "Zucchini": "西葫芦",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextPair:
    """One meaning in English and, where known, in Chinese."""

    en: str
    zh: str = ""


def taxonomy(shared: Path) -> list[TextPair]:
    with (shared / "data/text/product_taxonomy.csv").open(newline="", encoding="utf-8-sig") as file:
        return [TextPair(row["en"], row["zh"]) for row in csv.DictReader(file)]


def clean(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("•", " ").split())


def is_code(product: ProductRecord) -> bool:
    """The name is an article code: worth nothing as words."""
    return (
        product.data_set == "apparel"
        and bool(CODE_NAME.match(product.name))
        and not product.description
    )


def texts_of(product: ProductRecord) -> list[str]:
    """What a person might type for a product, or a catalogue say about it."""
    if is_code(product):
        return []
    name, category = clean(product.name), product.category.replace("-", " ")
    texts = [name]
    if product.data_set == "grocery":
        texts += [category, f"{name} {category}"]
        texts += [ZH_KINDS[product.category]] if product.category in ZH_KINDS else []
    if product.name in ZH_KINDS:
        texts.append(ZH_KINDS[product.name])
    if product.description:
        description = clean(product.description)
        texts += [description, f"{name}. {category}. {description}", description.split(". ")[0]]
    return texts


def pairs_of(collection: Collection) -> list[TextPair]:
    """Every product text as a meaning of its own, kinds with their Chinese."""
    pairs = {
        TextPair(t)
        for p in collection.products.values()
        if p.data_set != "warehouse"
        for t in texts_of(p)
    }
    pairs |= {TextPair(en.replace("-", " "), zh) for en, zh in ZH_KINDS.items()}
    return sorted(pairs, key=lambda p: (p.en, p.zh))


def spoil(text: str, rng: random.Random) -> str:
    """Dropped words, other order, slips of the fingers; Chinese only loses nothing or its order."""
    words = text.split()
    if len(words) > 2 and rng.random() < 0.3:
        words = [w for w in words if rng.random() > 0.25] or words
    if len(words) > 1 and rng.random() < 0.25:
        rng.shuffle(words)
    text = " ".join(words)
    if text.isascii() and rng.random() < 0.25:
        text = _slip(text, rng)
    return text


def _slip(text: str, rng: random.Random) -> str:
    if len(text) < 4:
        return text
    i = rng.randrange(1, len(text) - 1)
    kind = rng.random()
    if kind < 0.35:
        return text[:i] + text[i + 1 :]
    if kind < 0.7:
        return text[: i - 1] + text[i] + text[i - 1] + text[i + 1 :]
    return text[:i] + text[i] + text[i:]
