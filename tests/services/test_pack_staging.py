"""A pack from elsewhere is copied as its card says, or refused by name with nothing left behind."""

from __future__ import annotations

import os
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

import onnx
from onnx import TensorProto, helper

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.services import pack_staging
from desktop_app.services.pack_staging import stage_pack
from desktop_app.vision.model_pack import CARD_NAME, load_pack
from tests.small_packs import FACTS, converter, image_encoder, model, write_pack, write_pair


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def source(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "from-a-stick"
    copy.mkdir()
    for file in made.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def zipped(source: Path, top: str = "", **members: bytes) -> Path:
    file = source.with_name("pack.zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in sorted(source.iterdir()):
            archive.write(entry, f"{top}{entry.name}")
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def refused(source: Path, tmp_path: Path) -> ModelPackError:
    target = tmp_path / "target"
    with pytest.raises(ModelPackError) as caught:
        stage_pack(source, target)
    assert not target.exists(), "nothing is left behind"
    assert "{" not in str(caught.value), "every part of the message is filled in"
    return caught.value


@pytest.mark.parametrize("form", ["folder", "card", "zip", "zip with a folder"])
def test_a_pack_is_copied_from_every_form(source: Path, tmp_path: Path, form: str) -> None:
    given = {
        "folder": source,
        "card": source / CARD_NAME,
        "zip": zipped(source),
        "zip with a folder": zipped(source, "some-pack/"),
    }[form]
    pack = stage_pack(given, tmp_path / "target")
    assert load_pack(tmp_path / "target").fingerprint == pack.fingerprint
    assert {file.name for file in pack.folder.iterdir()} == {f.name for f in source.iterdir()}


def test_what_file_managers_leave_is_passed_over(source: Path, tmp_path: Path) -> None:
    (source / ".DS_Store").write_bytes(b"x")
    stage_pack(source, tmp_path / "one")
    packed = zipped(source, **{"__MACOSX/._image.onnx": b"x"})
    pack = stage_pack(packed, tmp_path / "two")
    assert not (pack.folder / ".DS_Store").exists()


def test_a_file_that_the_card_does_not_name_is_refused(source: Path, tmp_path: Path) -> None:
    (source / "plugin.so").write_bytes(b"x")
    for given in (source, zipped(source)):
        error = refused(given, tmp_path)
        assert error.message.id is MessageId.PACK_UNNAMED_FILE
        assert "plugin.so" in str(error)


def test_a_folder_within_is_refused(source: Path, tmp_path: Path) -> None:
    (source / "more").mkdir()
    assert refused(source, tmp_path).message.id is MessageId.PACK_UNNAMED_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", ["image.onnx", CARD_NAME])
def test_a_link_is_not_followed(source: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes((source / name).read_bytes())
    (source / name).unlink()
    (source / name).symlink_to(secret)
    assert refused(source, tmp_path).message.id is MessageId.PACK_UNSAFE_NAME


@pytest.mark.parametrize(
    "name",
    [
        "../evil.onnx",
        "/tmp/evil.onnx",  # noqa: S108
        "a/b/evil.onnx",
        "..\\evil.onnx",
        "C:\\evil.onnx",
        "C:evil.onnx",
        "pack/../../evil.onnx",
    ],
)
def test_a_zip_that_leads_out_is_refused(source: Path, tmp_path: Path, name: str) -> None:
    error = refused(zipped(source, **{name: b"x"}), tmp_path)
    assert error.message.id is MessageId.PACK_UNSAFE_NAME
    assert not (tmp_path / "evil.onnx").exists()


def test_a_link_in_a_zip_is_refused(source: Path, tmp_path: Path) -> None:
    file = zipped(source)
    info = zipfile.ZipInfo("link.onnx")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    assert refused(file, tmp_path).message.id is MessageId.PACK_UNSAFE_NAME


def test_a_bomb_is_refused_before_it_is_unpacked(source: Path, tmp_path: Path) -> None:
    file = zipped(source, **{"bomb.onnx": b"\0" * 50_000_000})
    error = refused(file, tmp_path)
    assert error.message.id is MessageId.PACK_ZIP
    assert "bomb.onnx" in str(error)


def test_a_zip_with_a_name_twice_is_refused(source: Path, tmp_path: Path) -> None:
    file = zipped(source)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("image.onnx", b"another")
    assert "twice" in str(refused(file, tmp_path))


def test_a_zip_with_very_many_files_is_refused(source: Path, tmp_path: Path) -> None:
    members = {f"{number}.onnx": b"" for number in range(pack_staging.MOST_MEMBERS)}
    assert refused(zipped(source, **members), tmp_path).message.id is MessageId.PACK_ZIP


@pytest.mark.parametrize("cut", [30, 2000])
def test_a_damaged_zip_is_refused(source: Path, tmp_path: Path, cut: int) -> None:
    file = zipped(source)
    data = bytearray(file.read_bytes())
    data[200 : 200 + cut] = os.urandom(cut)
    file.write_bytes(bytes(data))
    refused(file, tmp_path)


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hello")
    (tmp_path / "empty").mkdir()
    for given in (tmp_path / "text.txt", tmp_path / "empty", tmp_path / "absent"):
        assert refused(given, tmp_path).message.id is MessageId.PACK_NOT_FOUND


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx", "merges.txt"])
@pytest.mark.parametrize("harm", ["flip", "cut", "longer", "missing"])
def test_a_file_that_is_not_as_the_card_says_is_refused(
    source: Path, tmp_path: Path, name: str, harm: str
) -> None:
    file = source / name
    data = bytearray(file.read_bytes())
    if harm == "missing":
        file.unlink()
    else:
        data[len(data) // 2] ^= 1 if harm == "flip" else 0
        changed = {"flip": data, "cut": data[:-1], "longer": data + b"x"}[harm]
        file.write_bytes(bytes(changed))
    for given in (source, zipped(source)):
        assert name in str(refused(given, tmp_path))


def edited(source: Path, old: str, new: str) -> None:
    text = (source / CARD_NAME).read_text(encoding="utf-8")
    assert old in text
    (source / CARD_NAME).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "small-pair"', 'name = "../small"', MessageId.PACK_UNSAFE_NAME),
        ('name = "small-pair"', 'name = ""', MessageId.PACK_UNSAFE_NAME),
        ('path = "image.onnx"', 'path = "sub/image.onnx"', MessageId.PACK_UNSAFE_NAME),
        ('path = "image.onnx"', 'path = "text.onnx"', MessageId.PACK_UNSAFE_NAME),
        ('path = "image.onnx"', 'path = "image.ort"', MessageId.PACK_UNSAFE_NAME),
        ('path = "merges.txt"', 'path = "Model.toml"', MessageId.PACK_UNSAFE_NAME),
        ('path = "image.onnx"', 'path = "/etc/passwd"', MessageId.MODEL_DAMAGED),
        ("format = 2", "format = 3", MessageId.MODEL_UNUSABLE),
        ("dim = 24", "dim = ", MessageId.MODEL_DAMAGED),
    ],
)
def test_a_card_that_lies_is_refused(
    source: Path, tmp_path: Path, old: str, new: str, told: MessageId
) -> None:
    edited(source, old, new)
    assert refused(source, tmp_path).message.id is told


def test_a_pack_beyond_all_measure_is_refused_by_its_card(source: Path, tmp_path: Path) -> None:
    size = (source / "image.onnx").stat().st_size
    edited(source, f"bytes = {size}", "bytes = 9999999999")
    assert refused(source, tmp_path).message.id is MessageId.PACK_TOO_LARGE


def test_a_card_beyond_all_measure_is_refused(source: Path, tmp_path: Path) -> None:
    with (source / CARD_NAME).open("ab") as card:
        card.write(b"# " + b"x" * pack_staging.CARD_BYTES)
    assert refused(source, tmp_path).message.id is MessageId.PACK_TOO_LARGE


def test_a_full_disk_is_told_before_anything_is_copied(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_staging, "ROOM_BYTES", 2**60)
    assert refused(source, tmp_path).message.id is MessageId.PACK_NO_ROOM


def own_operator() -> onnx.ModelProto:
    encoder = image_encoder()
    encoder.graph.node[0].domain = "my.own"
    encoder.opset_import.append(helper.make_opsetid("my.own", 1))
    return encoder


def hidden_operator() -> onnx.ModelProto:
    encoder = image_encoder()
    value = helper.make_tensor_value_info("v", TensorProto.FLOAT, [1])
    within = helper.make_graph(
        [helper.make_node("Evil", [], ["v"], domain="x.y")], "w", [], [value]
    )
    encoder.graph.node.append(
        helper.make_node("If", ["c"], ["o"], then_branch=within, else_branch=within)
    )
    return encoder


def outside_weights() -> onnx.ModelProto:
    encoder = image_encoder()
    weights = encoder.graph.initializer[0]
    weights.ClearField("raw_data")
    weights.data_location = TensorProto.EXTERNAL
    weights.external_data.add(key="location", value="../../secret.bin")
    return encoder


@pytest.mark.parametrize(
    ("encoder", "told"),
    [
        (own_operator, MessageId.PACK_OPERATORS),
        (hidden_operator, MessageId.PACK_OPERATORS),
        (outside_weights, MessageId.PACK_OUTSIDE_FILE),
        (lambda: model([], [], []), MessageId.PACK_NETWORK_UNREADABLE),
    ],
)
def test_a_network_that_asks_for_more_is_refused_before_it_is_run(
    source: Path, tmp_path: Path, encoder: Callable[[], onnx.ModelProto], told: MessageId
) -> None:
    before = (source / "image.onnx").read_bytes()
    (source / "image.onnx").write_bytes(encoder().SerializeToString())
    after = (source / "image.onnx").read_bytes()
    _promise(source, before, after)
    assert refused(source, tmp_path).message.id is told


def _promise(source: Path, before: bytes, after: bytes) -> None:
    """Make the card say what the file is now."""
    import hashlib

    edited(source, hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest())
    edited(source, f"bytes = {len(before)}\n", f"bytes = {len(after)}\n")


def test_weights_beside_the_network_are_copied_when_the_card_names_them(tmp_path: Path) -> None:
    image, text, merges = write_pair(tmp_path / "pair")
    onnx.save(
        image_encoder(), image, save_as_external_data=True, location="w.data", size_threshold=0
    )
    converter().convert(FACTS, image, text, merges, tmp_path / "pack")
    pack = stage_pack(tmp_path / "pack", tmp_path / "target")
    assert (pack.folder / "w.data").exists()


def test_a_folder_without_card_is_no_pack_whatever_else_is_in_it(
    source: Path, tmp_path: Path
) -> None:
    (source / CARD_NAME).unlink()
    (source / "holiday").mkdir()
    for given in (source, zipped(source, "photos/", **{"a/b/c/stray.txt": b"x"})):
        error = refused(given, tmp_path)
        assert error.message.id is MessageId.PACK_NOT_FOUND
        assert CARD_NAME in str(error)
