"""A made-up GPU: what it is asked for, bindings, shapes, memory, and falling back."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from onnxruntime import InferenceSession
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from desktop_app.vision import bound_session, embedder, network
from desktop_app.vision.bound_session import BoundSession, padded, padded_rows
from desktop_app.vision.cuda_options import (
    GPU_ROWS,
    LEAST_LIMIT,
    is_out_of_memory,
    provider_options,
)
from desktop_app.vision.model_card import HALF, PackFile
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.network import CPU_ROWS, CPU_TEXT_ROWS, Network, Wiring
from desktop_app.vision.onnx_engine import RUN_ERRORS
from desktop_app.vision.providers import ProviderPlan
from tests.vision.drawn_pictures import PACK
from tests.vision.fake_session import CPU, CUDA, NO_ROOM, FakeDevice

PLAN = ProviderPlan("auto", (CUDA, CPU), gpu="NVIDIA T4", gpu_bytes=16 << 30)
WIRING = Wiring(["pixels"], ["embedding"])


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeDevice:
    made = FakeDevice()
    monkeypatch.setattr(network, "InferenceSession", made.open)
    binding = functools.partial(BoundSession, make_array=made.array)
    monkeypatch.setattr(network, "BoundSession", binding)
    return made


def pack_with(*keys: str):
    files = {key: SimpleNamespace(path=f"{key}.onnx") for key in ("image", *keys)}
    return SimpleNamespace(card=SimpleNamespace(files=files, name="made-up"), folder=Path("pack"))


def loaded(*, key: str = "image") -> Network:
    made = Network(pack_with(key), key, WIRING)
    made.load(PLAN.with_options, 0)
    return made


def rows(count: int) -> np.ndarray:
    return np.arange(count * 12, dtype=np.float32).reshape(count, 3, 2, 2)


def expected(pixels: np.ndarray) -> np.ndarray:
    return np.repeat(pixels.mean(axis=(1, 2, 3))[:, None], 4, axis=1)


def test_cuda_is_asked_for_with_a_limit_and_the_processor_without_options(
    device: FakeDevice,
) -> None:
    loaded()
    (name, options), processor = device.providers[0]
    assert (name, processor) == (CUDA, CPU)
    assert options["gpu_mem_limit"] == str(int((16 << 30) * 0.6))
    assert options["arena_extend_strategy"] == "kSameAsRequested"
    assert options["cudnn_conv_algo_search"] == "HEURISTIC"
    assert options["use_tf32"] == "0"


@pytest.mark.parametrize(
    ("n_bytes", "limit"), [(0, None), (1 << 29, LEAST_LIMIT), (10 << 30, 6442450944)]
)
def test_the_limit_follows_the_device(n_bytes: int, limit: int | None) -> None:
    found = provider_options(n_bytes).get("gpu_mem_limit")
    assert found == (None if limit is None else str(limit))


def test_inputs_and_outputs_are_bound_to_the_gpu(device: FakeDevice) -> None:
    net = loaded()
    [found] = net.run({"pixels": rows(8)})
    assert np.allclose(found, expected(rows(8)))
    assert device.bound == ["embedding on cuda 0"]
    assert device.arrays == [((8, 3, 2, 2), "cuda")]


@pytest.mark.parametrize(
    ("n", "size"), [(1, 1), (2, 2), (3, 4), (5, 8), (17, 32), (33, 64), (64, 64)]
)
def test_batches_are_padded_to_few_shapes(device: FakeDevice, n: int, size: int) -> None:
    net = loaded()
    [found] = net.run({"pixels": rows(n)})
    assert device.runs == [size]
    assert found.shape == (n, 4)
    assert np.allclose(found, expected(rows(n)))


def test_the_same_shape_uses_the_same_room(device: FakeDevice) -> None:
    net = loaded()
    for n in (3, 4, 3, 4):
        net.run({"pixels": rows(n)})
    assert len(device.arrays) == 1
    assert device.runs == [4, 4, 4, 4]


def test_room_for_shapes_that_never_come_back_is_given_up(device: FakeDevice) -> None:
    session = device.open("", None, [CUDA])
    bound = BoundSession(session, ["embedding"], "cuda", device.array)
    for n in range(1, bound_session.MOST_SHAPES + 3):
        bound.run({"pixels": rows(n)})
    assert len(bound._rooms) <= bound_session.MOST_SHAPES


def test_where_memory_runs_out_the_batch_is_halved_and_stays_small(device: FakeDevice) -> None:
    device.room = 10
    net = loaded()
    [found] = net.run({"pixels": rows(64)})
    assert np.allclose(found, expected(rows(64)))
    assert device.runs[:4] == [64, 32, 16, 8]
    assert net.most_rows == 8
    device.runs.clear()
    net.run({"pixels": rows(8)})
    assert device.runs == [8]


def test_one_row_without_room_is_left_to_the_caller_who_leaves_the_gpu(device: FakeDevice) -> None:
    device.room = 0
    net = loaded()
    with pytest.raises(RUN_ERRORS) as caught:
        net.run({"pixels": rows(2)})
    assert is_out_of_memory(caught.value)
    assert device.runs == [2, 1]


def test_a_lost_device_is_not_tried_again_in_halves(device: FakeDevice) -> None:
    device.broken = "CUDA error 719: unspecified launch failure"
    net = loaded()
    with pytest.raises(ort_state.RuntimeException):
        net.run({"pixels": rows(8)})
    assert device.runs == [8]


def test_a_silent_fall_back_runs_as_on_a_processor(device: FakeDevice) -> None:
    device.is_lost = True
    net = loaded()
    net.run({"pixels": rows(5)})
    assert net.most_rows == CPU_ROWS
    assert device.runs == [5]
    assert not device.bound


def test_a_processor_takes_as_many_rows_as_the_network_is_small_enough_for(
    device: FakeDevice,
) -> None:
    device.is_lost = True
    words = Network(pack_with("text"), "text", WIRING, cpu_rows=CPU_TEXT_ROWS)
    words.load(PLAN.with_options, 0)
    assert words.most_rows == CPU_TEXT_ROWS > loaded().most_rows


def test_a_gpu_takes_larger_batches(device: FakeDevice) -> None:
    assert loaded().most_rows == GPU_ROWS


@pytest.mark.parametrize(
    ("text", "is_memory"),
    [
        (NO_ROOM, True),
        ("CUDA failure 2: out of memory ; GPU=0", True),
        ("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED", True),
        ("Available memory of 5 is smaller than requested bytes of 9", True),
        ("CUDA error 719: unspecified launch failure", False),
        ("", False),
    ],
)
def test_what_counts_as_no_room(text: str, is_memory: bool) -> None:
    assert is_out_of_memory(RuntimeError(text)) is is_memory


def image_network(pack, providers) -> Network:
    return embedder._image_network(pack, WIRING, providers, 0)


@pytest.mark.parametrize(
    ("keys", "providers", "is_lost", "file"),
    [
        ((HALF,), PLAN.with_options, False, f"{HALF}.onnx"),
        ((HALF,), PLAN.with_options, True, "image.onnx"),
        ((), PLAN.with_options, False, "image.onnx"),
        ((HALF,), (CPU,), False, "image.onnx"),
    ],
)
def test_half_the_digits_only_where_a_gpu_runs_them(
    device: FakeDevice, keys, providers, is_lost: bool, file: str
) -> None:
    device.is_lost = is_lost
    assert image_network(pack_with(*keys), providers)._file == file


def test_padding_repeats_the_last_row() -> None:
    made = padded({"a": np.array([[1.0], [2.0]])}, 4)["a"]
    assert made.tolist() == [[1], [2], [2], [2]]
    assert padded_rows(40, 48) == 48


def test_a_bound_run_gives_what_a_plain_run_gives() -> None:
    """On the processor, with the real network and the binding of ONNX Runtime itself."""
    session = InferenceSession(str(PACK / "image.onnx"), providers=[CPU])
    names = [entry.name for entry in session.get_outputs()]
    entry = session.get_inputs()[0]
    side = entry.shape[-1]
    pixels = np.random.default_rng(0).random((3, 3, side, side), np.float32)
    bound = BoundSession(session, names, "cpu")
    for batch in (pixels, pixels[:2], pixels[::-1]):
        plain = session.run(names, {entry.name: batch})
        found = bound.run({entry.name: batch})
        assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(plain, found, strict=True))


def test_a_network_in_float16_leaves_the_embeddings_of_a_catalogue_valid() -> None:
    card = load_pack(PACK).card
    more = {**card.files, HALF: PackFile("image_half.onnx", "0" * 64, 9)}
    assert dataclasses.replace(card, files=more).fingerprint == card.fingerprint
    other = {**card.files, "image": PackFile("image.onnx", "0" * 64, 9)}
    assert dataclasses.replace(card, files=other).fingerprint != card.fingerprint
