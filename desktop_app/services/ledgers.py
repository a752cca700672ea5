"""Stock, restocking and prices of one open catalogue, built together."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.catalog.database import Database
from desktop_app.catalog.price_store import PriceStore
from desktop_app.catalog.stock_store import StockStore
from desktop_app.services.access import Access
from desktop_app.services.prices import Prices
from desktop_app.services.restock import Restock
from desktop_app.services.stock import Stock


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What is known over time: movements, forecasts, prices."""

    stock: Stock
    restock: Restock
    prices: Prices

    @classmethod
    def of(cls, database: Database, access: Access) -> Ledgers:
        """The ledgers in *database*; whoever signs in is written beside what they do."""
        store = StockStore(database)
        stock = Stock(store, access.person, guard=access)
        prices = Prices(PriceStore(database), store.product_ids, access.person, guard=access)
        access.listen(stock.use_person)
        access.listen(prices.use_person)
        return cls(stock, Restock(store), prices)
