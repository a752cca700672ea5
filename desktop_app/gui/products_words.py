"""What the page of products calls its parts of the catalogue and its steps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core.product_table import Shown
from desktop_app.services.change_steps import ChangeStep, StepKind

translate = QCoreApplication.translate


def shown_words() -> list[tuple[object, str]]:
    """Parts of the catalogue with their names."""
    return [
        (Shown.LIVE, translate("ProductsWords", "All that can be found")),
        (Shown.WITHOUT_PHOTO, translate("ProductsWords", "Without a photo")),
        (Shown.WITHOUT_CODE, translate("ProductsWords", "Without a code")),
        (Shown.WITHOUT_PRICE, translate("ProductsWords", "Without a price")),
        (Shown.WITHOUT_PLACE, translate("ProductsWords", "Without a place")),
        (Shown.ALIKE, translate("ProductsWords", "Possible duplicates")),
        (Shown.WITHDRAWN, translate("ProductsWords", "Withdrawn")),
        (Shown.ALL, translate("ProductsWords", "All, withdrawn ones too")),
    ]


def step_words(step: ChangeStep) -> str:
    """A step in a few words, with the product or how many there are."""
    count = len(step.edits)
    one = {
        StepKind.ADDED: translate("ProductsWords", "“{name}” added"),
        StepKind.EDITED: translate("ProductsWords", "“{name}” changed"),
        StepKind.PHOTOS: translate("ProductsWords", "photos of “{name}”"),
        StepKind.MERGED: translate("ProductsWords", "“{name}” merged"),
        StepKind.WITHDRAWN: translate("ProductsWords", "“{name}” withdrawn"),
        StepKind.RESTORED: translate("ProductsWords", "“{name}” restored"),
        StepKind.SWAPPED: translate("ProductsWords", "place of “{name}” swapped"),
    }
    many = {
        StepKind.EDITED: translate("ProductsWords", "{n} products changed"),
        StepKind.WITHDRAWN: translate("ProductsWords", "{n} products withdrawn"),
        StepKind.RESTORED: translate("ProductsWords", "{n} products restored"),
    }
    if count > 1 and step.kind in many:
        return many[step.kind].format(n=QLocale().toString(count))
    return one[step.kind].format(name=step.name)
