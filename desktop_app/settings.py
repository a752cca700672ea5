"""What a person can choose; frozen, read from and written to `settings.toml`."""

from __future__ import annotations

import getpass
import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from desktop_app.core.errors import UserError
from desktop_app.core.message_ids import MessageId
from desktop_app.core.scanner import FASTEST_MS, SLOWEST_MS, ScanRules

if TYPE_CHECKING:
    from desktop_app.core.camera import CameraChoice

Provider = Literal["auto", "cpu", "cuda"]
Theme = Literal["system", "light", "dark", "contrast_light", "contrast_dark"]
Results = Literal["grid", "list"]
Language = str
"""`system`, or the code of a language as Qt writes it: `en`, `zh_CN`."""

SMALLEST_TEXT, LARGEST_TEXT = 90, 200
"""Size of words in per cent."""

LONGEST_DAYS = 36_500
"""More days than a person lives; the calendar ends far behind it."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{2,8})*")

_TURNS = (0, 90, 180, 270)
_CHOICES: dict[str, tuple[str, ...]] = {
    "provider": get_args(Provider),
    "theme": get_args(Theme),
    "results": get_args(Results),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    Attributes:
        provider: what should run the model; what really runs it is read back from the session.
        threads: processor threads for the model; 0 lets the program choose.
        model_pack: name of the model pack; empty means the one that comes with the program.
        next_model_pack: name of the pack that is being prepared; empty if none is.
        text_size: size of words in per cent of the usual one.
        large_targets: whether what is pressed is large enough for fingers and gloves.
        language: `system`, or the code of one that there is a translation for.
        person: who looks things up, for the history; empty means the name of the login.
        history_days: days that a lookup is remembered; 0 keeps it for ever.
        history_pictures: whether the history keeps pictures, names of photos and words; hospitals
            choose no.
        scanner: whether a scanner gun is listened to wherever the focus is.
        scan_prefix, scan_suffix: what the gun sends before and after each code.
        scan_speed_ms: longest average time between two keys of the gun.
        results: whether results are shown as tiles or as rows.
        scan_sound: whether a code that was read is heard.
        sign_out_minutes: minutes without a key or a click until whoever signed in is signed out; 0
            for never.
        clerks_teach: whether clerks may teach photos and codes, where roles are in use.
        print_check: whether the print is compared where likeness is not sure, which takes a moment.
        offer_labels: whether labels are read where a photo alone leaves the answer open, and their
            words offered.
        fit_after_import: whether lookups are fitted to the catalogue after an import of many
            photos, if a trial says that it helps.
        camera, camera_turn, camera_mirror, camera_fine: see `CameraChoice`.
    """

    provider: Provider = "auto"
    threads: int = 0
    model_pack: str = ""
    next_model_pack: str = ""
    theme: Theme = "system"
    language: Language = "system"
    text_size: int = 100
    large_targets: bool = False
    person: str = ""
    history_days: int = 30
    history_pictures: bool = True
    scanner: bool = True
    scan_prefix: str = ""
    scan_suffix: str = ""
    scan_speed_ms: int = 35
    scan_sound: bool = False
    results: Results = "grid"
    camera: str = ""
    camera_turn: int = 0
    camera_mirror: bool = False
    camera_fine: bool = False
    sign_out_minutes: int = 10
    clerks_teach: bool = True
    print_check: bool = True
    offer_labels: bool = False
    fit_after_import: bool = True

    def __post_init__(self) -> None:
        self._check_types()
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}")
        if self.threads < 0:
            raise ValueError("threads must not be negative")
        if not SMALLEST_TEXT <= self.text_size <= LARGEST_TEXT:
            raise ValueError(f"text_size must be between {SMALLEST_TEXT} and {LARGEST_TEXT}")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError("language must be system or a code such as en or zh_CN")
        if not 0 <= self.history_days <= LONGEST_DAYS:
            raise ValueError(f"history_days must be between 0 and {LONGEST_DAYS}")
        if self.sign_out_minutes < 0:
            raise ValueError("sign_out_minutes must not be negative")
        if not FASTEST_MS <= self.scan_speed_ms <= SLOWEST_MS:
            raise ValueError(f"scan_speed_ms must be between {FASTEST_MS} and {SLOWEST_MS}")
        if self.camera_turn not in _TURNS:
            raise ValueError("camera_turn must be 0, 90, 180 or 270")

    def _check_types(self) -> None:
        """Text in place of yes or no would count as yes: "history_pictures" of a hospital too."""
        for field in fields(self):
            kind = type(field.default)
            if type(getattr(self, field.name)) is not kind:
                raise TypeError(f"{field.name} must be of the kind {kind.__name__}")

    @property
    def scan_rules(self) -> ScanRules:
        return ScanRules(self.scan_prefix, self.scan_suffix, float(self.scan_speed_ms))

    @property
    def camera_choice(self) -> CameraChoice:
        from desktop_app.core.camera import CameraChoice  # noqa: PLC0415  (not at the start)

        return CameraChoice(self.camera, self.camera_turn, self.camera_mirror, self.camera_fine)

    def with_camera(self, choice: CameraChoice) -> Settings:
        """These settings with *choice* remembered."""
        return replace(
            self,
            camera=choice.address,
            camera_turn=choice.turn,
            camera_mirror=choice.mirror,
            camera_fine=choice.fine,
        )

    @property
    def person_or_login(self) -> str:
        return self.person or login_name()


def login_name() -> str:
    """Name of the login, or an empty text where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def load_settings(file: Path) -> Settings:
    """Settings of *file*; the defaults where there is none, names not known are passed over.

    Raises:
        UserError: the file cannot be read or holds a value that is not allowed.
    """
    import tomllib  # noqa: PLC0415  (nothing is loaded where there are no settings yet)

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(file, error) from error
    known = {field.name for field in fields(Settings)}
    try:
        return Settings(**{name: value for name, value in table.items() if name in known})
    except (TypeError, ValueError) as error:
        raise _damaged(file, error) from error


def save_settings(settings: Settings, file: Path) -> None:
    """Write all settings; the old file stays whole until the new one is complete.

    Raises:
        UserError: the folder cannot be written.
    """
    import tomli_w  # noqa: PLC0415  (the window is shown before anything is saved)

    from desktop_app.core.durable_file import write_whole_file  # noqa: PLC0415

    try:
        write_whole_file(file, tomli_w.dumps(asdict(settings)).encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.SETTINGS_NOT_SAVED, name=file.name, reason=reason) from error


def _damaged(file: Path, error: Exception) -> UserError:
    return UserError(MessageId.SETTINGS_DAMAGED, name=file.name, reason=error)
