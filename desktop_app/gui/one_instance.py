"""One window a catalogue: a second start brings the first window to the front.

Which window is the first is decided by a lock on a file of the data folder, which the system gives
back however a program ends; the local socket here only carries the call.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 2000
LONGEST_CALL = 1 << 20
_HEARD = b"heard"


def _address(root: Path) -> str:
    """Name of the socket: of this catalogue and this person."""
    words = f"{root.resolve()}\0{getpass.getuser()}".encode("utf-8", "surrogatepass")
    return "shelfsight-" + hashlib.sha256(words).hexdigest()[:24]


def call_first(root: Path, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has *root* open to come to the front and take *files*; whether it did."""
    socket = QLocalSocket()
    socket.connectToServer(_address(root))
    if not socket.waitForConnected(ANSWER_MS):
        return False
    call = {"files": [str(file.resolve()) for file in files]}
    socket.write(json.dumps(call).encode() + b"\n")
    heard = socket.waitForReadyRead(ANSWER_MS)
    return heard and bytes(socket.readAll().data()).startswith(_HEARD)


class CallListener(QObject):
    """Hears the calls of later starts; for as long as the window lives."""

    called = Signal(object)
    """Files to look up or import, none for a mere call: list[Path]."""

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(_address(root))  # of a program that was killed
        self._server.listen(_address(root))

    def close(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take(socket)

    def _hear(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_CALL:
                socket.abort()
            return
        call = bytes(socket.readLine().data())
        socket.write(_HEARD)
        socket.flush()
        self.called.emit(_files(call))


def _files(call: bytes) -> list[Path]:
    """What a call names; nothing if it is not one of ours."""
    try:
        names = json.loads(call)["files"]
        return [Path(name) for name in names if isinstance(name, str)]
    except (ValueError, TypeError, KeyError):
        return []
