"""The committed demo catalogue: its pictures, its numbers, its families."""

import csv
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
MAX_BYTES = 12 * 1024 * 1024
MIN_SIDE = 260  # what the model looks at


def read(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def products() -> list[dict[str, str]]:
    return read("catalogue.csv")


@pytest.fixture(scope="module")
def queries() -> list[dict[str, str]]:
    return read("queries.csv")


@pytest.fixture(scope="module")
def query_photos(queries: list[dict[str, str]]) -> dict[str, str]:
    return {row["photo"]: row["sku"] for row in queries}


def photos_of(product: dict[str, str]) -> list[str]:
    return product["photos"].split(";")


def family_of(sku: str) -> str:
    return sku.rsplit("-", 1)[0]


def check_digit(body: str) -> int:
    odd = sum(int(d) for d in body[::-1][0::2])
    even = sum(int(d) for d in body[::-1][1::2])
    return (10 - (3 * odd + even) % 10) % 10


def test_there_are_at_least_120_products_in_8_categories(products: list[dict[str, str]]) -> None:
    assert len(products) >= 120
    assert len({p["sku"] for p in products}) == len(products)
    per_category = Counter(p["category"] for p in products)
    assert len(per_category) >= 8
    assert min(per_category.values()) >= 8


def test_every_product_has_two_or_three_photos_of_its_own(products: list[dict[str, str]]) -> None:
    assert all(2 <= len(photos_of(p)) <= 3 for p in products)
    every = [photo for p in products for photo in photos_of(p)]
    assert len(every) == len(set(every))


def test_every_record_is_complete(products: list[dict[str, str]]) -> None:
    for p in products:
        assert all(value for value in p.values()), p["sku"]
        assert float(p["price"]) > 0
        assert int(p["stock"]) >= 0
        assert int(p["minimum_stock"]) > 0
        assert p["currency"] == "EUR"


def test_names_and_descriptions_are_english_and_chinese(products: list[dict[str, str]]) -> None:
    def chinese(text: str) -> bool:
        return any("\u4e00" <= c <= "\u9fff" for c in text)

    for p in products:
        assert p["name"][0].isascii(), p["name"]
        assert chinese(p["name"]), p["name"]
        assert chinese(p["name_zh"]), p["sku"]
        assert p["name"].endswith(p["name_zh"])
        assert chinese(p["description"]), p["sku"]


def test_some_stock_is_gone_and_some_is_low(products: list[dict[str, str]]) -> None:
    assert sum(p["stock"] == "0" for p in products) >= 5
    assert sum(0 < int(p["stock"]) < int(p["minimum_stock"]) for p in products) >= 5


def test_gtins_are_valid_unique_and_belong_to_no_company(products: list[dict[str, str]]) -> None:
    codes = [code for p in products for code in p["barcode"].split(";")]
    assert len(codes) == len(set(codes))
    for p in products:
        gtin = p["barcode"].split(";")[0]
        assert gtin.isdigit()
        assert len(gtin) in (12, 13)
        assert int(gtin[-1]) == check_digit(gtin[:-1])
        assert gtin.zfill(13)[:3] in {
            *map(str, range(200, 300)),
            *(f"{n:03d}" for n in range(40, 50)),
        }


def test_some_products_have_two_codes(products: list[dict[str, str]]) -> None:
    assert sum(";" in p["barcode"] for p in products) >= 10


def test_look_alike_families_exist_in_every_category(products: list[dict[str, str]]) -> None:
    families = Counter((p["category"], family_of(p["sku"])) for p in products)
    sisters = [category for (category, _), count in families.items() if count >= 2]
    assert len(sisters) >= 30
    assert set(sisters) == {p["category"] for p in products}


def test_every_look_alike_family_is_queried(
    products: list[dict[str, str]], query_photos: dict[str, str]
) -> None:
    families = Counter(family_of(p["sku"]) for p in products)
    asked = {family_of(sku) for sku in query_photos.values() if sku}
    assert {name for name, count in families.items() if count >= 2} <= asked


def test_there_are_enough_queries_and_strangers(query_photos: dict[str, str]) -> None:
    assert sum(bool(sku) for sku in query_photos.values()) >= 88
    assert sum(not sku for sku in query_photos.values()) >= 12


def test_queries_ask_for_products_that_exist(
    products: list[dict[str, str]], queries: list[dict[str, str]]
) -> None:
    assert {row["sku"] for row in queries} <= {p["sku"] for p in products} | {""}
    assert any(row["text"] for row in queries)
    assert all(row["sku"] for row in queries if row["text"])


def test_no_picture_is_both_in_the_catalogue_and_a_query(
    products: list[dict[str, str]], query_photos: dict[str, str]
) -> None:
    digests = {(DEMO / photo).read_bytes() for p in products for photo in photos_of(p)}
    assert len(digests) == sum(len(photos_of(p)) for p in products)
    assert not any((DEMO / photo).read_bytes() in digests for photo in query_photos)


def test_every_picture_decodes_and_shows_something(
    products: list[dict[str, str]], query_photos: dict[str, str]
) -> None:
    for name in [*(photo for p in products for photo in photos_of(p)), *query_photos]:
        data = np.frombuffer((DEMO / name).read_bytes(), dtype=np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
        assert picture is not None, name
        assert min(picture.shape[:2]) >= MIN_SIDE, name
        assert picture.std() > 4, name


def test_no_picture_lies_there_unused(
    products: list[dict[str, str]], query_photos: dict[str, str]
) -> None:
    used = {photo for p in products for photo in photos_of(p)} | set(query_photos)
    there = {p.relative_to(DEMO).as_posix() for p in DEMO.rglob("*.jpg")}
    assert there == used


def test_pictures_weigh_at_most_12_megabytes() -> None:
    assert sum(p.stat().st_size for p in DEMO.rglob("*.jpg")) <= MAX_BYTES


def test_everything_is_said_to_be_synthetic(products: list[dict[str, str]]) -> None:
    assert {p["note"] for p in products} == {"synthetic picture"}
    assert "synthetic" in (DEMO / "README.md").read_text(encoding="utf-8")


def test_the_committed_tables_are_what_the_generator_writes(
    monkeypatch: pytest.MonkeyPatch, products: list[dict[str, str]], queries: list[dict[str, str]]
) -> None:
    monkeypatch.syspath_prepend(str(DEMO))
    from generator import tables

    assert list(tables.catalogue_rows()) == products
    assert list(tables.query_rows()) == queries
