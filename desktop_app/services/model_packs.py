"""The model packs of one data folder: the shipped one and those that a person added and trusts.

A pack from elsewhere is untrusted. It is copied (`pack_staging`), its networks are read, a person
confirms its fingerprint, and it runs once under limits (`desktop_app.vision.pack_trial`) before it
can be used. `added.toml` keeps the fingerprints that were confirmed; a pack that was put into the
folder by hand, or that changed since, is listed but never loaded.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli_w

from desktop_app.core.access import Right
from desktop_app.core.errors import ModelPackError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.pack_staging import stage_pack
from desktop_app.vision.model_card import CARD_NAME, ModelCard
from desktop_app.vision.model_pack import find_packs, read_card

ADDED_NAME = "added.toml"
_STAGING = ".adding-"
_STAGED_FOR_S = 3600.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a person reads about a pack before using it.

    Attributes:
        fingerprint: sha256 of the card, hex, which names the sha256 of every file: what a person
            confirms. `sha256sum model.toml` prints it.
        model: what the embeddings are known by; packs with the same one give the same embeddings.
        is_calibrated: whether its answers can be more than `unsure`.
        is_shipped: whether it comes with the program.
        problem: why it cannot be used; None if it can.
    """

    name: str
    version: str = ""
    title: str = ""
    fingerprint: str = ""
    model: str = ""
    dim: int = 0
    n_bytes: int = 0
    languages: tuple[str, ...] = ()
    licences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    limits: tuple[str, ...] = ()
    metrics: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    is_calibrated: bool = False
    is_shipped: bool = False
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class StagedPack:
    """A pack that was copied and checked, and waits for a person's word."""

    folder: Path
    facts: PackFacts


