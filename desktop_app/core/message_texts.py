"""What each message says: what happened, what is safe, what to do next.

English stands here and is the key of the translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.core.message_ids import MessageId


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  (the name that Qt's lupdate looks for)
    """Mark *text* for translation without translating it."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class MessageText:
    """The three sentences of a message in English, with `{placeholders}`."""

    what: str
    safe: str
    next: str


def _text(what: str, safe: str, next_: str) -> MessageText:
    return MessageText(what, safe, next_)


_ = QT_TRANSLATE_NOOP

_ONLY_THIS_PHOTO = _("messages", "Nothing else is affected.")
_CATALOGUE_UNCHANGED = _("messages", "Your catalogue is unchanged.")
_ROW_LEFT_OUT = _("messages", "Only this row was left out.")
_CORRECT_ROW = _("messages", "Correct the row and import the file again; the other rows stay.")
_PRODUCT_STAYS = _("messages", "The product stays, without this photo.")

TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.PHOTO_UNREADABLE: _text(
            _("messages", "“{name}” is not a picture that can be read, or it is damaged."),
            _ONLY_THIS_PHOTO,
            _("messages", "Open it in another program to check it, or take the photo again."),
        ),
        MessageId.PHOTO_MISSING: _text(
            _("messages", "“{name}” was not found or may not be opened."),
            _ONLY_THIS_PHOTO,
            _("messages", "Check the name, the folder and the permission, then try again."),
        ),
        MessageId.PHOTO_EMPTY: _text(
            _("messages", "“{name}” is an empty file."),
            _ONLY_THIS_PHOTO,
            _("messages", "Copy it again from the camera or phone."),
        ),
        MessageId.PHOTO_TOO_LARGE: _text(
            _("messages", "“{name}” is too large: {width} × {height} pixels, {megabytes} MB."),
            _ONLY_THIS_PHOTO,
            _("messages", "Save it with at most 50 megapixels and 64 MB and try again."),
        ),
        MessageId.PHOTO_FORMAT: _text(
            _("messages", "“{name}” is not in a picture format that Shelfsight reads."),
            _ONLY_THIS_PHOTO,
            _("messages", "Save it as JPEG, PNG, WebP, BMP, GIF or TIFF and try again."),
        ),
        MessageId.PHOTO_HEIC: _text(
            _("messages", "“{name}” is an iPhone photo in HEIC format, which cannot be read here."),
            _ONLY_THIS_PHOTO,
            _("messages", "Set the phone's camera format to “Most compatible” or save it as JPEG."),
        ),
        MessageId.PHOTO_CRASHED_READER: _text(
            _("messages", "“{name}” made the picture reader stop; the file is damaged or hostile."),
            _("messages", "The reader was started again; nothing is lost."),
            _("messages", "Do not use this file; take the photo again."),
        ),
        MessageId.PHOTO_TIMED_OUT: _text(
            _("messages", "“{name}” took longer than {seconds} seconds to read and was given up."),
            _("messages", "The reader was started again; nothing is lost."),
            _("messages", "Save the picture smaller and try again."),
        ),
        MessageId.PHOTO_OUTSIDE_FOLDER: _text(
            _("messages", "“{name}” lies outside the folder of the imported file."),
            _PRODUCT_STAYS,
            _("messages", "Put the photos beside the file and name them by a relative path."),
        ),
        MessageId.QUERY_EMPTY: _text(
            _("messages", "There is nothing to look up yet."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Give a photo, a few words or a code."),
        ),
        MessageId.LABEL_READER_MISSING: _text(
            _("messages", "The print on an item cannot be read: the reader is not installed."),
            _("messages", "Everything else works without it."),
            _("messages", "Install Shelfsight once more with the extra “reading” (see README)."),
        ),
        MessageId.LABEL_READER_ADDON: _text(
            _("messages", "The print on an item cannot be read: the reader is not installed."),
            _("messages", "Everything else works without it."),
            _(
                "messages",
                "Unpack the add-on for reading into the folder “addons” beside the program"
                " (administrator's guide).",
            ),
        ),
        MessageId.LABEL_READER_OTHER: _text(
            _(
                "messages",
                "The print on an item cannot be read: the add-on for reading was made for another"
                " version of Shelfsight.",
            ),
            _("messages", "Everything else works without it."),
            _("messages", "Put the add-on of this version in its place (administrator's guide)."),
        ),
        MessageId.LABEL_READER_LOST: _text(
            _("messages", "The print on “{name}” could not be read: the reader stopped."),
            _ONLY_THIS_PHOTO,
            _("messages", "Try again, or type the words that you see."),
        ),
        MessageId.WORKER_FAILED: _text(
            _("messages", "The picture reader could not be started: {reason}."),
            _CATALOGUE_UNCHANGED,
            _(
                "messages",
                "Start Shelfsight again; if it fails again, run “shelfsight doctor”.",
            ),
        ),
        MessageId.MODEL_MISSING: _text(
            _("messages", "No model pack was found in “{name}”."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Install Shelfsight again, or choose a model pack in the settings."),
        ),
        MessageId.MODEL_DAMAGED: _text(
            _("messages", "The model pack “{name}” is damaged: {reason}."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Install Shelfsight again, or choose another model pack."),
        ),
        MessageId.MODEL_UNUSABLE: _text(
            _("messages", "The model pack “{name}” cannot be used: {reason}."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Choose another model pack in the settings."),
        ),
        MessageId.MODEL_OUTPUT: _text(
            _("messages", "The model gave no usable answer for “{name}”."),
            _ONLY_THIS_PHOTO,
            _("messages", "Try another photo; if it happens again, run “shelfsight doctor”."),
        ),
        MessageId.MODEL_EXPLAINS_NOTHING: _text(
            _("messages", "The model pack “{name}” cannot explain which regions are alike."),
            _("messages", "The answer itself is complete."),
            _("messages", "Compare the pictures yourself, or choose another model pack."),
        ),
        MessageId.CATALOGUE_UNREADABLE: _text(
            _("messages", "The catalogue in “{name}” cannot be read: {reason}."),
            _("messages", "The file was left as it is."),
            _("messages", "Restore a backup of the folder, or choose another data folder."),
        ),
        MessageId.CATALOGUE_TOO_NEW: _text(
            _("messages", "The catalogue in “{name}” was written by a newer Shelfsight."),
            _("messages", "The file was left as it is."),
            _("messages", "Update Shelfsight on this computer and open it again."),
        ),
        MessageId.CATALOGUE_FOREIGN: _text(
            _("messages", "The file in “{name}” is not a Shelfsight catalogue."),
            _("messages", "The file was left as it is."),
            _("messages", "Choose another data folder."),
        ),
        MessageId.CATALOGUE_LOCKED: _text(
            _("messages", "Another program is writing to the catalogue."),
            _("messages", "Everything saved before is safe."),
            _("messages", "Wait until it has finished and try again."),
        ),
        MessageId.CATALOGUE_READ_ONLY: _text(
            _("messages", "The folder “{name}” cannot be written to."),
            _("messages", "Everything saved before is safe."),
            _(
                "messages",
                "Make the folder writable for you, or choose another data folder.",
            ),
        ),
        MessageId.DISK_FULL: _text(
            _("messages", "The disk of “{name}” is full."),
            _("messages", "Everything saved before is safe."),
            _("messages", "Free some space and start the same step again; it goes on from there."),
        ),
        MessageId.FOLDER_UNUSABLE: _text(
            _("messages", "The folder “{name}” cannot be used: {reason}."),
            _("messages", "Nothing was changed."),
            _("messages", "Choose another folder with --data-dir or in the settings."),
        ),
        MessageId.IMPORT_FILE_MISSING: _text(
            _("messages", "“{name}” was not found or may not be opened."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Check the name and close the file in other programs, then try again."),
        ),
        MessageId.IMPORT_FORMAT: _text(
            _("messages", "“{name}” cannot be imported: it is not CSV, XLSX or a folder."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Save the list as CSV or XLSX, or choose a folder of photos."),
        ),
        MessageId.IMPORT_ENCODING: _text(
            _("messages", "“{name}” is not text in {encoding}."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Save it as “CSV UTF-8”, or choose its encoding (for instance cp1252)."),
        ),
        MessageId.IMPORT_COLUMNS: _text(
            _("messages", "“{name}” lacks needed columns: {columns}. It has: {found}."),
            _CATALOGUE_UNCHANGED,
            _(
                "messages",
                "Name the columns so in the first row, or say what each means: in the window, "
                "or with --map TITLE=NAME.",
            ),
        ),
        MessageId.IMPORT_COLUMN_TWICE: _text(
            _("messages", "“{name}” has two columns named “{column}”."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Give each column a name of its own and import the file again."),
        ),
        MessageId.IMPORT_EMPTY: _text(
            _("messages", "“{name}” holds no products."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Choose a file with a header row and at least one product."),
        ),
        MessageId.IMPORT_XLSX: _text(
            _("messages", "“{name}” is not a workbook that can be read: {reason}."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Open it in your spreadsheet program and save it again as XLSX or CSV."),
        ),
        MessageId.ROW_NO_SKU: _text(
            _("messages", "The row has no SKU."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_NO_NAME: _text(
            _("messages", "The row has no name."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_DUPLICATE_SKU: _text(
            _("messages", "SKU “{value}” was already on line {line}."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_BAD_PRICE: _text(
            _("messages", "“{value}” is not a price."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_BAD_STOCK: _text(
            _("messages", "“{value}” is not a stock quantity."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_BAD_CURRENCY: _text(
            _("messages", "“{value}” is not a three-letter currency code."),
            _ROW_LEFT_OUT,
            _CORRECT_ROW,
        ),
        MessageId.ROW_BAD_GTIN: _text(
            _("messages", "“{value}” is not a valid barcode number: its check digit is wrong."),
            _ROW_LEFT_OUT,
            _CORRECT_ROW,
        ),
        MessageId.ROW_CODE_TAKEN: _text(
            _("messages", "The code “{value}” already belongs to product “{owner}”."),
            _ROW_LEFT_OUT,
            _CORRECT_ROW,
        ),
        MessageId.ROW_TOO_LONG: _text(
            _("messages", "The cell in column “{column}” is too long."), _ROW_LEFT_OUT, _CORRECT_ROW
        ),
        MessageId.ROW_CONTROL_CHARACTERS: _text(
            _("messages", "The cell in column “{column}” holds control characters."),
            _ROW_LEFT_OUT,
            _CORRECT_ROW,
        ),
        MessageId.ROW_TOO_MANY_CELLS: _text(
            _("messages", "The row has more cells than the header, or a quote was left open."),
            _ROW_LEFT_OUT,
            _CORRECT_ROW,
        ),
        MessageId.ROW_AMBIGUOUS_NUMBER: _text(
            _("messages", "“{value}” can mean {one} or {other}."),
            _ROW_LEFT_OUT,
            _(
                "messages",
                "Write {one}, or {other}0 with one more digit, and import the file again.",
            ),
        ),
        MessageId.ROW_ROUNDED_CODE: _text(
            _("messages", "“{value}” is a barcode number that a spreadsheet has rounded."),
            _ROW_LEFT_OUT,
            _("messages", "Format the barcode column as text, type the number again and import."),
        ),
        MessageId.ROW_NO_PHOTOS: _text(
            _("messages", "The folder “{value}” holds no photos."),
            _("messages", "Only this folder was left out."),
            _("messages", "Put photos into it and import the folder again; the others stay."),
        ),
        MessageId.QUERIES_COLUMNS: _text(
            _("messages", "“{name}” has neither a column “photo” nor a column “text”."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Name the columns in the first row: photo, text, x, y, w, h, sku."),
        ),
        MessageId.QUERIES_BOX: _text(
            _("messages", "The box “{value}” is not four whole numbers within the photo."),
            _ONLY_THIS_PHOTO,
            _("messages", "Give x, y, w and h in pixels, or leave all four empty."),
        ),
        MessageId.BATCH_EMPTY: _text(
            _("messages", "There is nothing to look up in “{name}”."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Choose a folder with photos, or a list with at least one row."),
        ),
        MessageId.BATCH_GONE: _text(
            _("messages", "This batch is no longer there, or its file is damaged."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Choose another one, or start it anew with the same photos."),
        ),
        MessageId.BATCH_RUNNING: _text(
            _("messages", "The batch “{name}” is still running."),
            _("messages", "It goes on; nothing was changed."),
            _("messages", "Wait until it has finished, or stop it: you can go on with it later."),
        ),
        MessageId.BATCH_NOT_TAUGHT: _text(
            _("messages", "The photo “{name}” could not be read any more, so it taught nothing."),
            _("messages", "Your decision is kept."),
            _("messages", "Put the photo back in its folder if it shall become a reference."),
        ),
        MessageId.STORED_ANSWER: _text(
            _("messages", "This is the answer of {time} for {person}, from the history."),
            _("messages", "Place, stock and price are those of today."),
            _("messages", "To teach or to look again, drop the photo or type the words anew."),
        ),
        MessageId.PRODUCT_GONE: _text(
            _("messages", "This product is no longer in your catalogue."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Look the item up again, then choose another product."),
        ),
        MessageId.SKU_TAKEN: _text(
            _("messages", "The SKU “{value}” already belongs to “{owner}”."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Type another SKU, or attach the photo to that product."),
        ),
        MessageId.DEMO_BESIDE_OWN: _text(
            _("messages", "The catalogue in “{name}” holds products of your own."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Choose another folder for the demo, for instance with --data-dir."),
        ),
        MessageId.OUTPUT_IS_INPUT: _text(
            _("messages", "“{name}” is the list of queries itself."),
            _("messages", "Nothing was changed."),
            _("messages", "Name another file for the answers."),
        ),
        MessageId.OUTPUT_UNUSABLE: _text(
            _("messages", "The file “{name}” cannot be written: {reason}."),
            _("messages", "Nothing was changed."),
            _("messages", "Name a file in a folder that you may write to."),
        ),
        MessageId.SETTINGS_DAMAGED: _text(
            _("messages", "The settings file “{name}” cannot be read: {reason}."),
            _("messages", "It was left as it is; the standard settings are used."),
            _("messages", "Correct the file or delete it."),
        ),
        MessageId.CODE_UNKNOWN: _text(
            _("messages", "No product in your catalogue has the code {name}."),
            _("messages", "Nothing was changed; the scan is in the history."),
            _("messages", "Scan another code of the label, or drop a photo of the item."),
        ),
        MessageId.CODE_TAKEN: _text(
            _("messages", "The code {value} already belongs to “{owner}” ({sku})."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Check which of the two products has it on its label."),
        ),
        MessageId.CODE_KNOWN: _text(
            _("messages", "“{owner}” has the code {value} already."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Nothing more to do: scanning the code finds the product."),
        ),
        MessageId.INQUIRY_SAVED: _text(
            _("messages", "The inquiry is saved."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Press {key} for the list of inquiries, to send it or to close it."),
        ),
        MessageId.INQUIRY_GONE: _text(
            _("messages", "This inquiry was closed or deleted meanwhile."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Open the list of inquiries again."),
        ),
        MessageId.NO_SIMILAR: _text(
            _("messages", "No other product looks like “{name}”, or it has no photo to compare."),
            _CATALOGUE_UNCHANGED,
            _("messages", "Clear the filters, or add a photo to the product."),
        ),
        MessageId.LINK_NOT_LOCAL: _text(
            _("messages", "“{name}” is a link to another computer; Shelfsight works offline."),
            _("messages", "Nothing was sent and nothing was loaded."),
            _("messages", "Copy the picture itself, or save it as a file and drop that."),
        ),
        MessageId.UNEXPECTED: _text(
            _("messages", "Something went wrong inside Shelfsight: {reason}."),
            _("messages", "Everything saved before is safe."),
            _(
                "messages",
                "Try again; if it comes back, show the log file to your administrator.",
            ),
        ),
    }
)
