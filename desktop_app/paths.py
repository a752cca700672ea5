"""The one place that knows where things lie: source tree, wheel and frozen bundle alike."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.content_path import PRINTS_FOLDER
from desktop_app.core.errors import UserError
from desktop_app.core.message_ids import MessageId

APP_NAME = "shelfsight"
DATA_DIR_VARIABLE = "SHELFSIGHT_DATA_DIR"


def _data_root() -> Path:
    """Folder that holds `resources/` and `models_onnx/`.

    A frozen bundle unpacks them beside the program, a wheel carries them inside the package, and
    in the source tree they lie beside the package.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    package = Path(__file__).resolve().parent
    inside_wheel = package / "_data"
    return inside_wheel if inside_wheel.is_dir() else package.parent


def resources_folder() -> Path:
    """Icons, styles, translations and the demo catalogue."""
    return _data_root() / "resources"


def model_packs_folder() -> Path:
    """The model packs that come with the program."""
    return _data_root() / "models_onnx"


def demo_folder() -> Path:
    """The demo catalogue with its photos and queries."""
    return resources_folder() / "demo"


def manual_folder() -> Path:
    """The manual: one folder a language, with the pages in HTML."""
    return _data_root() / "docs" / "manual"


def default_data_folder() -> Path:
    """`SHELFSIGHT_DATA_DIR`, or the platform's folder for a person's data."""
    chosen = os.environ.get(DATA_DIR_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # noqa: PLC0415  (only where nobody chose a folder)

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def make_folder(folder: Path) -> None:
    """Make the data folder where there is none.

    Raises:
        UserError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.FOLDER_UNUSABLE, name=str(folder), reason=reason) from error


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A person's catalogue; all of it but `catalogue.sqlite` and `photos/` can be deleted."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "catalogue.sqlite"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def backups(self) -> Path:
        """Backups of the catalogue; all that is lost with this folder is a way back."""
        return self.root / "backups"

    @property
    def batches(self) -> Path:
        return self.root / "batches"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def prints(self) -> Path:
        """Points of the print of catalogue photos, found once; see `vision.print_store`."""
        return self.root / PRINTS_FOLDER

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def translations(self) -> Path:
        """Languages that a person added: one `shelfsight_CODE.ts` each."""
        return self.root / "translations"

    @property
    def model_packs(self) -> Path:
        """Model packs that a person added."""
        return self.root / "model_packs"
