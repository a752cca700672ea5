from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.vision.copies import make_copies
from desktop_app.vision.decode import (
    KEEP_SIDE,
    WORKING_SIDE,
    crop,
    decode_picture,
    embedding_view,
    reduction,
    working_pixels,
)
from tests.vision import picture_samples as samples

TOLERANCE = {"jpeg": 3.0, "gif": 30.0}
DATA = Path(__file__).parent / "data"
CMYK = DATA / "cmyk.jpg"


def mean_difference(one: samples.Pixels, other: samples.Pixels) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("picture_format", samples.FORMATS)
def test_every_format_gives_the_same_pixels(picture_format: str) -> None:
    scene = samples.scene()
    picture = decode_picture(samples.encode(picture_format, scene), "a")
    assert (picture.width, picture.height) == (128, 96)
    assert mean_difference(picture.pixels, scene) <= TOLERANCE.get(picture_format, 0.0)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("picture_format", samples.TURNABLE)
def test_pictures_come_out_upright(picture_format: str, orientation: int) -> None:
    scene = samples.scene()
    data = samples.encode(picture_format, samples.stored_for(scene, orientation), orientation)
    picture = decode_picture(data, "a")
    assert (picture.width, picture.height) == (128, 96)
    assert mean_difference(picture.pixels, scene) <= TOLERANCE.get(picture_format, 0.0)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_grey_tiff_comes_out_upright(depth: type, orientation: int) -> None:
    grey = samples.scene()[..., 1]
    stored = samples.stored_for(grey[..., None], orientation)[..., 0].astype(depth)
    data = samples.tiff(stored * (257 if depth is np.uint16 else 1), orientation)
    expected = np.repeat(grey[..., None], 3, axis=2)
    assert mean_difference(decode_picture(data, "a").pixels, expected) == 0


def test_transparent_parts_become_white() -> None:
    bgra = np.zeros((300, 40, 4), np.uint8)
    bgra[...] = (255, 0, 255, 0)
    bgra[:100] = (255, 0, 255, 255)
    bgra[100:200] = (0, 0, 0, 127)
    data = cv2.imencode(".png", bgra)[1].tobytes()
    pixels = decode_picture(data, "a").pixels
    assert (pixels[:100] == (255, 0, 255)).all()
    assert (pixels[100:200] == 128).all()
    assert (pixels[200:] == 255).all()


def test_transparent_webp_becomes_white() -> None:
    bgra = np.zeros((40, 40, 4), np.uint8)
    bgra[:20, :, 3] = 255
    data = cv2.imencode(".webp", bgra, [cv2.IMWRITE_WEBP_QUALITY, 101])[1].tobytes()
    pixels = decode_picture(data, "a").pixels
    assert (pixels[:20] == 0).all()
    assert (pixels[20:] == 255).all()


def test_alpha_that_hides_everything_is_no_alpha() -> None:
    bgra = np.dstack([samples.scene()[..., ::-1], np.zeros((96, 128), np.uint8)])
    data = cv2.imencode(".bmp", bgra)[1].tobytes()
    assert mean_difference(decode_picture(data, "a").pixels, samples.scene()) == 0


def test_sixteen_bits_are_scaled_and_not_cut_off() -> None:
    wide = (np.arange(256, dtype=np.uint16) * 257).reshape(1, 256)
    data = cv2.imencode(".png", np.repeat(wide, 4, axis=0))[1].tobytes()
    assert (decode_picture(data, "a").pixels[0, :, 0] == np.arange(256)).all()


def test_grey_and_palette_become_rgb() -> None:
    grey = cv2.imencode(".jpg", samples.scene()[..., 0])[1].tobytes()
    assert decode_picture(grey, "a").pixels.shape == (96, 128, 3)
    palette = decode_picture(samples.palette_png(samples.scene()), "a").pixels
    assert mean_difference(palette, samples.scene()) == 0


@pytest.mark.parametrize("file", ["grey.jpg", "colour.jpg", "cmyk.jpg"])
def test_red_comes_first_to_the_last_bit(file: str) -> None:
    """The decoder is asked for this order; it has to be the same as swapped afterwards."""
    scene = samples.scene()
    made = {"grey.jpg": scene[..., 0], "colour.jpg": scene[..., ::-1]}
    data = cv2.imencode(".jpg", made[file])[1].tobytes() if file in made else CMYK.read_bytes()
    swapped = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
    assert np.array_equal(decode_picture(data, file).pixels, swapped)


def test_cmyk_jpeg_has_about_the_right_colours() -> None:
    picture = decode_picture(CMYK.read_bytes(), "a")
    assert mean_difference(picture.pixels, samples.scene()) < 20


def test_cmyk_tiff_has_about_the_right_colours() -> None:
    cmyk = np.dstack([255 - samples.scene(), np.zeros((96, 128), np.uint8)])
    picture = decode_picture(samples.tiff(cmyk, photometric=5), "a")
    assert mean_difference(picture.pixels, samples.scene()) < 20


