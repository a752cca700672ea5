"""How figures of quality, problems of photos and reasons of recommendations are said.

English stands here and is the key of the translation; a translation is put in at the edge.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.association import LEAST_SESSIONS, LEAST_TOGETHER, Association
from desktop_app.core.best_fit import FitPoint, FitReason
from desktop_app.core.count_wording import Counted, counted
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same, sentences
from desktop_app.core.photo_traits import PhotoProblem
from desktop_app.core.precision_curve import CurvePoint
from desktop_app.core.proportion import cases_to_show

_ = QT_TRANSLATE_NOOP

PROBLEM_WORDS: Mapping[PhotoProblem, str] = MappingProxyType(
    {
        PhotoProblem.NO_PHOTO: _("wording", "No photo"),
        PhotoProblem.ONE_PHOTO: _("wording", "Only one photo"),
        PhotoProblem.MISSING: _("wording", "Photo cannot be read"),
        PhotoProblem.DUPLICATE: _("wording", "Same picture as another product"),
        PhotoProblem.TINY: _("wording", "Too small"),
        PhotoProblem.DARK: _("wording", "Too dark"),
        PhotoProblem.FLAT: _("wording", "Shows almost nothing"),
        PhotoProblem.BLURRED: _("wording", "Blurred"),
    }
)

PROBLEM_ADVICE: Mapping[PhotoProblem, str] = MappingProxyType(
    {
        PhotoProblem.NO_PHOTO: _("wording", "Photos cannot find it: add two or three."),
        PhotoProblem.ONE_PHOTO: _("wording", "Add a photo from another side."),
        PhotoProblem.MISSING: _("wording", "Import or take the photo again."),
        PhotoProblem.DUPLICATE: _("wording", "Photograph what tells the two apart."),
        PhotoProblem.TINY: _("wording", "Take it again, nearer or in higher resolution."),
        PhotoProblem.DARK: _("wording", "Take it again with more light."),
        PhotoProblem.FLAT: _("wording", "Take it again with the item in view."),
        PhotoProblem.BLURRED: _("wording", "Take it again, held still and in focus."),
    }
)

FIT_WORDS: Mapping[FitReason, str] = MappingProxyType(
    {
        FitReason.LIKELIEST: _("wording", "most like what was asked ({figure})"),
        FitReason.IN_STOCK: _("wording", "in stock ({figure})"),
        FitReason.MOST_STOCK: _("wording", "in stock, the most of all ({figure})"),
        FitReason.CHEAPEST: _("wording", "cheapest ({figure})"),
        FitReason.OUT_OF_STOCK: _("wording", "out of stock"),
        FitReason.DEARER: _("wording", "{figure} dearer"),
        FitReason.LESS_LIKE: _("wording", "clearly less like it ({figure})"),
    }
)

_MATCHES = _("wording", "Right: {right} of {matches}, a precision of {precision}.")
_SURE = _("wording", "In 95 of 100 cases like this it is at least {low}.")
_AND_THEN = _("wording", "{first} {second}")
_GUESS = _(
    "wording",
    "So few matches make it a guess: to be sure of {target} it takes {needed} matches"
    " without a mistake.",
)
_NO_MATCH = _("wording", "No photo of this catalogue would be called a match.")

_TOGETHER = _(
    "wording",
    "in {together} of {sessions} ({confidence}), {lift} times as often as by chance"
    " (support {support})",
)
_TOO_LITTLE = _(
    "wording",
    "Too little history: {sessions} of two products and more, {own} with this one."
    " It takes {least_sessions} and {least_together}.",
)
_NOTHING = _("wording", "Nothing is looked up with it more often than by chance.")


def percent(value: float, digits: int = 1) -> str:
    """A share as a person reads it; a dash where there was nothing to count."""
    return "–" if math.isnan(value) else f"{value * 100:.{digits}f} %"


def threshold_words(point: CurvePoint, target: float = 0.99, translate: Translate = same) -> str:
    """What a threshold does to the matches, and how far that can be trusted."""
    if not point.matches:
        return translate(_NO_MATCH)
    said = [
        translate(_MATCHES).format(
            right=point.right,
            matches=counted(point.matches, Counted.MATCHES, translate),
            precision=percent(point.precision),
        ),
        translate(_SURE).format(low=percent(point.at_least)),
    ]
    if point.is_guess:
        guess = translate(_GUESS)
        said.append(guess.format(target=percent(target, 0), needed=cases_to_show(target)))
    return sentences(said, translate(_AND_THEN))


def association_words(association: Association, translate: Translate = same) -> str:
    """What the history says of two products that are looked up together."""
    return translate(_TOGETHER).format(
        together=association.together,
        sessions=counted(association.of, Counted.SESSIONS, translate),
        confidence=percent(association.confidence, 0),
        lift=f"{association.lift:.1f}",
        support=percent(association.support),
    )


def no_association_words(sessions: int, own: int, translate: Translate = same) -> str:
    """Why nothing is said to be looked up with a product."""
    if sessions >= LEAST_SESSIONS and own >= LEAST_TOGETHER:
        return translate(_NOTHING)
    return translate(_TOO_LITTLE).format(
        sessions=counted(sessions, Counted.SESSIONS, translate),
        own=own,
        least_sessions=LEAST_SESSIONS,
        least_together=LEAST_TOGETHER,
    )


def fit_words(point: FitPoint, translate: Translate = same) -> str:
    """One reason for or against a product."""
    return translate(FIT_WORDS[point.reason]).format(figure=point.figure)
