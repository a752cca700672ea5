"""The worker with a fake engine in a real child process."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app.core.analysis import AnalysisRequest, ModelInfo, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.vision.worker import VisionWorker
from tests.vision import fake_engines
from tests.vision import picture_samples as samples

EMBED = AnalysisRequest()
EVERYTHING = AnalysisRequest(embedding=True, barcodes=True, copies=True)


def model(folder: Path) -> ModelInfo:
    return ModelInfo("fake", "1", "f" * 64, fake_engines.DIM, {})


def worker_with(engine: str = fake_engines.FAKE, timeout_s: float = 20.0) -> VisionWorker:
    return VisionWorker(Path("no-pack"), engine=engine, read_model=model, photo_timeout_s=timeout_s)


@pytest.fixture(scope="module")
def worker() -> Iterator[VisionWorker]:
    shared = worker_with()
    yield shared
    shared.close()


def plain(colour: tuple[int, int, int], name: str = "plain.png") -> PhotoInput:
    pixels = np.full((32, 32, 3), colour, np.uint8)
    return PhotoInput(name, data=samples.encode("png", pixels))


GREY = (128, 128, 128)
GOOD = plain(GREY)
CRASHES = plain(fake_engines.CRASH, "crash.png")
HANGS = plain(fake_engines.HANG, "hang.png")


def problem(outcome: object) -> tuple[MessageId, str]:
    assert isinstance(outcome, PhotoError)
    return outcome.message.id, dict(outcome.message.params)["name"]


def is_good(outcome: object) -> bool:
    return isinstance(outcome, PhotoAnalysis) and outcome.embedding is not None


def test_a_photo_is_read_from_its_file(worker: VisionWorker, tmp_path: Path) -> None:
    path = tmp_path / "照片 ñ.jpg"
    path.write_bytes(samples.encode("jpeg", samples.scene(2500, 1500), 6))
    [outcome] = worker.analyse([PhotoInput.from_path(path)], EVERYTHING)
    assert isinstance(outcome, PhotoAnalysis)
    assert (outcome.name, outcome.width, outcome.height) == ("照片 ñ.jpg", 1500, 2500)
    assert outcome.embedding is not None
    assert outcome.embedding.shape == (fake_engines.DIM,)
    assert outcome.embedding.dtype == np.float32
    assert outcome.picture is not None
    assert outcome.picture.startswith(b"\xff\xd8\xff")
    assert outcome.thumbnail is not None
    assert len(outcome.thumbnail) < len(outcome.picture)
    assert set(outcome.ms) == {"decode", "embed", "barcodes", "copies"}


def test_what_is_not_wanted_is_not_made(worker: VisionWorker) -> None:
    [outcome] = worker.analyse([GOOD], AnalysisRequest(embedding=False))
    assert isinstance(outcome, PhotoAnalysis)
    assert outcome.embedding is outcome.picture is outcome.thumbnail is None
    assert set(outcome.ms) == {"decode"}


def test_bad_photos_are_named_and_the_rest_is_read(worker: VisionWorker, tmp_path: Path) -> None:
    photos = [
        GOOD,
        PhotoInput.from_path(tmp_path / "gone.jpg"),
        PhotoInput.from_path(tmp_path),
        PhotoInput("notes.jpg", data=b"just words"),
        PhotoInput("empty.jpg", data=b""),
        PhotoInput("IMG_1.HEIC", data=b"\0\0\0\x18ftypheic\0\0\0\0heicmif1"),
        plain(fake_engines.NOT_FINITE, "strange.png"),
        PhotoInput("box.png", data=GOOD.data, box=Box(99, 99, 5, 5)),
        GOOD,
    ]
    outcomes = worker.analyse(photos, EMBED)
    assert is_good(outcomes[0])
    assert is_good(outcomes[-1])
    assert [problem(outcome) for outcome in outcomes[1:7]] == [
        (MessageId.PHOTO_MISSING, "gone.jpg"),
        (MessageId.PHOTO_MISSING, tmp_path.name),
        (MessageId.PHOTO_FORMAT, "notes.jpg"),
        (MessageId.PHOTO_EMPTY, "empty.jpg"),
        (MessageId.PHOTO_HEIC, "IMG_1.HEIC"),
        (MessageId.MODEL_OUTPUT, "strange.png"),
    ]
    assert isinstance(outcomes[7], PhotoError)
    assert outcomes[7].message.id is MessageId.QUERIES_BOX


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_posing_as_photo_is_refused_at_once(worker: VisionWorker, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    [outcome] = worker.analyse([PhotoInput.from_path(tmp_path / "pipe.jpg")], EMBED)
    assert problem(outcome) == (MessageId.PHOTO_MISSING, "pipe.jpg")


def test_batch_and_single_give_the_same(worker: VisionWorker) -> None:
    photos = [plain((value, 90, 200)) for value in range(0, 250, 25)]
    together = worker.analyse(photos, EMBED)
    alone = [worker.analyse([photo], EMBED)[0] for photo in photos]
    for one, other in zip(together, alone, strict=True):
        assert isinstance(one, PhotoAnalysis)
        assert isinstance(other, PhotoAnalysis)
        assert one.embedding == pytest.approx(other.embedding)


def test_a_query_is_the_mean_of_its_photos(worker: VisionWorker) -> None:
    photos = [plain((10, 200, 30)), plain((200, 10, 30))]
    query = worker.analyse_query(photos, "", EMBED)
    rows = [photo.embedding for photo in query.photos if isinstance(photo, PhotoAnalysis)]
    mean = np.mean(rows, axis=0)
    assert query.embedding == pytest.approx(mean / np.linalg.norm(mean))
    assert np.linalg.norm(query.embedding) == pytest.approx(1.0)


def test_words_change_the_embedding_of_a_photo(worker: VisionWorker) -> None:
    alone = worker.analyse_query([GOOD], "  ", EMBED).embedding
    fused = worker.analyse_query([GOOD], "M6 bolt", EMBED).embedding
    words = worker.analyse_query([], "M6 bolt", EMBED).embedding
    assert alone == pytest.approx(worker.analyse_query([GOOD], "", EMBED).embedding)
    assert fused != pytest.approx(alone)
    assert words == pytest.approx(worker.embed_texts(["M6 bolt"])[0])


def test_a_query_goes_on_without_its_bad_photo(worker: VisionWorker) -> None:
    bad = PhotoInput("notes.jpg", data=b"just words")
    query = worker.analyse_query([bad, GOOD], "", EMBED)
    assert problem(query.photos[0])[0] is MessageId.PHOTO_FORMAT
    assert query.embedding == pytest.approx(worker.analyse_query([GOOD], "", EMBED).embedding)


def test_a_query_of_nothing_readable_has_no_embedding(worker: VisionWorker) -> None:
    assert worker.analyse_query([PhotoInput("x", data=b"x")], "", EMBED).embedding is None
    words = worker.analyse_query([PhotoInput("x", data=b"x")], "bolt", EMBED).embedding
    assert words == pytest.approx(worker.embed_texts(["bolt"])[0])


def test_texts_come_back_in_order(worker: VisionWorker) -> None:
    texts = ["x" * n for n in range(150)]
    rows = worker.embed_texts(texts)
    assert rows.shape == (150, fake_engines.DIM)
    assert worker.embed_texts([]).shape == (0, fake_engines.DIM)


def test_the_photo_that_kills_the_child_is_named_and_the_rest_is_read() -> None:
    worker = worker_with()
    outcomes = worker.analyse([GOOD, CRASHES, GOOD, GOOD, GOOD, CRASHES], EMBED)
    worker.close()
    assert [is_good(outcome) for outcome in outcomes] == [True, False, True, True, True, False]
    assert problem(outcomes[1]) == (MessageId.PHOTO_CRASHED_READER, "crash.png")
    assert problem(outcomes[5]) == (MessageId.PHOTO_CRASHED_READER, "crash.png")


def test_a_query_survives_the_photo_that_kills_the_child() -> None:
    worker = worker_with()
    query = worker.analyse_query([CRASHES, GOOD], "bolt", EMBED)
    words = worker.analyse_query([CRASHES], "bolt", EMBED)
    worker.close()
    assert problem(query.photos[0]) == (MessageId.PHOTO_CRASHED_READER, "crash.png")
    assert is_good(query.photos[1])
    assert query.embedding is not None
    assert words.embedding is not None


def test_a_child_killed_from_outside_is_replaced(worker: VisionWorker) -> None:
    assert is_good(worker.analyse([GOOD], EMBED)[0])
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    assert is_good(worker.analyse([GOOD], EMBED)[0])


def test_a_child_killed_amid_a_call_is_replaced_and_nobody_is_blamed(
    worker: VisionWorker, tmp_path: Path
) -> None:
    assert is_good(worker.analyse([GOOD], EMBED)[0])
    outcomes: list[object] = []
    photos = [GOOD] * 200
    thread = threading.Thread(target=lambda: outcomes.extend(worker.analyse(photos, EVERYTHING)))
    thread.start()
    for _ in range(3):
        pid = worker.pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            psutil.Process(os.getpid()).children()
    thread.join()
    assert all(is_good(outcome) for outcome in outcomes)
    assert len(outcomes) == 200


def test_a_photo_that_takes_too_long_is_given_up() -> None:
    worker = worker_with(timeout_s=1.5)
    outcomes = worker.analyse([GOOD, HANGS], EMBED)
    query = worker.analyse_query([HANGS], "bolt", EMBED)
    worker.close()
    assert is_good(outcomes[0])
    assert problem(outcomes[1]) == (MessageId.PHOTO_TIMED_OUT, "hang.png")
    assert dict(outcomes[1].message.params)["seconds"] == "1.5"
    assert problem(query.photos[0])[0] is MessageId.PHOTO_TIMED_OUT
    assert query.embedding is not None