def test_animation_chunks_never_reach_the_decoder() -> None:
    data = samples.encode("png", samples.scene())
    for name in (b"fdAT", b"fcTL", b"acTL", b"zTXt", b"iCCP"):
        data = samples.png_with_chunk(data, name, b"\xff" * 26)
    assert mean_difference(decode_picture(data, "a").pixels, samples.scene()) == 0


@pytest.mark.parametrize("picture_format", samples.FORMATS)
def test_truncated_files_are_refused(picture_format: str) -> None:
    data = samples.encode(
        picture_format, np.random.default_rng(1).integers(0, 255, (96, 128, 3), dtype=np.uint8)
    )
    for cut in range(1, len(data) - 64, max(1, len(data) // 95)):
        with pytest.raises(PhotoError):
            decode_picture(data[:cut], "a")


def test_a_header_that_lies_about_the_size_is_refused() -> None:
    data = bytearray(samples.encode("tiff", samples.scene()))
    data[data.index(b"\x01\x01\x04\0") + 8] = 200
    with pytest.raises(PhotoError) as caught:
        decode_picture(bytes(data), "a")
    assert caught.value.message.id is MessageId.PHOTO_UNREADABLE


def test_mutated_files_give_a_picture_or_a_named_refusal() -> None:
    chance = np.random.default_rng(11)
    seeds = [samples.encode(name, samples.scene(40, 30)) for name in samples.FORMATS]
    outcomes = {"picture": 0, "refused": 0}
    for number in range(1000):
        data = samples.mutated(seeds[number % len(seeds)], chance)
        try:
            pixels = decode_picture(data, "a").pixels
        except PhotoError:
            outcomes["refused"] += 1
        else:
            assert pixels.dtype == np.uint8
            assert pixels.shape[2] == 3
            outcomes["picture"] += 1
    assert min(outcomes.values()) > 50


@pytest.mark.parametrize(
    ("side", "expected"),
    [(1, 1), (3999, 1), (4000, 2), (4032, 2), (8000, 4), (16_000, 8), (20_000, 8)],
)
def test_reduction_keeps_enough_pixels(side: int, expected: int) -> None:
    assert reduction(side) == expected
    assert side < KEEP_SIDE or side // expected >= KEEP_SIDE


def big_jpeg(orientation: int = 1) -> bytes:
    stored = samples.stored_for(samples.scene(4032, 3024), orientation)
    return samples.encode("jpeg", stored, orientation)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_large_jpeg_is_reduced_and_still_upright(orientation: int) -> None:
    picture = decode_picture(big_jpeg(orientation), "a")
    assert (picture.width, picture.height) == (4032, 3024)
    assert picture.pixels.shape == (1512, 2016, 3)
    assert mean_difference(picture.pixels, samples.scene(2016, 1512)) < 3


def test_the_embedded_pixels_do_not_depend_on_the_format() -> None:
    png = samples.encode("png", samples.scene(4032, 3024))
    from_jpeg, _ = embedding_view(decode_picture(big_jpeg(), "a"))
    from_png, _ = embedding_view(decode_picture(png, "a"))
    assert from_jpeg.shape == from_png.shape == (1200, WORKING_SIDE, 3)
    assert mean_difference(from_jpeg, from_png) < 2


def test_a_small_box_keeps_the_full_resolution() -> None:
    box = Box(2016, 0, 600, 600)
    picture = decode_picture(big_jpeg(), "a", box)
    assert picture.pixels.shape[:2] == (3024, 4032)
    assert embedding_view(picture, box)[1] == box


def test_a_box_is_taken_in_pixels_of_the_upright_original() -> None:
    picture = decode_picture(big_jpeg(6), "a")
    yellow = crop(picture, Box(4032 // 8, 3024 // 4, 4032 // 8, 3024 // 4))
    assert yellow.shape == (378, 252, 3)
    assert np.abs(yellow.astype(int) - (250, 240, 20)).mean() < 3


def test_a_box_that_sticks_out_is_cut_to_the_picture() -> None:
    picture = decode_picture(samples.encode("png", samples.scene()), "a")
    assert crop(picture, Box(-10, 90, 20, 50)).shape == (6, 10, 3)


@pytest.mark.parametrize("box", [Box(128, 0, 5, 5), Box(0, 0, 0, 10), Box(-9, 0, 9, 9)])
def test_a_box_outside_the_picture_is_refused(box: Box) -> None:
    with pytest.raises(PhotoError) as caught:
        decode_picture(samples.encode("png", samples.scene()), "a", box)
    assert caught.value.message.id is MessageId.QUERIES_BOX


def test_copies_are_small_upright_and_without_metadata() -> None:
    large, small = make_copies(working_pixels(decode_picture(big_jpeg(6), "a")))
    for data, size in ((large, (1600, 1200)), (small, (256, 192))):
        copy = decode_picture(data, "copy")
        assert (copy.width, copy.height) == size
        assert b"Exif" not in data
    assert len(small) < 20_000


def test_copies_are_never_enlarged() -> None:
    large, small = make_copies(
        working_pixels(decode_picture(samples.encode("png", samples.scene()), "a"))
    )
    assert decode_picture(large, "a").width == decode_picture(small, "a").width == 128
