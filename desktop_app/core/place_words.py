"""Why two products should change places, in words."""

from __future__ import annotations

from desktop_app.core.message_texts import QT_TRANSLATE_NOOP
from desktop_app.core.messages import Translate, same
from desktop_app.core.places import Swap

CONTEXT = "places"
_ = QT_TRANSLATE_NOOP

_REASON = _(
    "places",
    "{far} (lookups: {more}, stops: {far_stops}, at {far_place}) and {near}"
    " (lookups: {less}, stops: {near_stops}, at {near_place}). Stops saved: {saved}.",
)


def swap_reason(swap: Swap, translate: Translate = same) -> str:
    """One sentence with the figures that speak for it."""
    return translate(_REASON).format(
        far=swap.far.sku,
        more=swap.far.lookups,
        far_stops=swap.far.stops,
        far_place=swap.far.place,
        near=swap.near.sku,
        less=swap.near.lookups,
        near_stops=swap.near.stops,
        near_place=swap.near.place,
        saved=swap.saved,
    )
