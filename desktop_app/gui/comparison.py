"""Lets a person see why: heat maps over both pictures, and what the next candidate differs in.

Between the answer, the pictures and the explanations that come later: what is shown follows the
photos that are shown, and whatever was asked before is cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.explanation_words import (
    alike_words,
    pairs_words,
    region_letter,
    regions_words,
)
from desktop_app.core.picture_places import places_words
from desktop_app.core.product_difference import Asked, differences
from desktop_app.core.types import Answer, Candidate, Photo
from desktop_app.gui.candidate_model import CandidateModel
from desktop_app.gui.compare_bar import (
    DIFFERS_KEY,
    FIT_KEY,
    PAIRS_KEY,
    WHY_KEY,
    ZOOM_IN_KEY,
    ZOOM_OUT_KEY,
)
from desktop_app.gui.detail_panel import DetailPanel
from desktop_app.gui.explanation_session import Explains, ExplanationSession
from desktop_app.gui.messages import notice_of
from desktop_app.gui.picture_overlays import HeatOverlay, Mark, MarkOverlay, Overlays
from desktop_app.gui.translator import translate_wording
from desktop_app.services.lookup import LookupOutcome

NEXT_PHOTO_KEY, PREVIOUS_PHOTO_KEY = "Alt+.", "Alt+,"


class Comparison(QObject):
    """Explains what the detail panel shows, when asked to."""

    def __init__(
        self, service: Explains, detail: DetailPanel, candidates: CandidateModel, page: QWidget
    ) -> None:
        super().__init__(page)
        self.session = ExplanationSession(service, self)
        self._detail = detail
        self._view, self._bar = detail.compare, detail.compare_bar
        self._panel = detail.difference
        self._candidates = candidates
        self._photos: tuple[PhotoInput, ...] = ()
        self._asked = Asked()
        self._candidate: Candidate | None = None
        self._rival: Candidate | None = None
        self._explanation: Explanation | None = None
        self._contrast: Contrast | None = None
        self._connect()
        self._add_shortcuts(page)
        page.installEventFilter(self)

    def _connect(self) -> None:
        self._bar.why_toggled.connect(self._toggle_why)
        self._bar.differs_toggled.connect(self._toggle_differs)
        self._bar.pairs_toggled.connect(self._show)
        self._view.stepped.connect(self._ask)
        self.session.explained.connect(self._show_explanation)
        self.session.contrasted.connect(self._show_contrast)
        self.session.failed.connect(self._show_error)

    def _add_shortcuts(self, page: QWidget) -> None:
        zoom, bar, side = self._view.zoom, self._bar, self._view.product_side
        reactions: dict[str, Callable[[], None]] = {
            WHY_KEY: bar.why.click,
            DIFFERS_KEY: bar.differs.click,
            PAIRS_KEY: self._press_pairs,
            ZOOM_IN_KEY: zoom.zoom_in,
            "Ctrl+=": zoom.zoom_in,  # where plus needs Shift
            ZOOM_OUT_KEY: zoom.zoom_out,
            FIT_KEY: zoom.fit,
            NEXT_PHOTO_KEY: lambda: side.step(1),
            PREVIOUS_PHOTO_KEY: lambda: side.step(-1),
        }
        for key, reaction in reactions.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.activated.connect(self._if_seen(reaction))

    def _if_seen(self, reaction: Callable[[], None]) -> Callable[[], None]:
        def react() -> None:
            if self._detail.isVisible():
                reaction()

        return react

    # what is compared

    def clear(self) -> None:
        """A new question is asked: nothing of the old one is explained any more."""
        self.session.cancel()
        self._photos, self._asked = (), Asked()
        self._candidate = self._rival = None
        self._switch_off()

    def use_outcome(self, photos: Sequence[PhotoInput], outcome: LookupOutcome) -> None:
        """Photos that were asked about and what became of them; only those read are explained."""
        pairs = zip(photos, outcome.photos, strict=False)
        read = [p for p, state in pairs if isinstance(state, PhotoAnalysis) and state.picture]
        self._use(tuple(read), outcome.answer)

    def use_stored(self, thumbnail: bytes | None, answer: Answer) -> None:
        """An answer of the history: its photo is explained by the small copy that was kept."""
        kept = () if thumbnail is None else (PhotoInput("history", data=thumbnail),)
        self._use(kept, answer)

    def _use(self, photos: tuple[PhotoInput, ...], answer: Answer) -> None:
        self.session.cancel()
        self._photos, self._asked = photos, Asked(answer.text, answer.codes)
        self._bar.allow(why=bool(photos))
        self._switch_off()

    def show_candidate(self, candidate: Candidate) -> None:
        """The chosen product; what is on stays on for it."""
        self._candidate, self._rival = candidate, self._next_to(candidate)
        self._bar.allow(differs=self._rival is not None)
        if self._rival is None:
            self._bar.differs.setChecked(False)
        self._show_rival()
        self._ask()

    def close(self) -> None:
        self.session.close()

    def _next_to(self, candidate: Candidate) -> Candidate | None:
        """The candidate after *candidate*; before it where it is the last."""
        shown = self._candidates.candidates
        place = next((n for n, other in enumerate(shown) if other is candidate), None)
        if place is None or len(shown) < 2:
            return None
        return shown[place + 1] if place + 1 < len(shown) else shown[place - 1]

    # what is on

    @Slot(bool)
    def _toggle_why(self, on: bool) -> None:  # noqa: FBT001  (a signal's argument)
        if on:
            self._bar.differs.setChecked(False)
        self._bar.show_why(shown=on)
        self._ask()

    @Slot(bool)
    def _toggle_differs(self, on: bool) -> None:  # noqa: FBT001  (a signal's argument)
        if on:
            self._bar.why.setChecked(False)
        self._show_rival()
        self._detail.show_pictures_first(first=on)
        self._ask()

    def _press_pairs(self) -> None:
        """Matching parts are a part of why: the key alone asks for both."""
        if self._bar.why.isChecked():
            self._bar.pairs.click()
        elif self._bar.why.isEnabled():
            self._bar.pairs.setChecked(True)
            self._bar.why.click()

    def _switch_off(self) -> None:
        for toggle in (self._bar.why, self._bar.differs, self._bar.pairs):
            toggle.setChecked(False)
        self._clear_pictures()

    def _clear_pictures(self) -> None:
        self._explanation = self._contrast = None
        self._view.clear_overlays()
        self._bar.say("")

    def _show_rival(self) -> None:
        rival = self._rival if self._bar.differs.isChecked() else None
        self._panel.setVisible(rival is not None)
        if rival is None or self._candidate is None:
            self._view.show_rival((), 0, "")
            return
        self._view.show_rival(*self._detail.pictures_of(rival), rival.product.name)
        products = self._candidate.product, rival.product
        self._panel.show_products(*products, differences(*products, self._asked))

    # explanations

    @Slot()
    def _ask(self) -> None:
        self.session.cancel()
        self._clear_pictures()
        query, first = self._query(), _shown(self._candidate, self._view.product_side.position)
        if query is None or first is None:
            return
        second = _shown(self._rival, self._view.rival_side.position)
        if self._bar.differs.isChecked() and second is not None:
            self.session.contrast(query, first, second)
        elif self._bar.why.isChecked():
            self._bar.say(self.tr("Looking for what is alike…"))
            self.session.explain(query, first)

    def _query(self) -> PhotoInput | None:
        position = self._view.query_side.position
        return self._photos[position] if position < len(self._photos) else None

    @Slot(object)
    def _show_explanation(self, explanation: Explanation) -> None:
        self._explanation = explanation
        self._show()
        _announce(self._bar.sentence, self._bar.sentence.text())

    @Slot(object)
    def _show_contrast(self, contrast: Contrast) -> None:
        self._contrast = contrast
        self._show()
        spoken = (self._panel.title.text(), self._panel.regions.text(), *self._panel.lines)
        _announce(self._panel, ". ".join(spoken))

    @Slot()
    def _show(self) -> None:
        if self._explanation is not None:
            self._draw_explanation(self._explanation)
        if self._contrast is not None:
            self._draw_contrast(self._contrast)

    def _draw_explanation(self, found: Explanation) -> None:
        paired = self._bar.pairs.isChecked()
        lines = pairs_words(found, translate_wording) if paired else ()
        marks = list(enumerate(found.pairs, 1)) if paired else []
        sides = (
            (self._view.query_side, found.query, [Mark(p.query, str(n)) for n, p in marks]),
            (
                self._view.product_side,
                found.reference,
                [Mark(p.reference, str(n)) for n, p in marks],
            ),
        )
        for side, contributions, signs in sides:
            where = places_words(contributions, translate_wording)
            spoken = self.tr("Most alike: {places}").format(places=where)
            heat = HeatOverlay(contributions)
            side.view.show_overlay(Overlays(heat, MarkOverlay(signs)), spoken)
        self._bar.say("\n".join((alike_words(found, translate_wording), *lines)))

    def _draw_contrast(self, found: Contrast) -> None:
        if self._candidate is None or self._rival is None:
            return
        names = self._candidate.product.name, self._rival.product.name
        lines = regions_words(found, names, translate_wording)
        signs = [
            (region_letter(n), region, not region.speaks_for_first)
            for n, region in enumerate(found.regions)
        ]
        sides = (
            (self._view.query_side, [Mark(r.query, s, dashed) for s, r, dashed in signs]),
            (self._view.product_side, [Mark(r.first, s, dashed) for s, r, dashed in signs]),
            (self._view.rival_side, [Mark(r.second, s, dashed) for s, r, dashed in signs]),
        )
        for side, marks in sides:
            side.view.show_overlay(MarkOverlay(marks), "; ".join(lines))
        self._panel.show_regions(lines)

    @Slot(object)
    def _show_error(self, error: BaseException) -> None:
        text = notice_of(error).text
        words = f"{text.what} {text.next}"
        if self._bar.differs.isChecked():
            self._panel.show_regions((words,))
        else:
            self._bar.say(words)
            _announce(self._bar.sentence, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        return super().eventFilter(watched, event)


def _shown(candidate: Candidate | None, position: int) -> Photo | None:
    photos = candidate.product.photos if candidate is not None else ()
    return photos[position] if position < len(photos) else None


def _announce(about: QWidget, words: str) -> None:
    """Let a screen reader say *words*: the focus stays where it is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
