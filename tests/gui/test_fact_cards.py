"""The cards with place, stock and price."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop_app.gui.fact_cards import FactCards
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices


def test_what_is_not_recorded_is_said_small(
    qtbot: QtBot, services: FakeServices, theme: Theme
) -> None:
    """The large words are for places that somebody walks to."""
    cards = FactCards(theme)
    qtbot.addWidget(cards)
    product = services.catalogue.all[0]
    cards.show_product(product)
    assert cards.place.value.text() == product.location != ""
    assert cards.place.words.isHidden()
    cards.show_product(replace(product, location=""))
    assert cards.place.value.text() == "–"
    assert cards.place.words.text() == "Not recorded"
    assert not cards.place.words.isHidden()
