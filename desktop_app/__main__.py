"""Entry point of `shelfsight` and `python -m desktop_app`.

It imports nothing at its top: the worker process, which is started by spawning, imports this module
again, and must not load the command line, the database and the window with it.
"""

import sys


def main() -> int:
    """Run the command line, or open the window where nothing else is asked; the exit code."""
    _end_here_as_worker()
    _keep_standard_streams()
    if len(sys.argv) == 1:
        from desktop_app.window_start import open_from_terminal  # noqa: PLC0415

        code = open_from_terminal()
        if code is not None:
            return code
    from desktop_app.cli import main as run  # noqa: PLC0415

    return run()


def window() -> int:
    """Open the window with the files that are named (entry point without a terminal)."""
    _end_here_as_worker()
    from pathlib import Path  # noqa: PLC0415

    from desktop_app.window_start import main as run  # noqa: PLC0415

    return run([Path(name).absolute() for name in sys.argv[1:]])


def _keep_standard_streams() -> None:
    """Open what was handed over closed: another file would get its number, and be written to."""
    import os  # noqa: PLC0415

    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _end_here_as_worker() -> None:
    """The worker process of a frozen bundle is the program once more, and goes no further."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # noqa: PLC0415

        freeze_support()


if __name__ == "__main__":
    sys.exit(main())
