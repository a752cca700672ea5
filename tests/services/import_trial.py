"""Imports in a process of its own that says what it has done, to be killed by the test.

python -m tests.services.import_trial DATA_FOLDER SOURCE
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.core.types import ProgressReport
from tests.services.import_samples import open_shop


def main(data: str, source: str) -> None:
    def tell(report: ProgressReport) -> None:
        sys.stdout.write(f"{report.done}\n")
        sys.stdout.flush()

    shop = open_shop(Path(data))
    report = shop.importer.run(Path(source), progress=tell)
    shop.database.close()
    sys.stdout.write(f"end {report.added} {report.unchanged}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
