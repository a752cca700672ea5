"""What an exported inquiry says, for somebody who does not have the program."""

from __future__ import annotations

from desktop_app.core.inquiry import Closing
from desktop_app.core.messages import QT_TRANSLATE_NOOP

CONTEXT = "inquiry"
"""Translation context of all texts in this file."""

_ = QT_TRANSLATE_NOOP

TITLE = _("inquiry", "What is this item?")
LEAD = _(
    "inquiry", "The catalogue has no sure answer. Please say which product it is, or where to look."
)
WORDS = _("inquiry", "Words")
NOTE = _("inquiry", "Note")
CODE = _("inquiry", "Code")
ASKED = _("inquiry", "Asked by")
WHEN = _("inquiry", "When")
ANSWER = _("inquiry", "What the program said")
MODEL = _("inquiry", "Model")
CANDIDATES = _("inquiry", "Nearest products of the catalogue")
RESULT = _("inquiry", "What it turned out to be")
PHOTO = _("inquiry", "Photo {n}")

CLOSING_WORDS = {
    Closing.PRODUCT: _("inquiry", "A product of the catalogue"),
    Closing.UNKNOWN: _("inquiry", "Nobody knows"),
}
