"""All shortcuts and what they do, for the sheet that `?` opens.

A test compares this table with the shortcuts that the window and its dialogs really have.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.gui.access_sign import SIGN_IN_KEY
from desktop_app.gui.camera_head import CAMERA_KEY
from desktop_app.gui.compare_bar import DIFFERS_KEY, PAIRS_KEY, WHY_KEY
from desktop_app.gui.decision_bar import ADD_KEY, CONFIRM_KEY, OTHER_KEY, UNDO_KEY
from desktop_app.gui.detail_panel import RECOMMEND_KEY
from desktop_app.gui.filter_bar import CLEAR_KEY, FILTER_KEY
from desktop_app.gui.labels_flow import LABELS_KEY
from desktop_app.gui.next_steps import CODE_KEY, INQUIRY_KEY
from desktop_app.gui.pages import all_pages
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.results_bar import BACK_KEY, LAYOUT_KEY, SIMILAR_KEY
from desktop_app.gui.stock_move import MOVE_KEY

translate = QCoreApplication.translate


BY_WIDGETS = frozenset({"Enter", "↓", "← ↑ → ↓", "Ctrl+Z", "Ctrl+Y"})
"""Keys of the window's table that the widget with the focus handles, not a shortcut."""


def shortcut_sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """The window's table, and those of its dialogs with their titles."""
    return [
        ("", shortcut_table()),
        (translate("MainWindow", "While a photo is edited"), photo_editor_table()),
        (translate("MainWindow", "In the form for a new product"), product_form_table()),
    ]


def photo_editor_table() -> list[tuple[str, str]]:
    """Keys of `PhotoEditor`."""
    return [
        ("Ctrl+L, Ctrl+R", translate("MainWindow", "Turn left or right")),
        ("Ctrl++, Ctrl+=, Ctrl+-", translate("MainWindow", "Lighter or darker")),
        ("Ctrl+A", translate("MainWindow", "Whole picture")),
        ("Ctrl+B", translate("MainWindow", "Only the item that was found")),
        ("Ctrl+Z", translate("MainWindow", "Undo")),
        ("Ctrl+Y, Ctrl+Shift+Z", translate("MainWindow", "Redo")),
        ("Return, Enter", translate("MainWindow", "Done")),
    ]


def product_form_table() -> list[tuple[str, str]]:
    """Keys of `ProductForm`."""
    return [("Ctrl+Return, Ctrl+Enter", translate("MainWindow", "Save the product"))]


def shortcut_table() -> list[tuple[str, str]]:
    """Keys and what they do, in the language of the window."""
    return [
        ("Ctrl+O", translate("MainWindow", "Open photos of one item")),
        ("Ctrl+Shift+O", translate("MainWindow", "Add another photo of the same item")),
        ("Ctrl+V", translate("MainWindow", "Paste a picture, file, link or text")),
        ("Ctrl+Shift+V", translate("MainWindow", "Paste as another photo of the same item")),
        ("Ctrl+E", translate("MainWindow", "Turn, crop or brighten the photo")),
        ("Ctrl+Z, Ctrl+Y", translate("MainWindow", "Undo or redo a change of the photos")),
        (CAMERA_KEY, translate("MainWindow", "Camera on or off")),
        (
            translate("MainWindow", "Space, Shift+Space"),
            translate("MainWindow", "In the camera: take a photo, or another of the same item"),
        ),
        ("Ctrl+L, Ctrl+F", translate("MainWindow", "Go to the entry field")),
        ("Enter", translate("MainWindow", "Find; in the results: large view")),
        (
            translate("MainWindow", "Scanner gun"),
            translate("MainWindow", "Looks a code up wherever the focus is"),
        ),
        ("↓", translate("MainWindow", "From the field to the results")),
        ("← ↑ → ↓", translate("MainWindow", "Choose a product")),
        (WHY_KEY, translate("MainWindow", "Why? Show which regions are alike")),
        (PAIRS_KEY, translate("MainWindow", "Why? Show which parts correspond")),
        (DIFFERS_KEY, translate("MainWindow", "What differs from the next candidate")),
        (
            "Ctrl++, Ctrl+=, Ctrl+-, Ctrl+0",
            translate("MainWindow", "Enlarge the pictures, or show them whole"),
        ),
        ("Alt+.  Alt+,", translate("MainWindow", "Next or previous photo of the product")),
        (CONFIRM_KEY, translate("MainWindow", "This is it: teach the photo to the chosen product")),
        (OTHER_KEY, translate("MainWindow", "It is another product of the catalogue")),
        (ADD_KEY, translate("MainWindow", "It is a new product")),
        (UNDO_KEY, translate("MainWindow", "Take back what was taught last")),
        (MOVE_KEY, translate("MainWindow", "Move stock: take out, put in, count")),
        (LABELS_KEY, translate("MainWindow", "Labels of the chosen products")),
        (CODE_KEY, translate("MainWindow", "Give the unknown code to a product")),
        (INQUIRY_KEY, translate("MainWindow", "Ask somebody who knows: save an inquiry")),
        (READ_LABEL_KEY, translate("MainWindow", "Read the words that are printed on the item")),
        (SIMILAR_KEY, translate("MainWindow", "What looks like the chosen product")),
        (RECOMMEND_KEY, translate("MainWindow", "Substitutes, and what goes with the product")),
        (BACK_KEY, translate("MainWindow", "Back to the results before")),
        (LAYOUT_KEY, translate("MainWindow", "Results as tiles or as a list")),
        (FILTER_KEY, translate("MainWindow", "Go to the filters")),
        (CLEAR_KEY, translate("MainWindow", "Clear the filters")),
        ("Esc", translate("MainWindow", "Back, or clear the question")),
        (
            translate("MainWindow", "Review: Enter, 1–5, F3, F4"),
            translate("MainWindow", "It is the first one, one of five, another product, a new one"),
        ),
        (
            translate("MainWindow", "Review: N, S, Backspace"),
            translate("MainWindow", "Not in the catalogue, skip, take back"),
        ),
        *((page.keys, page.purpose()) for page in all_pages() if page.purpose()),
        (
            "Ctrl+PgDown, Ctrl+PgUp",
            translate("MainWindow", "Next or previous page of those beside each other"),
        ),
        (SIGN_IN_KEY, translate("MainWindow", "Sign in or out; people and roles")),
        ("Ctrl+,", translate("MainWindow", "Settings")),
        ("F11", translate("MainWindow", "Full screen")),
        ("F1, ?", translate("MainWindow", "This sheet")),
    ]
