"""First lines of the frozen program; as `shelfsight-window` it opens the window."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

WINDOW = "shelfsight-window"


def wants_window() -> bool:
    """Windows has two programs, Linux a second name, and macOS starts it without a word."""
    names = {Path(sys.argv[0]).stem, Path(sys.executable).stem}
    return WINDOW in names or (sys.platform == "darwin" and len(sys.argv) == 1)


if __name__ == "__main__":
    freeze_support()  # the processes that read pictures and cameras go on from here
    from desktop_app.__main__ import main, window

    sys.exit(window() if wants_window() else main())
