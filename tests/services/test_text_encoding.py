"""Encodings are told by evidence: right, or refused, never silently wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.text_encoding import find_encoding

CHINESE = (
    "sku,name,description\n"
    "A1,一次性使用输液器,带针，无菌包装\n"
    "A2,医用纱布块,十厘米，每包十片\n"
    "A3,生理盐水,五百毫升，冷藏保存\n"
    "A4,电动螺丝刀,充电式，含两块电池\n"
)
LATIN = "sku,name\nA1,Müller Größe\nA2,Käse für Öfen\nA3,Bügelsäge, geräuscharm\nA4,café crème\n"
CYRILLIC = "sku,name\nA1,молоток слесарный\nA2,отвертка крестовая\nA3,ключ гаечный\n"
GREEK = "sku,name\nA1,σφυρί βαρύ\nA2,κατσαβίδι μικρό\nA3,γάζα αποστειρωμένη\n"
KOREAN = "sku,name\nA1,일회용 주사기\nA2,거즈 붕대\nA3,전동 드라이버\nA4,생리 식염수\n"
JAPANESE = "sku,name\nA1,使い捨て注射器\nA2,ガーゼ包帯\nA3,電動ドライバー\nA4,生理食塩水\n"
TRADITIONAL = "sku,name\nA1,一次性使用輸液器\nA2,醫用紗布塊\nA3,生理鹽水\nA4,電動螺絲刀\n"


def _file(tmp_path: Path, data: bytes) -> Path:
    file = tmp_path / "list.csv"
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
    ],
)
def test_what_can_be_told_is_told(tmp_path: Path, written: str, name: str) -> None:
    file = _file(tmp_path, CHINESE.encode(written))
    found = find_encoding(file)
    assert found.name == name
    assert file.read_text(encoding=found.name) == CHINESE
    assert found.lines == CHINESE.count("\n")


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_are_read(tmp_path: Path, order: str) -> None:
    file = _file(tmp_path, ("\ufeff" + CHINESE).encode(order))
    assert file.read_text(encoding=find_encoding(file).name) == CHINESE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LATIN, "cp1252"),
        (LATIN.upper().replace("ß", "SS"), "cp1252"),
        (LATIN, "mac-roman"),
        ("sku,name\nA1,Žluťoučký kůň\nA2,příliš ďábelské ódy\n", "cp1250"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC.upper(), "cp1251"),
        (CYRILLIC, "koi8-r"),
        (CYRILLIC.upper(), "koi8-r"),
        (GREEK, "cp1253"),
        (GREEK.upper(), "cp1253"),
        ("sku,name\nA1,פטיש כבד\nA2,מברג קטן\n", "cp1255"),
        ("sku,name\nA1,مطرقة ثقيلة\nA2,مفك صغير\n", "cp1256"),
        ("sku,name\nA1,ค้อนหนัก\nA2,ไขควงเล็ก\n", "cp874"),
        (KOREAN, "euc-kr"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (TRADITIONAL, "big5"),
        (CHINESE, "utf-16-le"),
        (LATIN, "utf-16-le"),
    ],
)
def test_what_cannot_be_told_is_refused(tmp_path: Path, text: str, encoding: str) -> None:
    with pytest.raises(UserError) as caught:
        find_encoding(_file(tmp_path, text.encode(encoding)))
    assert caught.value.message.id is MessageId.IMPORT_ENCODING
    assert dict(caught.value.message.params)["encoding"] == "UTF-8"


@pytest.mark.parametrize("word", ["стол", "нож", "стол,пила", "молоток"])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_short_cyrillic_lists_are_not_taken_for_chinese(
    tmp_path: Path, word: str, encoding: str
) -> None:
    for text in (word, word.upper()):
        with pytest.raises(UserError):
            find_encoding(_file(tmp_path, f"sku,name\nA1,{text}\n".encode(encoding)))


@pytest.mark.parametrize(
    ("text", "chosen", "name"),
    [
        (LATIN, "cp1252", "cp1252"),
        (LATIN, "Windows-1252", "cp1252"),
        (CYRILLIC, "cp1251", "cp1251"),
        (KOREAN, "euc-kr", "euc_kr"),
        (TRADITIONAL, "big5", "big5"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "GB2312", "gb18030"),
        (CHINESE, "utf8", "utf-8-sig"),
    ],
)
def test_a_chosen_encoding_is_taken_at_its_word(
    tmp_path: Path, text: str, chosen: str, name: str
) -> None:
    file = _file(tmp_path, text.encode(chosen))
    found = find_encoding(file, chosen)
    assert found.name == name
    assert file.read_text(encoding=found.name) == text


def test_a_byte_order_mark_is_believed_more_than_a_choice(tmp_path: Path) -> None:
    assert find_encoding(_file(tmp_path, CHINESE.encode("utf-8-sig")), "cp1252").name == "utf-8-sig"


@pytest.mark.parametrize("chosen", ["utf-8", "ascii", "klingon", "rot13", "hex", ""])
def test_a_wrong_choice_is_refused(tmp_path: Path, chosen: str) -> None:
    with pytest.raises(UserError) as caught:
        find_encoding(_file(tmp_path, LATIN.encode("cp1252")), chosen)
    assert caught.value.message.id is MessageId.IMPORT_ENCODING


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"sku\x00,name\n", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UserError):
        find_encoding(_file(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "lines"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\r\nb", 2), (b"a\rb\r", 2)]
)
def test_lines_are_counted(tmp_path: Path, data: bytes, lines: int) -> None:
    assert find_encoding(_file(tmp_path, data)).lines == lines
