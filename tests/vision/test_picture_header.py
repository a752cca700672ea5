import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.vision.picture_header import (
    MAX_FILE_BYTES,
    PictureFormat,
    detect_format,
    read_header,
)
from tests.counted_work import counted_calls
from tests.vision import picture_samples as samples

MAGICS = [b"\xff\xd8\xff\xe0", samples.PNG_MAGIC, b"BM", b"GIF89a", b"II*\0", b"MM\0*", b"MM\0+"]
MAGICS += [b"RIFF\x40\0\0\0WEBPVP8X", b"RIFF\x40\0\0\0WEBPVP8 ", b"\0\0\0\x18ftypheic"]


def problem(data: bytes) -> MessageId:
    with pytest.raises(PhotoError) as caught:
        read_header(data, "shelf.jpg")
    assert ("name", "shelf.jpg") in caught.value.message.params
    return caught.value.message.id


@pytest.mark.parametrize("picture_format", samples.FORMATS)
def test_format_and_size_are_read(picture_format: str) -> None:
    header = read_header(samples.encode(picture_format, samples.scene(131, 77)), "a")
    assert header.format is PictureFormat(picture_format)
    assert (header.width, header.height) == (131, 77)
    assert header.orientation == 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("picture_format", samples.TURNABLE)
def test_orientation_is_read(picture_format: str, orientation: int) -> None:
    header = read_header(samples.encode(picture_format, samples.scene(), orientation), "a")
    assert header.orientation == orientation
    assert header.upright_size == ((96, 128) if orientation >= 5 else (128, 96))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
@pytest.mark.parametrize("picture_format", samples.TURNABLE)
def test_senseless_orientation_leaves_the_picture_as_stored(
    picture_format: str, orientation: int
) -> None:
    data = samples.encode(picture_format, samples.scene(), orientation)
    assert read_header(data, "a").orientation == 1


def test_orientation_behind_the_picture_data_of_a_png_counts() -> None:
    data = samples.encode("png", samples.scene())
    end = data.rindex(b"IEND") - 4
    late = data[:end] + samples.png_chunk(b"eXIf", samples.exif(6)) + data[end:]
    assert read_header(late, "a").orientation == 6


def test_damaged_exif_does_not_lose_the_photo() -> None:
    data = samples.jpeg_with_exif(samples.encode("jpeg", samples.scene()), b"MM\0*\xff\xff\xff\xff")
    assert read_header(data, "a").orientation == 1


def test_fill_bytes_between_jpeg_segments_are_passed_over() -> None:
    data = samples.encode("jpeg", samples.scene())
    assert read_header(data[:2] + b"\xff\xff\xff" + data[2:], "a").width == 128


def test_top_down_and_old_bmp_are_read() -> None:
    data = bytearray(samples.encode("bmp", samples.scene()))
    struct.pack_into("<i", data, 22, -96)
    assert read_header(bytes(data), "a").height == 96
    core = b"BM" + bytes(12) + struct.pack("<IHHHH", 12, 40, 30, 1, 24)
    assert read_header(core, "a").upright_size == (40, 30)


