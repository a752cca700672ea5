"""How the trial of a map is said: kept or not, and on what it rests.

English stands here and is the key of the translation; a translation is put in at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.adaptation import (
    LEAST_ASKED,
    LEAST_PRODUCTS,
    AdaptationFigures,
    AdaptationReport,
    AdaptationVerdict,
)
from desktop_app.core.count_wording import Counted, counted
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same
from desktop_app.core.quality_wording import percent

_ = QT_TRANSLATE_NOOP

_KEPT = _("wording", "Kept: lookups use the fit from now on.")
_WOULD_HELP = _("wording", "It would help. Nothing was changed.")
_TAKEN_BACK = _("wording", "The fit from before was taken back.")

_FITTED = _(
    "wording",
    "Lookups were fitted to your photos: in a trial {after} of them came right first, {before}"
    " without the fit.",
)
_NO_LONGER = _(
    "wording", "The fit from before would not help the catalogue of today and was taken back."
)

_REASONS: Mapping[AdaptationVerdict, str] = MappingProxyType(
    {
        AdaptationVerdict.NO_GAIN: _("wording", "Not kept, would not help."),
        AdaptationVerdict.UNSURE: _(
            "wording", "Not kept: the gain is too small to tell from chance."
        ),
        AdaptationVerdict.TOO_FEW: _(
            "wording",
            "Not kept: it takes {photos} photos of {products} products with two photos or more"
            " to tell.",
        ),
    }
)

_COUNTS = _(
    "wording",
    "Asked with {photos}, each among a few others at a time: {won} came right more often, {lost}"
    " less often.",
)


def verdict_words(report: AdaptationReport, translate: Translate = same) -> str:
    """Kept or not, in one or two sentences."""
    if report.verdict is AdaptationVerdict.HELPS:
        return translate(_KEPT if report.is_kept else _WOULD_HELP)
    words = translate(_REASONS[report.verdict])
    words = words.format(photos=LEAST_ASKED, products=LEAST_PRODUCTS)
    return f"{words} {translate(_TAKEN_BACK)}" if report.was_taken_back else words


def counts_words(figures: AdaptationFigures, translate: Translate = same) -> str:
    """On what the verdict rests; empty where nothing was asked."""
    if figures.before_1 != figures.before_1:  # nan
        return ""
    said, photos = translate(_COUNTS), counted(figures.asked, Counted.PHOTOS, translate)
    return said.format(photos=photos, won=figures.won, lost=figures.lost)


def change_words(before: float, after: float) -> str:
    """Two shares, as `80.6 % → 96.4 %`."""
    return f"{percent(before)} → {percent(after)}"


def after_import_words(report: AdaptationReport, translate: Translate = same) -> str:
    """What a trial that nobody asked for has changed; empty where that is nothing."""
    if report.is_kept:
        before, after = percent(report.figures.before_1), percent(report.figures.after_1)
        return translate(_FITTED).format(before=before, after=after)
    return translate(_NO_LONGER) if report.was_taken_back else ""