class ModelPacks:
    """Lists, adds and removes packs; knows nothing of the catalogue.

    Args:
        shipped: folder with the packs of the program.
        added: folder with the packs of this data folder; need not exist.
        standard: name of the pack that is used where nothing was chosen.
        person: written beside what they confirm.
        try_pack: runs a pack once, in a process of its own, and raises `ModelPackError`.
    """

    def __init__(
        self,
        shipped: Path,
        added: Path,
        standard: str,
        person: str,
        try_pack: Callable[[Path], None],
    ) -> None:
        self.guard: Guard = OPEN_GUARD
        self.standard = standard
        self._shipped = shipped
        self._added = added
        self._person = person
        self._try_pack = try_pack

    def every_pack(self) -> list[PackFacts]:
        """All packs, the shipped ones first; those that cannot be used say why."""
        shipped = [self._facts(folder) for folder in find_packs([self._shipped])]
        names = {facts.name for facts in shipped}
        added = [self._facts(folder) for folder in find_packs([self._added])]
        return [*shipped, *(facts for facts in added if facts.name not in names)]

    def facts(self, name: str) -> PackFacts:
        """The pack of that name.

        Raises:
            ModelPackError: there is none.
        """
        found = next((facts for facts in self.every_pack() if facts.name == name), None)
        if found is None:
            raise ModelPackError(MessageId.PACK_UNKNOWN, name=name)
        return found

    def usable_folder(self, name: str) -> Path:
        """Where the pack of that name lies; the standard one where *name* is empty.

        Raises:
            ModelPackError: there is none, or it was never confirmed.
        """
        facts = self.facts(name or self.standard)
        if facts.problem is not None:
            raise ModelPackError(facts.problem.id, **dict(facts.problem.params))
        return (self._shipped if facts.is_shipped else self._added) / facts.name

    def stage(self, source: Path) -> StagedPack:
        """Copy and check the pack in *source*, a folder or zip file; `accept` or `discard` it.

        Raises:
            ModelPackError: it cannot be used; nothing of it is kept.
            UserError: the person may not, or the folder cannot be written.
        """
        self.guard.require(Right.MODEL_PACKS)
        self._clear_staging()
        try:
            self._added.mkdir(parents=True, exist_ok=True)
            holder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._added))
        except OSError as error:
            raise UserError(
                MessageId.FOLDER_UNUSABLE, name=self._added, reason=error.strerror
            ) from error
        try:
            pack = stage_pack(source, holder / "pack")
            self._check_name(pack.card)
        except BaseException:
            shutil.rmtree(holder, ignore_errors=True)
            raise
        return StagedPack(pack.folder, _of_card(pack.card, pack.folder))

    def accept(self, staged: StagedPack, fingerprint: str) -> PackFacts:
        """Run a staged pack once and keep it.

        Args:
            staged: what `stage` gave.
            fingerprint: what the person confirmed, in full.

        Raises:
            ModelPackError: it is another fingerprint, or the first run failed; nothing is kept.
            UserError: the person may not; nothing is kept.
        """
        name = staged.facts.name
        try:
            self.guard.require(Right.MODEL_PACKS)
            if fingerprint.strip().lower() != staged.facts.fingerprint:
                raise ModelPackError(
                    MessageId.PACK_NOT_TRUSTED, name=name, fingerprint=staged.facts.fingerprint
                )
            self._check_name(read_card(staged.folder / CARD_NAME))
            self._try_pack(staged.folder)
            self._install(staged)
        finally:
            self.discard(staged)
        return self.facts(name)

    def discard(self, staged: StagedPack) -> None:
        """Delete what was copied; nothing happens if it was accepted."""
        shutil.rmtree(staged.folder.parent, ignore_errors=True)

    def remove(self, name: str) -> PackFacts:
        """Delete an added pack; what it was is returned. Whether it is in use, the caller knows.

        Raises:
            ModelPackError: there is none, or it belongs to the program.
            UserError: the person may not.
        """
        self.guard.require(Right.MODEL_PACKS)
        facts = self.facts(name)
        if facts.is_shipped:
            raise ModelPackError(MessageId.PACK_SHIPPED, name=name)
        # Without its card it is no pack any more, should the rest of the files resist.
        (self._added / name / CARD_NAME).unlink(missing_ok=True)
        shutil.rmtree(self._added / name, ignore_errors=True)
        self._write_trust({k: v for k, v in self._trusted().items() if k != name})
        return facts

    def _install(self, staged: StagedPack) -> None:
        facts, target = staged.facts, self._added / staged.facts.name
        if target.exists():  # what is left of a pack that was removed, or the very same pack
            shutil.rmtree(target)
        staged.folder.replace(target)
        entry = {
            "fingerprint": facts.fingerprint,
            "at": datetime.now(UTC),
            "by": self._person,
        }
        self._write_trust(self._trusted() | {facts.name: entry})

    def _check_name(self, card: ModelCard) -> None:
        """Refuse a name that another pack has; the same networks may come with a new card."""
        taken = {facts.name.lower(): facts for facts in self.every_pack()}
        owner = taken.get(card.name.lower())
        if owner is not None and (owner.is_shipped or owner.model != card.fingerprint):
            raise ModelPackError(MessageId.PACK_NAME_TAKEN, name=card.name)

    def _facts(self, folder: Path) -> PackFacts:
        is_shipped = folder.parent == self._shipped
        try:
            card = read_card(folder / CARD_NAME)
            facts = replace(_of_card(card, folder), name=folder.name, is_shipped=is_shipped)
        except ModelPackError as error:
            return PackFacts(folder.name, is_shipped=is_shipped, problem=error.message)
        known = self._trusted().get(folder.name, {}).get("fingerprint")
        trusted = is_shipped or (card.name == folder.name and known == facts.fingerprint)
        if not trusted:
            facts = replace(facts, problem=Message.of(MessageId.PACK_NOT_ADDED, name=folder.name))
        return facts

    def _trusted(self) -> dict[str, dict[str, Any]]:
        """Name -> fingerprint, time and person; empty if the file cannot be read."""
        try:
            text = (self._added / ADDED_NAME).read_text(encoding="utf-8")
            return {k: v for k, v in tomllib.loads(text).items() if isinstance(v, dict)}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("%s cannot be read: %s", ADDED_NAME, error)
            return {}

    def _write_trust(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        file = self._added / ADDED_NAME
        temporary = file.with_name(f"{ADDED_NAME}.{os.getpid()}.tmp")
        with temporary.open("wb") as stream:
            tomli_w.dump(dict(entries), stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)

    def _clear_staging(self) -> None:
        """Delete what a killed program left, not what another window is adding just now."""
        for left in self._added.glob(f"{_STAGING}*"):
            if time.time() - left.stat().st_mtime > _STAGED_FOR_S:
                shutil.rmtree(left, ignore_errors=True)


def _of_card(card: ModelCard, folder: Path) -> PackFacts:
    return PackFacts(
        name=card.name,
        version=card.version,
        title=card.title,
        fingerprint=hashlib.sha256((folder / CARD_NAME).read_bytes()).hexdigest(),
        model=card.fingerprint,
        dim=card.dim,
        n_bytes=card.n_bytes,
        languages=card.languages,
        licences=card.licences,
        limits=card.limits,
        metrics=card.metrics,
        is_calibrated=bool(card.rules),
    )
