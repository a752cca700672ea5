import threading
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from zxingcpp import BarcodeFormat

from desktop_app.vision import barcodes
from desktop_app.vision.barcodes import find_barcodes
from tests.vision.picture_samples import Pixels

ELEMENT_STRING = "(01)04012345678901(17)270531(10)LOT123"
SYMBOLS = {
    "EAN13": (BarcodeFormat.EAN13, "4006381333931", "4006381333931", {}),
    "EAN8": (BarcodeFormat.EAN8, "96385074", "96385074", {}),
    "EAN13 of UPC-A": (BarcodeFormat.UPCA, "036000291452", "0036000291452", {}),
    "UPCE": (BarcodeFormat.UPCE, "01234565", "0012345000065", {}),
    "Code128": (BarcodeFormat.Code128, "SHELF-00042", "SHELF-00042", {}),
    "Code39": (BarcodeFormat.Code39, "SKU-1234", "SKU-1234", {}),
    "ITF": (BarcodeFormat.ITF, "00012345600012", "00012345600012", {}),
    "QRCode": (
        BarcodeFormat.QRCode,
        "https://id.gs1.org/01/0401",
        "https://id.gs1.org/01/0401",
        {},
    ),
    "DataMatrix": (BarcodeFormat.DataMatrix, "REF 7", "REF 7", {}),
    "GS1 Code128": (BarcodeFormat.Code128, ELEMENT_STRING, ELEMENT_STRING, {"gs1": True}),
    "GS1 DataMatrix": (BarcodeFormat.DataMatrix, ELEMENT_STRING, ELEMENT_STRING, {"gs1": True}),
    "GS1 QRCode": (BarcodeFormat.QRCode, ELEMENT_STRING, ELEMENT_STRING, {"gs1": True}),
    "GS1 DataBarExp": (BarcodeFormat.DataBarExp, ELEMENT_STRING, ELEMENT_STRING, {}),
}
LINEAR = ("EAN13", "Code128", "GS1 Code128", "ITF")


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be read must not hang on how busy the machine is."""
    monkeypatch.setattr(barcodes, "RETRY_BUDGET_S", 60.0)


def drawn(name: str, scale: int = 3) -> np.ndarray:
    kind, content, _, options = SYMBOLS[name]
    code = zxingcpp.create_barcode(content, kind, **options)
    return np.pad(
        np.array(code.to_image(scale=scale, add_quiet_zones=True)), 30, constant_values=255
    )


def photo_of(symbol: np.ndarray, angle: float = 0.0, size: tuple[int, int] = (900, 700)) -> Pixels:
    """The symbol on a spotted table, turned about the middle, a little blurred."""
    width, height = size
    chance = np.random.default_rng(5)
    spots = chance.integers(60, 190, (height // 20, width // 20), dtype=np.uint8)
    table = cv2.resize(spots, size, interpolation=cv2.INTER_CUBIC)
    rows, columns = symbol.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1)
    turn[:, 2] += (width / 2 - columns / 2, height / 2 - rows / 2)
    label = cv2.warpAffine(symbol, turn, size)
    mask = cv2.warpAffine(np.full_like(symbol, 255), turn, size)
    picture = cv2.GaussianBlur(np.where(mask > 127, label, table), (0, 0), 0.6)
    return cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_kind_of_symbol_is_read(name: str) -> None:
    [symbol] = find_barcodes(photo_of(drawn(name)))
    assert symbol.text == SYMBOLS[name][2]
    assert symbol.format == name.removesuffix(" of UPC-A")


@pytest.mark.parametrize("angle", range(0, 181, 15))
@pytest.mark.parametrize("name", LINEAR)
def test_bars_are_read_at_every_angle(name: str, angle: float) -> None:
    [symbol] = find_barcodes(photo_of(drawn(name), angle, (1000, 1000)))
    assert symbol.text == SYMBOLS[name][2]


@pytest.mark.parametrize("angle", [0, 45, 90, 112])
def test_the_box_holds_the_symbol(angle: float) -> None:
    [symbol] = find_barcodes(photo_of(drawn("EAN13"), angle))
    box = symbol.box
    assert box is not None
    assert abs(box.x + box.width / 2 - 450) < 30
    assert abs(box.y + box.height / 2 - 350) < 80
    assert max(box.width, box.height) > 150


def test_the_box_is_in_pixels_of_the_original() -> None:
    picture = photo_of(drawn("QRCode"))
    [near] = find_barcodes(picture)
    [far] = find_barcodes(picture, (2.0, 2.0), (100.0, 50.0))
    assert near.box is not None
    assert far.box is not None
    assert far.box.x == pytest.approx(near.box.x * 2 + 100, abs=2)
    assert far.box.y == pytest.approx(near.box.y * 2 + 50, abs=2)
    assert far.box.width == pytest.approx(near.box.width * 2, abs=3)


def test_small_modules_are_read_by_the_enlarged_pass() -> None:
    small = cv2.resize(drawn("GS1 Code128", 4), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    [symbol] = find_barcodes(photo_of(small))
    assert symbol.text == ELEMENT_STRING


def test_two_symbols_come_largest_first_and_each_once() -> None:
    one, other = photo_of(drawn("EAN13", 4)), photo_of(drawn("QRCode"))
    both = np.vstack([one, other, other])
    assert [symbol.text for symbol in find_barcodes(both)] == [
        SYMBOLS["EAN13"][2],
        SYMBOLS["QRCode"][2],
    ]


def test_a_picture_larger_than_the_search_is_searched_too() -> None:
    picture = photo_of(drawn("EAN13", 6), size=(3000, 2000))
    [symbol] = find_barcodes(picture)
    assert symbol.box is not None
    assert abs(symbol.box.x + symbol.box.width / 2 - 1500) < 60


@pytest.mark.parametrize("text", ["000123456000", "00012345600013", "123456"])
def test_a_part_of_an_itf_symbol_is_not_taken_for_a_whole_one(text: str) -> None:
    code = zxingcpp.create_barcode(text, BarcodeFormat.ITF)
    symbol = np.pad(np.array(code.to_image(scale=3, add_quiet_zones=True)), 30, constant_values=255)
    assert find_barcodes(photo_of(symbol)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 2)])
def test_tiny_pictures_have_no_symbols(size: tuple[int, int]) -> None:
    assert find_barcodes(np.zeros((*size, 3), np.uint8)) == ()


def test_the_search_ends_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(barcodes, "RETRY_BUDGET_S", -1.0)
    assert find_barcodes(photo_of(drawn("EAN13"), 45)) == ()
    assert len(find_barcodes(photo_of(drawn("EAN13"), 0))) == 1


def test_a_quick_look_makes_one_pass_only(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[object] = []
    monkeypatch.setattr(barcodes, "_read", lambda grey, how: passes.append(how) or [])
    blank = np.full((80, 80, 3), 255, np.uint8)
    assert barcodes.find_barcodes(blank, thorough=False) == ()
    assert len(passes) == 1
    assert barcodes.find_barcodes(blank) == ()
    assert len(passes) > 2


def test_the_first_pass_that_finds_something_counts_not_the_quickest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The passes run side by side; what is found must not hang on which of them ends first."""
    later_is_done = threading.Event()
    real = barcodes._read

    def read(grey: np.ndarray, how: Any) -> list[Any]:
        if not how.thorough and how.enlargement == 1:
            later_is_done.set()
            return real(grey, barcodes._Pass())[:1]
        if not how.thorough:
            later_is_done.wait(1)  # a single helper comes to the later passes only afterwards
            return real(grey, barcodes._Pass())[1:]
        return []

    both = np.vstack([photo_of(drawn("EAN13")), photo_of(drawn("QRCode"))])
    texts = {symbol.text for symbol in find_barcodes(both)}
    monkeypatch.setattr(barcodes, "_read", read)
    [symbol] = find_barcodes(both)
    grey = cv2.cvtColor(both, cv2.COLOR_RGB2GRAY)
    assert len(texts) == 2
    assert symbol.text == real(grey, barcodes._Pass())[1][0].text
