"""First lines of the frozen program; `shelfsight-window` opens the window and has no terminal."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

if __name__ == "__main__":
    freeze_support()  # the processes that read pictures and cameras go on from here
    from desktop_app.__main__ import main, window

    sys.exit(window() if Path(sys.executable).stem.endswith("-window") else main())
