"""Why two products should change places, in words."""

from __future__ import annotations

from collections.abc import Callable

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


def swap_reason(swap: Swap, translate: Translate = same, number: Callable[[int], str] = str) -> str:
    """One sentence with the figures that speak for it, as *number* writes them."""
    return translate(_REASON).format(
        far=swap.far.sku,
        more=number(swap.far.lookups),
        far_stops=number(swap.far.stops),
        far_place=swap.far.place,
        near=swap.near.sku,
        less=number(swap.near.lookups),
        near_stops=number(swap.near.stops),
        near_place=swap.near.place,
        saved=number(swap.saved),
    )