def test_big_tiff_is_read() -> None:
    entries = [struct.pack("<HHQQ", tag, 4, 1, value) for tag, value in ((256, 70), (257, 50))]
    data = struct.pack("<2sHHHQQ", b"II", 43, 8, 0, 16, 2) + b"".join(entries) + bytes(8)
    assert read_header(data, "a").upright_size == (70, 50)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", MessageId.PHOTO_EMPTY),
        (b"\0", MessageId.PHOTO_FORMAT),
        (b"%PDF-1.7 and so on", MessageId.PHOTO_FORMAT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", MessageId.PHOTO_FORMAT),
        (b"\0\0\0\x0cjP  \r\n\x87\n", MessageId.PHOTO_FORMAT),
        (b"P6\n2 2\n255\n" + bytes(12), MessageId.PHOTO_FORMAT),
        (b"RIFF\x24\0\0\0WAVEfmt ", MessageId.PHOTO_FORMAT),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", MessageId.PHOTO_FORMAT),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", MessageId.PHOTO_HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0heicmif1", MessageId.PHOTO_HEIC),
        (b"\xff\xd8\xff", MessageId.PHOTO_UNREADABLE),
        (b"\xff\xd8\xff\xd9", MessageId.PHOTO_UNREADABLE),
        (b"\xff\xd8\xff\xe0\0\0", MessageId.PHOTO_UNREADABLE),
        (samples.PNG_MAGIC, MessageId.PHOTO_UNREADABLE),
        (b"BM" + bytes(60), MessageId.PHOTO_UNREADABLE),
        (b"GIF89a\0\0\0\0", MessageId.PHOTO_UNREADABLE),
        (b"II*\0\xff\xff\xff\xff", MessageId.PHOTO_UNREADABLE),
        (b"RIFF\x04\0\0\0WEBP", MessageId.PHOTO_UNREADABLE),
    ],
)
def test_what_is_no_readable_picture_is_refused_with_its_reason(
    data: bytes, expected: MessageId
) -> None:
    assert problem(data) is expected


@pytest.mark.parametrize(
    ("width", "height"), [(20_001, 10), (10, 20_001), (7072, 7072), (2**31 - 1, 2**31 - 1)]
)
def test_a_bomb_is_refused_from_its_header(width: int, height: int) -> None:
    data = samples.png_claiming(width, height)
    tracemalloc.start()
    try:
        assert problem(data) is MessageId.PHOTO_TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a" + struct.pack("<HH", 65535, 65535),
        b"BM" + bytes(12) + struct.pack("<Iii", 40, 30_000, -30_000),
        b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 60_000, 60_000) + bytes(12),
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff\xff\x3f\xff\xff\x3f",
        samples.tiff(np.zeros((2, 30_001), np.uint8)),
    ],
)
def test_bombs_of_every_format_are_refused(data: bytes) -> None:
    assert problem(data) is MessageId.PHOTO_TOO_LARGE


def test_the_largest_allowed_picture_passes() -> None:
    assert read_header(samples.png_claiming(20_000, 2_500), "a").width == 20_000


def test_a_file_over_the_byte_limit_is_refused() -> None:
    data = samples.encode("jpeg", samples.scene()) + bytes(MAX_FILE_BYTES)
    assert problem(data) is MessageId.PHOTO_TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        samples.PNG_MAGIC + samples.png_chunk(b"IHDR", bytes(13)) + bytes(12) * 2_000_000,
        b"\xff\xd8" + b"\xff\xe0\0\x02" * 4_000_000,
        b"RIFF\0\0\0\0WEBP" + b"JUNK\0\0\0\0" * 2_000_000,
    ],
    ids=["png", "jpeg", "webp"],
)
def test_millions_of_parts_do_not_keep_the_reader_busy(data: bytes) -> None:
    with counted_calls() as calls:
        assert problem(data) is MessageId.PHOTO_UNREADABLE
    assert calls.n < 200_000


@given(st.sampled_from(MAGICS), st.binary(max_size=300))
def test_hostile_bytes_give_a_header_or_a_named_refusal(magic: bytes, rest: bytes) -> None:
    refused_or_sane(magic + rest)


def test_mutated_files_give_a_header_or_a_named_refusal() -> None:
    chance = np.random.default_rng(7)
    seeds = [samples.encode(name, samples.scene()) for name in samples.FORMATS]
    seeds += [samples.encode(name, samples.scene(), 6) for name in samples.TURNABLE]
    for number in range(5000):
        refused_or_sane(samples.mutated(seeds[number % len(seeds)], chance, within=120))


def refused_or_sane(data: bytes) -> None:
    try:
        header = read_header(data, "a")
    except PhotoError:
        return
    assert header.format is detect_format(data)
    assert 1 <= header.orientation <= 8
    assert 0 < header.width * header.height <= 50_000_000
