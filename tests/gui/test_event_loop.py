"""The window stays quick: whatever may take long is asked on other threads than its own.

How long its own reactions take is measured by `python -m tests.benchmarks.event_loop`.
"""

from __future__ import annotations

import inspect
import threading
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices
from tests.gui.conftest import open_window

QUICK = {"catalogue.photo_path", "catalogue.thumbnail_path"}
"""What only puts a path together."""


def _watch(services: FakeServices) -> list[tuple[str, int]]:
    """Let each service note which thread it is asked on; the notes."""
    asked: list[tuple[str, int]] = []

    def watched(name: str, method: Any) -> Any:
        def call(*values: object, **options: object) -> object:
            asked.append((name, threading.get_ident()))
            return method(*values, **options)

        return call

    for part, service in vars(services).items():
        if not type(service).__module__.startswith("tests."):
            continue
        for name in dir(type(service)):
            if inspect.isfunction(getattr(type(service), name)) and not name.startswith("_"):
                setattr(service, name, watched(f"{part}.{name}", getattr(service, name)))
    return asked


def test_no_service_is_asked_on_the_thread_of_the_window(
    qtbot: QtBot, services: FakeServices, theme: Theme, photo_file: Path
) -> None:
    asked = _watch(services)
    window = open_window(qtbot, services, theme)
    here = threading.get_ident()
    try:
        services.importer.gate, services.importer.steps = threading.Event(), 3
        window.import_panel.start(Path("goods.csv"))
        with qtbot.waitSignal(window.find_page.answered):
            window.find_page.query.field.setText("gloves")
            window.find_page.query.use_photos([PhotoInput.from_path(photo_file)])
        with qtbot.waitSignal(window.import_panel.session.finished):
            services.importer.gate.set()
        for spec in window.host.specs:
            window.show_page(spec.name)
        assert {name for name, thread in asked if thread == here} <= QUICK
        assert {"lookup.lookup", "importer.run", "catalogue.counts"} <= {name for name, _ in asked}
    finally:
        window.close()
