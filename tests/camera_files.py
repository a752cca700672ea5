"""Videos and a network camera that a test makes for itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from tests.fake_services.cameras import scene


def write_video(file: Path, pictures: Sequence[np.ndarray], fps: float = 30.0) -> Path:
    """*pictures*, all of one size, rows of blue, green, red, as motion JPEG."""
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    assert writer.isOpened()
    for picture in pictures:
        writer.write(picture)
    writer.release()
    return file


class _Camera(BaseHTTPRequestHandler):
    """Motion JPEG, a new noise in each picture; nothing is sent while `stalled` is set."""

    def do_GET(self) -> None:
        server: StreamServer = self.server  # type: ignore[assignment]
        server.n_asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        number = 0
        while not server.ended.wait(0.03):
            if server.stalled.is_set():
                continue
            number += 1
            _, data = cv2.imencode(".jpg", scene(1, noise=number))
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            try:
                self.wfile.write(head.encode() + data.tobytes() + b"\r\n")
            except OSError:
                return

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal."""


class StreamServer(ThreadingHTTPServer):
    """A network camera on this computer."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Camera)
        self.n_asked = 0
        self.stalled, self.ended = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/video"

    def handle_error(self, request: object, client_address: object) -> None:
        """A camera that was unplugged is no error here."""


@contextmanager
def network_camera() -> Iterator[StreamServer]:
    server = StreamServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
