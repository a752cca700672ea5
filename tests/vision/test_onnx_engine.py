"""The worker with the shipped pack."""

from collections.abc import Iterator

import numpy as np
import pytest

from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.vision import providers
from desktop_app.vision.decode import decode_picture
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.worker import VisionWorker
from tests.vision import picture_samples as samples
from tests.vision.drawn_pictures import PACK

PHOTO = PhotoInput("scene.png", data=samples.encode("png", samples.scene(400, 300)))


@pytest.fixture(scope="module")
def worker() -> Iterator[VisionWorker]:
    shared = VisionWorker(PACK, "auto", threads=1)
    yield shared
    shared.close()


def test_the_worker_gives_what_the_embedder_gives(worker: VisionWorker) -> None:
    pack = load_pack(PACK)
    embedder = Embedder(pack, [providers.CPU], threads=1)
    pixels = decode_picture(PHOTO.data or b"", "scene.png").pixels
    query = worker.analyse_query([PHOTO], "red box", AnalysisRequest())
    [alone] = worker.analyse([PHOTO], AnalysisRequest())
    assert isinstance(alone, PhotoAnalysis)
    assert alone.embedding is not None
    assert query.embedding is not None
    assert float(alone.embedding @ embedder.embed_photos([pixels])[0]) > 0.999
    assert float(query.embedding @ embedder.embed_pairs([pixels], ["red box"]).fused[0]) > 0.999
    texts = worker.embed_texts(["red box"])
    assert np.allclose(texts, embedder.embed_texts(["red box"]), atol=1e-3)
    assert worker.model.fingerprint == pack.fingerprint
    assert worker.model.dim == embedder.dim


def test_the_kept_copy_gives_nearly_the_same_embedding(worker: VisionWorker) -> None:
    large = PhotoInput("large.jpg", data=samples.encode("jpeg", samples.scene(4032, 3024), 6))
    [original] = worker.analyse([large], AnalysisRequest(copies=True))
    assert isinstance(original, PhotoAnalysis)
    [copy] = worker.analyse([PhotoInput("copy", data=original.picture)], AnalysisRequest())
    assert isinstance(copy, PhotoAnalysis)
    assert original.embedding is not None
    assert copy.embedding is not None
    assert float(original.embedding @ copy.embedding) > 0.99


def test_the_processor_runs_where_there_is_no_gpu_and_the_reason_is_told(
    worker: VisionWorker,
) -> None:
    worker.start()
    assert worker.wait_ready(60)
    if providers.nvidia_devices():
        pytest.skip("this machine has an NVIDIA device")
    assert worker.device.device == "CPU"
    assert worker.device.reason in {providers.NO_GPU, providers.NO_CUDA_BUILD}


def test_a_missing_pack_is_named() -> None:
    worker = VisionWorker(PACK.with_name("no-such-pack"))
    with pytest.raises(UserError) as caught:
        worker.analyse([PHOTO], AnalysisRequest())
    assert caught.value.message.id is MessageId.MODEL_MISSING
    worker.close()
