"""Which model pack a data folder uses, and which one it is preparing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.core.errors import ModelPackError, UserError
from desktop_app.core.messages import Message
from desktop_app.services.model_packs import ModelPacks
from desktop_app.settings import Settings, load_settings, save_settings


class PackChoice:
    """The pack that was chosen, or the shipped one where that cannot be used.

    Attributes:
        problem: why the chosen pack is not the one in use; None if it is.
        folder: of the pack in use at the start.
    """

    def __init__(self, packs: ModelPacks, settings: Settings, file: Path) -> None:
        self._file = file
        self._settings = settings
        self._chosen = settings.model_pack or packs.standard
        self._standard = packs.standard
        self._preparing = settings.next_model_pack
        self.problem: Message | None = None
        try:
            self.folder = packs.usable_folder(self._chosen)
        except ModelPackError as error:
            self.problem = error.message
            self._chosen = packs.standard
            self.folder = packs.usable_folder(packs.standard)

    def chosen_pack(self) -> str:
        """Name of the pack in use."""
        return self._chosen

    def prepared_pack(self) -> str:
        """Name of the pack that is being prepared, as it was last remembered; empty if none is."""
        return self._preparing

    def remember_pack(self, chosen: str, preparing: str) -> None:
        """Keep the names in the settings file, whatever else it holds by now.

        Raises:
            UserError: the file cannot be written.
        """
        try:
            stored = load_settings(self._file)
        except UserError:  # damaged, and reported at the start
            stored = self._settings
        kept = "" if chosen == self._standard else chosen
        save_settings(replace(stored, model_pack=kept, next_model_pack=preparing), self._file)
        self._chosen, self._preparing = chosen, preparing
        self.problem = None

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with the packs that the file names: the command line may have changed them."""
        try:
            stored = load_settings(self._file)
        except UserError:
            return settings
        return replace(
            settings, model_pack=stored.model_pack, next_model_pack=stored.next_model_pack
        )
