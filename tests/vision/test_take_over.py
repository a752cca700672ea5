"""A worker takes over the child and the pack of another one, and nobody waits for long."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.errors import Cancelled
from desktop_app.vision.worker import VisionWorker
from tests.vision import fake_engines


def model(folder: Path) -> ModelInfo:
    return ModelInfo(folder.name, "1", folder.name * 8, fake_engines.DIM, {})


def worker(name: str, engine: str = fake_engines.FAKE) -> VisionWorker:
    return VisionWorker(Path(name), engine=engine, read_model=model)


def test_the_pack_and_its_child_change_and_the_former_child_ends() -> None:
    mine, other = worker("old"), worker("new")
    try:
        mine.embed_texts(["a"])
        other.embed_texts(["a"])
        former, coming = mine.pid, other.pid
        mine.take_over(other)
        other.close()
        assert (mine.model.name, mine.pid) == ("new", coming)
        assert former is not None
        assert not psutil.pid_exists(former)
        assert np.isfinite(mine.embed_texts(["still here"])).all()
        with pytest.raises(Cancelled):
            other.embed_texts(["gone"])
    finally:
        mine.close()
        other.close()


def test_a_worker_that_could_not_start_can_be_saved() -> None:
    mine, other = worker("broken", fake_engines.PACK_MISSING), worker("good")
    try:
        mine.start()
        other.embed_texts(["a"])
        mine.take_over(other)
        assert mine.embed_texts(["now"]).shape == (1, fake_engines.DIM)
        assert mine.wait_ready(20)
    finally:
        mine.close()
        other.close()
