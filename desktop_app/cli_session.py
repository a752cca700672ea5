"""What every command needs: the catalogue that was asked for, signed in, and a way to stop."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer

from desktop_app.app import opened_services
from desktop_app.core.types import ShouldStop
from desktop_app.log_files import start_logging
from desktop_app.paths import DataFolder
from desktop_app.services.access import Access
from desktop_app.services.bundle import Services
from desktop_app.settings import Settings
from desktop_app.terminal import Terminal

PIN_VARIABLE = "SHELFSIGHT_PIN"


@dataclass(frozen=True, slots=True)
class Session:
    """Where the catalogue is, the settings, the terminal, and who wants to be signed in."""

    folder: DataFolder
    settings: Settings
    terminal: Terminal
    person: str = ""

    @contextmanager
    def services(self) -> Iterator[Services]:
        start_logging(self.folder)
        with opened_services(self.folder, self.settings) as services:
            sign_in(self, services.access)
            if services.pack_choice.problem is not None:
                self.terminal.error(services.pack_choice.problem)
            if (trouble := services.adaptations.state.problem) is not None:
                self.terminal.error(trouble)
            self._embed_missing(services)
            yield services

    def _embed_missing(self, services: Services) -> None:
        """A model pack that this catalogue has not met needs its embeddings first."""
        if not services.reembedding.missing():
            return
        label = self.terminal.translate("cli", "Reading the catalogue with the new model")
        with self.terminal.progress(label) as progress:
            services.reembedding.run(progress=progress)


def sign_in(session: Session, access: Access) -> None:
    """Sign in as `--person` said; nothing happens without it.

    Raises:
        UserError: name and PIN do not belong together.
    """
    if not session.person:
        return
    pin = os.environ.get(PIN_VARIABLE)
    if pin is None and _has_pin(access, session.person):
        pin = asked_unseen(session.terminal.translate("cli", "PIN"))
    access.sign_in(session.person, pin or "")


def _has_pin(access: Access, name: str) -> bool:
    known = {person.name.casefold(): person for person in access.people()}
    person = known.get(name.strip().casefold())
    return person is None or person.has_pin


def asked_unseen(words: str) -> str:
    """What somebody types unseen; empty where nobody is there to type."""
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(words, hide_input=True, err=True))


@contextmanager
def stopped_by_ctrl_c() -> Iterator[ShouldStop]:
    """First Ctrl+C asks to stop at the next safe place, the second one ends at once."""
    asked: list[bool] = []
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: Any) -> None:
        del number, frame
        asked.append(True)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
