"""Packs a built program: `python -m installer.linux tarball|deb FOLDER OUT`."""

import os
import sys
from pathlib import Path

import desktop_app
from installer.linux import deb, tarball

kind, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
epoch = int(os.environ["SOURCE_DATE_EPOCH"])
made = {"tarball": tarball, "deb": deb}[kind].make(folder, out, desktop_app.__version__, epoch)
print(made)
