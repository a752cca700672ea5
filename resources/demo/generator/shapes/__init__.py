"""Shapes by name. A builder adds the objects of one product to the scene, front to -y, on z = 0."""

from __future__ import annotations

from collections.abc import Callable

from generator.products.model import Product
from generator.shapes import electric, goods, handtools, packs, parts, turned, vessels

Builder = Callable[[Product], None]

SHAPES: dict[str, Builder] = {
    "box": packs.box,
    "glovebox": packs.glovebox,
    "gable": packs.gable,
    "carton": packs.shipping,
    "shoebox": packs.shoebox,
    "bar": packs.bar,
    "ivbag": packs.ivbag,
    "headerbag": packs.headerbag,
    "standpouch": packs.standpouch,
    "tube": packs.tube,
    "bottle": vessels.bottle,
    "pump": vessels.pump,
    "spray": vessels.spray,
    "jug": vessels.jug,
    "can": turned.can,
    "drinkcan": turned.drinkcan,
    "jar": turned.jar,
    "tin": turned.tin,
    "flask": vessels.flask,
    "oilfilter": turned.oilfilter,
    "battery": turned.battery,
    "mug": turned.mug,
    "bandage": goods.bandage,
    "taperoll": goods.taperoll,
    "bagroll": goods.bagroll,
    "sponge": goods.sponge,
    "binder": goods.binder,
    "marker": goods.marker,
    "stapler": goods.stapler,
    "lamp": goods.lamp,
    "bearing": parts.bearing,
    "bolt": parts.bolt,
    "pulley": parts.pulley,
    "fitting": parts.fitting,
    "screwdriver": handtools.screwdriver,
    "wrench": handtools.wrench,
    "hammer": handtools.hammer,
    "pliers": handtools.pliers,
    "tapemeasure": handtools.tapemeasure,
    "level": handtools.level,
    "bulb": electric.bulb,
    "socket": electric.socket,
    "reel": electric.reel,
    "breaker": electric.breaker,
}
