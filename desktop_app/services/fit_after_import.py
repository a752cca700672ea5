"""Lookups fitted by themselves, once an import has brought most of what there is to learn from.

`shelfsight adapt` helps a catalogue that the network never saw, and nobody who has just imported
one thinks of it. So an import that brought many photos is followed by the same trial, which keeps
a fit only where it clearly helps (docs/adr/0139).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.core.adaptation import AdaptationReport
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.services.adaptations import Adaptations
from desktop_app.services.import_report import ImportReport

LEAST_SHARE = 0.05
"""Of the references an import must have brought so much: fewer photos change nothing in a fit."""

MOST_REFERENCES = 20_000
"""A trial among more takes longer than a person waits beside an import; the page *Quality* and
`shelfsight adapt` try it at any size."""


class FitAfterImport:
    """Says whether a trial is due after an import, and makes it.

    Args:
        adaptations: tries, keeps and takes back.
        references: how many the catalogue holds.
        is_wanted: whether the settings say so.
        is_calibrated: whether it was learned from people's decisions how sure answers are, which
            holds for the similarities of now alone.
    """

    def __init__(
        self,
        adaptations: Adaptations,
        references: Callable[[], int],
        is_wanted: Callable[[], bool],
        is_calibrated: Callable[[], bool],
    ) -> None:
        self._adaptations = adaptations
        self._references = references
        self._is_wanted = is_wanted
        self._is_calibrated = is_calibrated

    def is_due(self, report: ImportReport) -> bool:
        """Whether a trial follows an import that did this.

        Not where somebody took a fit back by hand: that decision holds until one is kept by hand.
        Nor where another fit would lose what was learned from people's decisions.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        references = self._references()
        return (
            self._is_wanted()
            and not report.stopped
            and report.photos_added >= max(1.0, LEAST_SHARE * references)
            and references <= MOST_REFERENCES
            and not self._is_calibrated()
            and not self._adaptations.was_declined
        )

    def run(
        self,
        *,
        person: str = "",
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> AdaptationReport:
        """Try a fit, and use it if it clearly helps; as `Adaptations.fit`.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be read or written; nothing was changed.
            Cancelled: *should_stop* said so, or the model changed meanwhile; nothing was changed.
        """
        return self._adaptations.fit(person=person, progress=progress, should_stop=should_stop)
