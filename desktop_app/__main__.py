"""Entry point of `shelfsight` and `python -m desktop_app`.

It imports nothing at its top: the worker process, which is started by spawning, imports this module
again, and must not load the command line, the database and the window with it.
"""

import sys


def main() -> int:
    """Run the command line; the exit code of the program."""
    from multiprocessing import freeze_support  # noqa: PLC0415

    freeze_support()  # the worker process of a frozen bundle ends here
    from desktop_app.cli import main as run  # noqa: PLC0415

    return run()


def window() -> int:
    """Open the window with the files that are named (entry point without a terminal)."""
    from multiprocessing import freeze_support  # noqa: PLC0415

    freeze_support()
    from pathlib import Path  # noqa: PLC0415

    from desktop_app.app import main as run  # noqa: PLC0415

    return run([Path(name).absolute() for name in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
