"""Finds the window of a running program and closes it as its title bar would, on each system."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TITLE = "Shelfsight"
_POLL_S = 0.05
_VIEWABLE = 2
_CLIENT_MESSAGE = 33
_WM_CLOSE = 0x0010
_SCREEN = "1440x900x24"


@contextmanager
def virtual_screen(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """*environment* with a screen: Linux gets one of its own, others have theirs.

    Raises:
        FileNotFoundError: Xvfb is not installed.
    """
    if not sys.platform.startswith("linux"):
        yield environment
        return
    reading, writing = os.pipe()
    # Without -noreset the server starts anew whenever whoever looks for the window has looked.
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", _SCREEN]
    command += ["-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            display = numbers.readline().strip()
        bare = {name: value for name, value in environment.items() if name != "WAYLAND_DISPLAY"}
        yield {**bare, "DISPLAY": f":{display}"}
    finally:
        server.terminate()
        server.wait()


def wait_for_window(
    running: subprocess.Popen[str], environment: dict[str, str], limit_s: float
) -> int:
    """Number of the window once it can be seen (0 where the system needs none).

    Raises:
        TimeoutError: it did not come, or the program ended.
    """
    until = time.monotonic() + limit_s
    while time.monotonic() < until and running.poll() is None:
        found = _find(environment)
        if found is not None:
            return found
        time.sleep(_POLL_S)
    raise TimeoutError(f"no window; exit code {running.poll()}")


def close_window(running: subprocess.Popen[str], window: int, environment: dict[str, str]) -> None:
    """Ask the window to close."""
    if sys.platform == "win32":
        ctypes.windll.user32.PostMessageW(window, _WM_CLOSE, 0, 0)
    elif sys.platform == "darwin":
        subprocess.run(["osascript", "-e", f'quit app "{TITLE}"'], check=True)
    else:
        with _Screen(environment["DISPLAY"]) as screen:
            screen.ask_to_close(window)
    del running


def _find(environment: dict[str, str]) -> int | None:
    if sys.platform == "win32":
        window = ctypes.windll.user32.FindWindowW(None, TITLE)
        return window if window and ctypes.windll.user32.IsWindowVisible(window) else None
    if sys.platform == "darwin":
        script = f'tell application "System Events" to exists process "{TITLE}"'
        asked = subprocess.run(
            ["osascript", "-e", script], capture_output=True, text=True, check=False
        )
        return 0 if asked.stdout.strip() == "true" else None
    with _Screen(environment["DISPLAY"]) as screen:
        return screen.find(TITLE)


class _ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("pad", ctypes.c_long * 16),
    ]


class _Screen:
    """The X server, through its own library: no window manager and no tool is needed."""

    def __init__(self, display: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XInternAtom"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise TimeoutError(f"no screen {display}")

    def __enter__(self) -> _Screen:
        return self

    def __exit__(self, *error: object) -> None:
        self._x.XCloseDisplay(self._display)

    def find(self, title: str) -> int | None:
        """The visible window with this title that is large enough to be one."""
        root = self._x.XDefaultRootWindow(self._display)
        for window in self._children(root):
            if self._name(window) == title and self._is_visible(window):
                return window
        return None

    def _children(self, window: int) -> list[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(
            self._display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent),
            ctypes.byref(children), ctypes.byref(count),
        )  # fmt: skip
        found = [children[number] for number in range(count.value)]
        if count.value:
            self._x.XFree(children)
        return found

    def _name(self, window: int) -> str:
        name = ctypes.c_char_p()
        if not self._x.XFetchName(self._display, ctypes.c_ulong(window), ctypes.byref(name)):
            return ""
        return (name.value or b"").decode("utf-8", "replace")

    def _is_visible(self, window: int) -> bool:
        buffer = (ctypes.c_int * 128)()
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), buffer)
        return _map_state(buffer) == _VIEWABLE

    def ask_to_close(self, window: int) -> None:
        """What a window manager sends when somebody clicks on the cross."""
        protocols = self._x.XInternAtom(self._display, b"WM_PROTOCOLS", 0)
        delete = self._x.XInternAtom(self._display, b"WM_DELETE_WINDOW", 0)
        message = _ClientMessage(
            type=_CLIENT_MESSAGE, send_event=1, display=self._display.value, window=window,
            message_type=protocols, format=32,
        )  # fmt: skip
        message.data[0] = delete
        self._x.XSendEvent(self._display, ctypes.c_ulong(window), 0, 0, ctypes.byref(message))
        self._x.XFlush(self._display)


def _map_state(attributes: Any) -> int:
    """`map_state` of XWindowAttributes, which lies behind pointers and so at a known offset."""
    offset_of_map_state = 92
    return int(attributes[offset_of_map_state // ctypes.sizeof(ctypes.c_int)])


def has_screen_tools() -> bool:
    """Whether a virtual screen can be had here."""
    return not sys.platform.startswith("linux") or shutil.which("Xvfb") is not None
