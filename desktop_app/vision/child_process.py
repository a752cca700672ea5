"""How a child process behaves that reads what strangers made: it gives way and leaves no trace."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

from desktop_app.vision import native_output

NICENESS = 5
ORPHANED = 3
"""Exit code of a child whose parent is gone."""

_STDERR = 2


def settle_in(log: Path | None) -> None:
    """Ignore Ctrl+C, let the window go first, end with the parent.

    What libraries print goes to *log*, or nowhere.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    native_output.send_to(log)
    faulthandler.enable(_STDERR)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def forbid_core_files() -> None:
    """A core file would hold the picture that crashed the decoder."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_loading(limit: int) -> None:
    """Let this process map *limit* bytes while it loads a model that was never run before."""
    if limit and sys.platform == "linux":
        import resource  # noqa: PLC0415  (not on Windows)

        # The hard limit stays, so that `limit_memory` can set another one.
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def limit_memory(margin: int) -> None:
    """Let this process map *margin* bytes more than now, where the system can say how many.

    The limit stands on what the loaded libraries take, since ONNX Runtime and its threads reserve
    address space by the gigabyte; CUDA reserves so much that no limit would mean anything.
    """
    if sys.platform != "linux" or "libcuda" in Path("/proc/self/maps").read_text(errors="replace"):
        return
    import resource  # noqa: PLC0415  (not on Windows)

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + margin
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _leave_with_parent() -> None:
    """End at once when the parent is gone, even amid a decoder that does not come back."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(ORPHANED)
