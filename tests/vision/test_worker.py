"""The worker with a fake engine in a real child process."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app.core.analysis import AnalysisRequest, ModelInfo, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import Cancelled, PhotoError, UserError
from desktop_app.core.explanation import Area
from desktop_app.core.messages import MessageId
from desktop_app.core.shared_print import PRINT_RULE, SharedPrint
from desktop_app.core.types import Box
from desktop_app.vision import supervisor
from desktop_app.vision.recovery import Recovery
from desktop_app.vision.supervisor import Supervisor
from desktop_app.vision.worker import VisionWorker
from desktop_app.vision.worker_setup import WorkerSetup
from tests.vision import fake_engines
from tests.vision import picture_samples as samples
from tests.vision.packages import OAT, package, photographed

EMBED = AnalysisRequest()
EVERYTHING = AnalysisRequest(embedding=True, barcodes=True, copies=True)


def model(folder: Path) -> ModelInfo:
    return ModelInfo("fake", "1", "f" * 64, fake_engines.DIM, {}, grid=2)


def worker_with(
    engine: str = fake_engines.FAKE,
    *,
    folder: Path = Path("no-pack"),
    timeout_s: float = 20.0,
    log: Path | None = None,
    prints: Path | None = None,
) -> VisionWorker:
    return VisionWorker(
        folder,
        engine=engine,
        read_model=model,
        photo_timeout_s=timeout_s,
        log_file=log,
        prints=prints,
    )


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    tick, end = threading.Event(), time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        tick.wait(0.002)


def is_worker(pid: int) -> bool:
    """Whether a process is one of ours; the resource tracker of multiprocessing is not."""
    try:
        return "spawn_main" in " ".join(psutil.Process(pid).cmdline())
    except psutil.Error:
        return False


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


def test_a_relative_path_means_the_folder_of_the_caller(
    worker: VisionWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.png").write_bytes(GOOD.data or b"")
    monkeypatch.chdir(tmp_path)
    assert is_good(worker.analyse([PhotoInput.from_path(Path("here.png"))], EMBED)[0])
    assert is_good(
        worker.analyse_query([PhotoInput.from_path(Path("here.png"))], "", EMBED).photos[0]
    )


def corners(*colours: tuple[int, int, int]) -> PhotoInput:
    """A photo whose four quarters have these colours."""
    quarters = [np.full((16, 16, 3), colour, np.uint8) for colour in colours]
    pixels = np.vstack([np.hstack(quarters[:2]), np.hstack(quarters[2:])])
    return PhotoInput("corners.png", data=samples.encode("png", pixels))


RED, BLUE, BLACK = (200, 0, 0), (0, 0, 200), (0, 0, 0)


def test_two_photos_are_explained_by_the_worker(worker: VisionWorker) -> None:
    query, reference = corners(RED, BLACK, BLACK, BLACK), corners(BLACK, BLACK, BLUE, RED)
    found = worker.explain(query, reference)
    assert found.similarity == pytest.approx(1 / 2**0.5, abs=1e-3)
    assert found.query.values.argmax() == 0
    assert found.reference.values.argmax() == 3
    told = worker.contrast(query, reference, corners(BLUE, BLUE, BLUE, BLUE))
    assert [region.speaks_for_first for region in told.regions] == [True]
    assert told.regions[0].query == found.query.cell(0, 0)


def test_the_box_is_what_is_explained(worker: VisionWorker) -> None:
    photo = corners(RED, BLACK, BLACK, BLUE)
    boxed = PhotoInput(photo.name, data=photo.data, box=Box(16, 16, 16, 16))
    found = worker.explain(boxed, corners(BLUE, BLUE, BLUE, BLUE))
    assert found.similarity == pytest.approx(1, abs=1e-3)
    assert found.query.area == Area(0.5, 0.5, 0.5, 0.5)


def test_a_photo_that_is_gone_is_named(worker: VisionWorker, tmp_path: Path) -> None:
    gone = PhotoInput.from_path(tmp_path / "gone.jpg")
    worker.explain(GOOD, GOOD)  # it has started
    before = worker.pid
    with pytest.raises(PhotoError) as caught:
        worker.explain(GOOD, gone)
    assert problem(caught.value) == (MessageId.PHOTO_MISSING, "gone.jpg")
    assert worker.pid == before


def test_a_pair_that_kills_the_worker_becomes_a_message() -> None:
    fragile = worker_with()
    try:
        with pytest.raises(UserError) as caught:
            fragile.explain(GOOD, CRASHES)
        assert caught.value.message.id is MessageId.WORKER_FAILED
        assert fragile.explain(GOOD, GOOD).similarity == pytest.approx(1, abs=1e-3)
    finally:
        fragile.close()


def test_prints_are_compared_by_the_worker(worker: VisionWorker, tmp_path: Path) -> None:
    front = package(OAT)
    query = PhotoInput("query.png", data=samples.encode("png", photographed(front)))
    (tmp_path / "oat.png").write_bytes(samples.encode("png", front))
    gone = PhotoInput.from_path(tmp_path / "gone.png")
    oat = PhotoInput.from_path(tmp_path / "oat.png")
    found = worker.compare_prints([query], [gone, oat], urgent=False)
    assert found[0] == SharedPrint(0)
    assert PRINT_RULE.proves(found[1], found[:1])
    assert worker.compare_prints([query], []) == ()


def test_the_worker_keeps_points_of_catalogue_photos_alone(tmp_path: Path) -> None:
    front, folder = package(OAT), tmp_path / "prints"
    stored = samples.encode("png", front)
    (tmp_path / "oat.png").write_bytes(stored)
    query = PhotoInput("query.png", data=samples.encode("png", photographed(front)))
    keeping = worker_with(prints=folder)
    try:
        keeping.compare_prints([query], [PhotoInput.from_path(tmp_path / "oat.png")])
    finally:
        keeping.close()
    kept = [path.stem for path in folder.glob("*/*")]
    assert kept == [hashlib.sha256(stored).hexdigest()]


def test_a_pack_without_a_grid_says_so() -> None:
    flat = VisionWorker(
        Path("flat"), read_model=lambda _: ModelInfo("flat", "1", "f" * 64, fake_engines.DIM, {})
    )
    try:
        for ask in (partial(flat.explain, GOOD), partial(flat.contrast, GOOD, GOOD)):
            with pytest.raises(UserError) as caught:
                ask(GOOD)
            assert caught.value.message.id is MessageId.MODEL_EXPLAINS_NOTHING
        assert flat.pid is None  # nothing was started for it
    finally:
        flat.close()


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


def test_a_child_killed_amid_a_call_is_replaced_and_nobody_is_blamed(tmp_path: Path) -> None:
    worker = worker_with(folder=tmp_path)
    outcomes: list[object] = []
    photos = [GOOD, plain(fake_engines.HANG_ONCE), GOOD]
    thread = threading.Thread(target=lambda: outcomes.extend(worker.analyse(photos, EMBED)))
    thread.start()
    wait_until((tmp_path / fake_engines.HUNG).exists)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    thread.join()
    worker.close()
    assert [is_good(outcome) for outcome in outcomes] == [True, True, True]


def test_a_photo_that_takes_too_long_is_given_up() -> None:
    worker = worker_with(timeout_s=1.0)
    outcomes = worker.analyse([GOOD, HANGS], EMBED)
    query = worker.analyse_query([HANGS], "bolt", EMBED)
    worker.close()
    assert is_good(outcomes[0])
    assert problem(outcomes[1]) == (MessageId.PHOTO_TIMED_OUT, "hang.png")
    assert isinstance(outcomes[1], PhotoError)
    assert dict(outcomes[1].message.params)["seconds"] == "1"
    assert problem(query.photos[0])[0] is MessageId.PHOTO_TIMED_OUT
    assert query.embedding is not None


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="the system cannot stop processes")
def test_a_stopped_child_does_not_stop_the_parent() -> None:
    worker = worker_with(timeout_s=1.0)
    assert is_good(worker.analyse([GOOD], EMBED)[0])
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)
    large = PhotoInput("large.jpg", data=bytes(8 * 2**20))
    [outcome] = worker.analyse([large], EMBED)
    worker.close()
    assert problem(outcome) == (MessageId.PHOTO_FORMAT, "large.jpg")


def test_a_gpu_that_fails_is_replaced_by_the_processor() -> None:
    worker = worker_with(fake_engines.ON_GPU)
    worker.start()
    assert worker.wait_ready(60)
    assert worker.device.device == "CUDA (Fake 1)"
    outcomes = worker.analyse([GOOD, GOOD], EMBED)
    device = worker.device
    worker.close()
    assert all(is_good(outcome) for outcome in outcomes)
    assert (device.device, device.wished) == ("CPU", "auto")
    assert "CUDA error 719" in device.reason


def test_a_model_that_cannot_be_run_is_told_for_each_photo() -> None:
    worker = worker_with()
    cannot = plain(fake_engines.CANNOT_RUN, "cannot.png")
    outcomes = worker.analyse([GOOD, cannot], EMBED)
    worker.close()
    assert is_good(outcomes[0])
    assert problem(outcomes[1]) == (MessageId.MODEL_OUTPUT, "cannot.png")


def test_texts_that_kill_the_child_are_an_error_and_not_an_endless_loop(
    worker: VisionWorker,
) -> None:
    with pytest.raises(UserError) as caught:
        worker.embed_texts(["crash"])
    assert caught.value.message.id is MessageId.WORKER_FAILED
    assert worker.embed_texts(["bolt"]).shape == (1, fake_engines.DIM)


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        (fake_engines.PACK_MISSING, MessageId.MODEL_MISSING),
        (fake_engines.DIES, MessageId.WORKER_FAILED),
        ("no.such.module:load", MessageId.WORKER_FAILED),
    ],
)
def test_a_child_that_cannot_start_says_why(engine: str, expected: MessageId) -> None:
    worker = worker_with(engine)
    worker.start()
    for _ in range(2):
        with pytest.raises(UserError) as caught:
            worker.wait_ready(60)
        assert caught.value.message.id is expected
        with pytest.raises(UserError) as caught:
            worker.analyse([GOOD], EMBED)
        assert caught.value.message.id is expected
    worker.close()


def test_a_system_without_room_for_the_child_is_told_and_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_args: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    worker = worker_with()
    with monkeypatch.context() as patch:
        patch.setattr(supervisor, "WorkerChild", refused)
        with pytest.raises(UserError) as caught:
            worker.analyse([GOOD], EMBED)
    assert caught.value.message.id is MessageId.WORKER_FAILED
    assert "Cannot allocate memory" in str(caught.value)
    assert is_good(worker.analyse([GOOD], EMBED)[0])
    worker.close()


def test_starting_does_not_keep_the_caller_waiting() -> None:
    worker = worker_with()
    assert worker.device.device == ""
    worker.start()
    assert not worker.wait_ready(0)
    assert worker.wait_ready(60)
    assert worker.device.device == "CPU"
    worker.close()


def test_a_query_is_served_before_the_rest_of_an_import(worker: VisionWorker) -> None:
    worker.analyse([GOOD], EMBED)
    done: list[str] = []

    def import_all() -> None:
        worker.analyse([GOOD] * 400, EVERYTHING)
        done.append("import")

    importing = threading.Thread(target=import_all)
    importing.start()
    for _ in range(5):
        assert worker.analyse_query([GOOD], "", EMBED).embedding is not None
    done.append("queries")
    importing.join()
    assert done == ["queries", "import"]


def test_many_threads_get_their_own_answers(worker: VisionWorker) -> None:
    wrong: list[int] = []

    def ask(n: int) -> None:
        text = "x" * n
        for _ in range(10):
            row = worker.analyse_query([], text, EMBED).embedding
            photo = worker.analyse([plain((n, n, n), text)], AnalysisRequest(embedding=False))[0]
            if not isinstance(photo, PhotoAnalysis) or photo.name != text or row is None:
                wrong.append(n)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_closing_ends_the_child_and_everybody_who_waits() -> None:
    worker = worker_with()
    worker.analyse([GOOD], EMBED)
    assert worker.pid is not None
    child = psutil.Process(worker.pid)
    cancelled = threading.Event()

    def wait_for_ever() -> None:
        try:
            worker.analyse([HANGS], EMBED)
        except Cancelled:
            cancelled.set()

    thread = threading.Thread(target=wait_for_ever)
    thread.start()
    worker.close()
    thread.join()
    assert cancelled.is_set()
    assert not child.is_running()
    with pytest.raises(Cancelled):
        worker.analyse([GOOD], EMBED)
    worker.close()


def test_closing_while_the_child_starts_leaves_no_child() -> None:
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    worker = worker_with()
    worker.start()
    worker.close()
    after = {process.pid for process in psutil.Process().children(recursive=True)}
    wait_until(lambda: not any(is_worker(pid) for pid in after - before))


@pytest.mark.skipif(os.name == "nt", reason="the system has no such signal")
def test_the_child_takes_no_notice_of_ctrl_c(worker: VisionWorker) -> None:
    worker.analyse([GOOD], EMBED)
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    assert is_good(worker.analyse([GOOD], EMBED)[0])
    assert worker.pid == pid


LONELY = """
import sys
from pathlib import Path
from tests.vision.test_worker import GOOD, HANGS, EMBED, worker_with

