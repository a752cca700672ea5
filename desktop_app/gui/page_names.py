"""Names of the pages that the window itself speaks of."""

from __future__ import annotations

FIND, BATCH, IMPORT = "find", "batch", "import"
