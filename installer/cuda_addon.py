"""Makes the CUDA add-on of the packaged program: `python -m installer.cuda_addon [--out FOLDER]`.

The folder `cuda` in the archive belongs into `addons` beside the program. It fits the program that
was built from the same constraints on the same system; `vision/cuda_addon.py` checks that.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from desktop_app.vision import cuda_addon
from installer import addon, environment


def facts(runtime: str) -> dict[str, str]:
    """What the card of an add-on with ONNX Runtime *runtime* says, for this Python and system."""
    return cuda_addon.needs() | {"onnxruntime": runtime}


def libraries(runtime: str) -> list[str]:
    """What the add-on holds; everything else that these ask for is in the program."""
    return [f"onnxruntime-gpu[cuda,cudnn]=={runtime}"]


def make(out: Path, python: Path) -> Path:
    """Make the archive in *out*.

    Raises:
        subprocess.CalledProcessError: a package could not be had.
    """
    runtime = environment.pinned("onnxruntime").split("==")[1]

    def fill(folder: Path) -> None:
        pins = ("--constraint", str(environment.RUN_TIME))
        addon.install(folder, python, *pins, *libraries(runtime))
        _keep_only(folder, ("onnxruntime", "onnxruntime_gpu", "nvidia"))

    return addon.pack(out, cuda_addon.ADDON_FOLDER.name, facts(runtime), fill)


def _keep_only(folder: Path, beginnings: tuple[str, ...]) -> None:
    """Take out what the program has itself: a second NumPy would be loaded instead of it."""
    for path in folder.iterdir():
        if not path.name.startswith(beginnings):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    sys.exit(addon.run(__doc__, make))
