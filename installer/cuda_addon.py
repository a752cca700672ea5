"""Makes the CUDA add-on of the packaged program: `python -m installer.cuda_addon [--out FOLDER]`.

The folder `cuda` in the archive belongs into `addons` beside the program. It fits the program that
was built from the same constraints on the same system; `vision/cuda_addon.py` checks that.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import desktop_app
from desktop_app.vision import cuda_addon
from installer import environment
from installer.build import WORK
from installer.contents import PROGRAM


def card(runtime: str) -> str:
    """The card of an add-on with ONNX Runtime *runtime*, for this Python and system."""
    facts = cuda_addon.needs() | {"onnxruntime": runtime}
    return "".join(f'{name} = "{value}"\n' for name, value in facts.items())


def libraries(runtime: str) -> list[str]:
    """What the add-on holds; everything else that these ask for is in the program."""
    return [f"onnxruntime-gpu[cuda,cudnn]=={runtime}"]


def make(out: Path, python: Path) -> Path:
    """Make the archive in *out*.

    Raises:
        subprocess.CalledProcessError: a package could not be had.
    """
    runtime = environment.pinned("onnxruntime").split("==")[1]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shelfsight-cuda-") as temporary:
        folder = Path(temporary) / "cuda"
        pip = [str(python), "-m", "pip", "install", "-q", "--target", str(folder)]
        pins = ["--constraint", str(environment.RUN_TIME), "--only-binary", ":all:"]
        subprocess.run([*pip, *pins, *libraries(runtime)], check=True)
        _keep_only(folder, ("onnxruntime", "onnxruntime_gpu", "nvidia"))
        (folder / cuda_addon.CARD).write_text(card(runtime), encoding="utf-8")
        name = f"{PROGRAM}-cuda-{desktop_app.__version__}-{sys.platform}"
        return Path(shutil.make_archive(str(out / name), "tar", temporary, "cuda"))


def _keep_only(folder: Path, beginnings: tuple[str, ...]) -> None:
    """Take out what the program has itself: a second NumPy would be loaded instead of it."""
    for path in folder.iterdir():
        if not path.name.startswith(beginnings):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WORK / "release")
    parser.add_argument("--work", type=Path, default=WORK)
    chosen = parser.parse_args()
    made = make(chosen.out.resolve(), environment.make(chosen.work.resolve() / "environment"))
    print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
