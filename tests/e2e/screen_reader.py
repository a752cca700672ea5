"""Reads the window as a screen reader does, over the accessibility bus; run by the system's Python.

    dbus-run-session -- /usr/bin/python3 tests/e2e/screen_reader.py PYTHON DATA_FOLDER WORDS

Needs python3-gi and the Debian packages that test_screen_reader.py names. PYTHON is the one that
has the program. The last line printed is a JSON object: the tree before and after WORDS were looked
up through the bus alone, and what was announced.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from gi.repository import Gio, GLib

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
ENTRY, BUTTON = "text", "button"
FOCUSABLE, FOCUSED, SHOWING = 11, 12, 25  # bits of AtspiStateType
MOST = 3000
PATIENCE_S = 60


class Bus:
    """The accessibility bus of this session."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync(
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.a11y.Bus",
            "GetAddress",
            None,
            None,
            Gio.DBusCallFlags.NONE,
            10_000,
            None,
        ).unpack()[0]
        flags = (
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        )
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.heard: list[str] = []
        self.connection.signal_subscribe(
            None,
            "org.a11y.atspi.Event.Object",
            "Announcement",
            None,
            None,
            Gio.DBusSignalFlags.NONE,
            self._hear,
        )
        self.call(
            ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry"),
            "org.a11y.atspi.Registry",
            "RegisterEvent",
            GLib.Variant("(sass)", ("object:announcement", [], "")),
        )

    def _hear(self, *signal) -> None:
        self.heard.append(str(signal[5].unpack()[3]))

    def call(self, whom, interface, method, arguments=None):
        return self.connection.call_sync(
            whom[0],
            whom[1],
            interface,
            method,
            arguments,
            None,
            Gio.DBusCallFlags.NONE,
            10_000,
            None,
        ).unpack()

    def property(self, whom, name, interface=ACCESSIBLE):
        arguments = GLib.Variant("(ss)", (interface, name))
        return self.call(whom, "org.freedesktop.DBus.Properties", "Get", arguments)[0]

    def children(self, whom):
        return self.call(whom, ACCESSIBLE, "GetChildren")[0]

    def listen(self, seconds: float) -> None:
        """Let signals in."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.02)


def node(bus: Bus, whom, depth: int) -> dict:
    low, high = bus.call(whom, ACCESSIBLE, "GetState")[0]
    bits = low | high << 32
    return {
        "whom": list(whom),
        "depth": depth,
        "role": bus.call(whom, ACCESSIBLE, "GetRoleName")[0],
        "name": bus.property(whom, "Name"),
        "description": bus.property(whom, "Description"),
        "focusable": bool(bits >> FOCUSABLE & 1),
        "focused": bool(bits >> FOCUSED & 1),
        "showing": bool(bits >> SHOWING & 1),
    }


def tree(bus: Bus, root) -> list[dict]:
    """All of *root* in the order of a screen reader."""
    found, waiting = [], [(tuple(root), 0)]
    while waiting and len(found) < MOST:
        whom, depth = waiting.pop()
        try:
            found.append(node(bus, whom, depth))
            inner = bus.children(whom)
        except GLib.Error:
            continue  # it went while it was read
        waiting += [(tuple(child), depth + 1) for child in reversed(inner)]
    return found


def wait_for(bus: Bus, what, give_up: str):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        bus.listen(0.2)
    raise SystemExit(give_up)


def application(bus: Bus):
    for child in bus.children(REGISTRY):
        if "helfsight" in str(bus.property(tuple(child), "Name")):
            return tuple(child)
    return None


def find(nodes: list[dict], role: str, name: str = ""):
    shown = [n for n in nodes if n["role"] == role and n["showing"] and name in n["name"]]
    return tuple(shown[0]["whom"]) if shown else None


def _find_button(nodes: list[dict]):
    """There once the catalogue is open behind the first picture of the window."""
    return find(nodes, BUTTON, "Find") or find(nodes, "push button", "Find")


def ask(bus: Bus, root, words: str) -> None:
    """Type and press Find, through the interfaces that a screen reader uses."""
    button = _find_button(tree(bus, root))
    entry = wait_for(bus, lambda: find(tree(bus, root), ENTRY), "no entry field")
    text = GLib.Variant("(s)", (words,))
    bus.call(entry, "org.a11y.atspi.EditableText", "SetTextContents", text)
    bus.call(button, "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)))


def main() -> int:
    python, folder, words = sys.argv[1:4]
    bus = Bus()
    environment = os.environ | {
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
        "SHELFSIGHT_DATA_DIR": folder,
    }
    program = subprocess.Popen([python, "-m", "desktop_app"], env=environment)
    try:
        root = wait_for(bus, lambda: application(bus), "the program is not on the bus")
        wait_for(bus, lambda: _find_button(tree(bus, root)), "no button Find")
        before = tree(bus, root)
        ask(bus, root, words)
        wait_for(bus, lambda: bus.heard, "nothing was announced")
        bus.listen(1.0)
        after = tree(bus, root)
    finally:
        program.terminate()
        program.wait(20)
    result = {"before": before, "after": after, "announced": bus.heard}
    sys.stdout.write(f"\n{json.dumps(result)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