if __name__ == "__main__":
    worker = worker_with()
    worker.analyse([GOOD], EMBED)
    print(worker.pid, flush=True)
    worker.analyse([HANGS], EMBED)
"""


def test_the_child_dies_with_its_parent_even_while_it_is_busy(tmp_path: Path) -> None:
    script = tmp_path / "lonely.py"
    script.write_text(LONELY, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": root}, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    gone, alive = psutil.wait_procs([child], timeout=10)
    assert alive == []
    assert gone == [child]


def test_what_libraries_print_goes_to_the_log_and_not_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "reader.log"
    worker = worker_with(log=log)
    assert is_good(worker.analyse([plain(fake_engines.PRINT)], EMBED)[0])
    worker.close()
    assert "libpng warning" in log.read_text(encoding="utf-8")
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


def test_the_parent_loads_neither_opencv_nor_onnxruntime() -> None:
    code = (
        "import sys, desktop_app.vision.worker;"
        "print([name for name in ('cv2', 'onnxruntime', 'zxingcpp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit")
def test_a_photo_that_needs_too_much_memory_is_refused_by_its_name() -> None:
    setup = WorkerSetup(Path("no-pack"), engine=fake_engines.FAKE, memory_margin=128 * 2**20)
    supervisor = Supervisor(setup, 20.0)
    recovery = Recovery(supervisor.call, 20.0)
    hungry = np.zeros((6000, 8000, 1), np.uint8)
    photos = [PhotoInput("hungry.png", data=samples.encode("png", hungry)), GOOD]
    outcomes = recovery.analyse(photos, EMBED)
    supervisor.stop()
    supervisor.discard()
    assert problem(outcomes[0]) == (MessageId.PHOTO_TOO_LARGE, "hungry.png")
    assert is_good(outcomes[1])


def test_a_thousand_mutated_files_through_the_child(worker: VisionWorker) -> None:
    chance = np.random.default_rng(23)
    seeds = [samples.encode(name, samples.scene(64, 48)) for name in samples.FORMATS]
    photos = [
        PhotoInput(f"{number}", data=samples.mutated(seeds[number % len(seeds)], chance))
        for number in range(1000)
    ]
    outcomes = worker.analyse(photos, AnalysisRequest(copies=True))
    assert len(outcomes) == 1000
    refused = [outcome for outcome in outcomes if isinstance(outcome, PhotoError)]
    assert 100 < len(refused) < 900
    for number, outcome in enumerate(outcomes):
        name = problem(outcome)[1] if isinstance(outcome, PhotoError) else outcome.name
        assert name == str(number)
