"""The training recipe in small; skipped where PyTorch is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "models_onnx" / "training"

for needed in ("torch", "scipy", "tensorboard", "efficientnet_lite_pytorch"):
    pytest.importorskip(needed, reason=f"the recipe needs {needed}")


@pytest.fixture(scope="module", autouse=True)
def _recipe_on_path() -> None:
    sys.path.insert(0, str(RECIPE))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_whole_recipe_makes_a_pack_that_loads(tmp_path: Path) -> None:
    from made_up_data import write_made_up_data

    from desktop_app.vision.embedder import Embedder
    from desktop_app.vision.model_pack import load_pack

    write_made_up_data(tmp_path / "shared")
    environment = os.environ | {
        "SHELFSIGHT_SHARED": str(tmp_path / "shared"),
        "PYTHONPATH": str(ROOT),
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    folders = ["--work", str(tmp_path / "work"), "--pack", str(tmp_path / "pack")]
    subprocess.run(
        [sys.executable, "make_pack.py", "configs/smoke.toml", *folders],
        cwd=RECIPE,
        env=environment,
        check=True,
        capture_output=True,
    )
    pack = load_pack(tmp_path / "pack")
    assert pack.card.metrics["G-iconic"]["queries"] == 6
    embedder = Embedder(pack, ["CPUExecutionProvider"], threads=1)
    assert embedder.embed_texts(["milk"]).shape == (1, 32)


def test_half_power_axes_shrink_the_strong_directions() -> None:
    from whitening import half_power_axes

    rng = np.random.default_rng(0)
    rows = rng.normal(size=(4000, 3)) * [16.0, 1.0, 0.0625] + [5.0, 0.0, 0.0]
    matrix, offset = half_power_axes(rows, ["one"] * 4000, dim=3, power=0.25)
    spread = (rows @ matrix.T + offset).std(axis=0)
    assert np.allclose(spread[0] / spread[1], 4.0, rtol=0.1)  # 16 before
    assert np.allclose((rows @ matrix.T + offset).mean(axis=0), 0, atol=1e-3)


def test_the_backward_reader_never_sees_padding() -> None:
    import torch
    from model import ModelSpec, TextSide

    torch.manual_seed(0)
    side = TextSide(ModelSpec(vocabulary=20, dim=8, token_dim=8, lstm_dim=8)).eval()
    ids = torch.tensor([[3, 4, 5, 0, 0, 0]])
    mask = torch.tensor([[1.0, 1.0, 1.0, 0.0, 0.0, 0.0]])
    long, _ = side(ids, mask)
    short, _ = side(ids[:, :3], mask[:, :3])
    assert torch.allclose(long, short, atol=1e-6)


def test_what_the_fusion_has_not_seen_changes_nothing() -> None:
    import torch
    from model import Fusion, ModelSpec

    torch.manual_seed(0)
    spec = ModelSpec(grid=2, dim=8, max_tokens=3, fusion_dim=8, fusion_heads=2)
    fusion = Fusion(spec).eval()
    torch.nn.init.normal_(fusion.change.weight)
    photo = torch.nn.functional.normalize(torch.randn(2, 8), dim=1)
    text = torch.nn.functional.normalize(torch.randn(2, 8), dim=1)
    has_photo, mask = torch.tensor([[1.0], [0.0]]), torch.tensor([[0.0] * 3, [1.0, 1.0, 0.0]])
    fused = fusion(torch.randn(2, 4, 8), torch.randn(2, 3, 8), has_photo, mask, photo, text)
    assert torch.allclose(fused[0], photo[0], atol=1e-6)
    assert torch.allclose(fused[1], text[1], atol=1e-6)


def test_nothing_of_validation_is_learned_from(tmp_path: Path) -> None:
    from datasets import read_collection
    from made_up_data import write_made_up_data
    from views import training_photos

    write_made_up_data(tmp_path)
    collection = read_collection(tmp_path)
    learned = [collection.photos[i] for i in training_photos(collection)]
    assert learned
    assert not any(p.data_set == "warehouse" or p.split == "val" for p in learned)
    assert not any(p.data_set == "surgical" and p.role == "query" for p in learned)


def test_made_up_views_are_the_same_for_the_same_seed() -> None:
    from augment import AugmentSpec, object_mask, view

    rgb = np.full((80, 60, 3), 255, np.uint8)
    rgb[20:60, 15:45] = [30, 120, 200]
    mask = object_mask(rgb)
    assert mask is not None
    made = [
        view(rgb, None, mask, [rgb], np.random.default_rng(seed), AugmentSpec(size=48))
        for seed in (1, 1, 2)
    ]
    assert made[0].shape == (48, 48, 3)
    assert np.array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])


def test_a_photo_without_plain_background_has_no_mask() -> None:
    from augment import object_mask

    assert object_mask(np.random.default_rng(0).integers(0, 255, (50, 50, 3), np.uint8)) is None


def test_thresholds_keep_what_was_wanted() -> None:
    from calibrate import auroc, expected_error, lowest

    score, weight = np.array([0.9, 0.8, 0.7, 0.6]), np.ones(4)
    good = np.array([True, True, False, True])
    assert lowest(score, good, weight, wanted=1.0, floor=0.5) == 0.8
    assert lowest(score, good, weight, wanted=0.75, floor=0.5) == 0.6
    assert lowest(score, ~good, weight, wanted=1.0, floor=0.5) == 0.999
    assert auroc(score, good, weight) == pytest.approx(2 / 3)
    assert expected_error(np.array([0.75, 0.75]), np.array([1, 0]), np.ones(2)) == 0.25


def test_words_that_tell_nothing_are_left_out_of_the_fit() -> None:
    from calibrate import SHARES, ask_parts
    from typed_queries import TypedQuery

    photo = np.linspace(0.2, 0.8, 80)
    telling, held_by_all = np.zeros(80), np.ones(80)
    telling[-1] = 1.0

    def asked(strength: np.ndarray) -> TypedQuery:
        return TypedQuery(photo, photo, strength, 79, f"{strength.sum():.0f} of 80")

    found = ask_parts(
        [asked(telling), asked(held_by_all), asked(np.zeros(80))], 80, np.random.default_rng(0)
    )
    assert {each.product for each in found} == {"1 of 80"}
    n_with_it = sum(each.right >= 0 for each in found)
    assert 0 < n_with_it <= len(SHARES)  # without its product its word tells nothing
    assert len(found) == n_with_it
    assert sum(each.weight for each in found) == pytest.approx(1)
