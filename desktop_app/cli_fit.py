"""The fit of lookups that follows an import by itself, as the command line runs and tells it."""

from __future__ import annotations

import logging
from typing import Any

from desktop_app.cli_session import Session
from desktop_app.core.adaptation import AdaptationReport, AdaptationVerdict
from desktop_app.core.adaptation_wording import after_import_words
from desktop_app.core.errors import Cancelled, UserError
from desktop_app.core.types import ShouldStop
from desktop_app.services.adaptation_json import report_object
from desktop_app.services.bundle import Services
from desktop_app.services.import_report import ImportReport
from desktop_app.terminal import Terminal

_log = logging.getLogger(__name__)


def fit_after(
    services: Services, done: ImportReport, session: Session, should_stop: ShouldStop
) -> AdaptationReport | None:
    """The trial that is due after an import; None where none is, or none could be made.

    The import is done and saved by then: what goes wrong here is noted and keeps nobody from it.
    """
    fit, terminal = services.fit_after_import, session.terminal
    try:
        if not fit.is_due(done):
            return None
        label = terminal.translate("cli", "Fitting lookups to your photos")
        with terminal.progress(label) as progress:
            return fit.run(
                person=services.access.person, progress=progress, should_stop=should_stop
            )
    except Cancelled:
        return None
    except UserError as error:
        _log.warning("no fit after the import: %s", error.message.id)
        return None


def fit_object(report: AdaptationReport | None) -> dict[str, Any]:
    """What the JSON object of an import says of the fit: null where no trial was made."""
    return {"fit": None if report is None else report_object(report)}


def say_fit(terminal: Terminal, report: AdaptationReport | None) -> None:
    """Say it where lookups are answered in another way now."""
    if report is None or not (report.is_kept or report.was_taken_back):
        return
    terminal.say(after_import_words(report, terminal.translate_text))
    if report.verdict is AdaptationVerdict.HELPS:
        words = terminal.translate("cli", "`shelfsight adapt --remove` takes the fit back.")
        terminal.note(words)
