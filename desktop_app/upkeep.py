"""What is done behind the open window: embed, measure, back up, check, tidy."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.core.errors import ShelfsightError
from desktop_app.services.bundle import Services
from desktop_app.services.import_folder import clear_import_folders
from desktop_app.services.safety import Safety

LOOK_AGAIN_S = 3600.0
"""A window stays open for days; so often it is asked whether a backup is due."""

_log = logging.getLogger(__name__)


def _keep_safe(safety: Safety, closing: threading.Event) -> None:
    """A backup a day, one look at the whole catalogue, no leftovers of old imports."""
    try:
        if not closing.is_set():
            safety.sweep_photos()
    except (ShelfsightError, OSError) as error:
        _log.warning("old photos were not deleted: %s", error)
    checked = False
    while not closing.is_set():
        clear_import_folders()
        try:
            safety.back_up_if_due(should_stop=closing.is_set)
            if not checked and not closing.is_set():
                checked = True
                safety.check_after_start(should_stop=closing.is_set)
        except (ShelfsightError, OSError) as error:
            _log.warning("the catalogue was not backed up or checked: %s", error)
        closing.wait(LOOK_AGAIN_S)


@contextmanager
def tidying(services: Services) -> Iterator[None]:
    """Forget old lookups, then embed what the model pack has not met, behind the open window.

    A switch of packs that was cut short goes on after that, and what changed is measured.
    """
    closing = threading.Event()

    def work() -> None:
        try:
            services.tidy_history()
        except ShelfsightError as error:
            _log.warning("old lookups were not deleted: %s", error)
        try:
            services.reembedding.run(should_stop=closing.is_set)
        except ShelfsightError as error:
            _log.warning("the catalogue was not embedded again: %s", error)
        prepared = services.pack_choice.prepared_pack()
        if prepared and not closing.is_set():
            try:
                services.pack_switch.run(prepared, resuming=True, should_stop=closing.is_set)
            except ShelfsightError as error:
                _log.warning("the model pack %s was not prepared: %s", prepared, error)
        try:
            services.quality.keep_up(should_stop=closing.is_set)
        except ShelfsightError as error:
            _log.info("the quality was not measured: %s", error)
        _keep_safe(services.safety, closing)

    thread = threading.Thread(target=work, name="reembedding", daemon=True)
    thread.start()
    try:
        yield
    finally:
        closing.set()
        thread.join()
