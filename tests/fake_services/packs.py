"""Model packs and switching between them, without any model."""

from __future__ import annotations

import threading
from pathlib import Path

from desktop_app.core.messages import Message
from desktop_app.core.types import ProgressReport
from desktop_app.services.model_packs import PackFacts, StagedPack
from desktop_app.services.pack_switch import SwitchOutcome, SwitchState


class FakePacks:
    """Packs, choice and switch in one; a test holds the switch with `gate`."""

    def __init__(self) -> None:
        self.packs = [
            PackFacts(
                "shelfsight-base",
                "1.0",
                "Photo and words: EfficientNet-Lite2, LSTM, Transformer fusion",
                "ae60b16d" * 8,
                "f" * 64,
                384,
                34_900_000,
                ("en", "zh"),
                {"EfficientNet-Lite2, ImageNet weights": "Apache-2.0", "Clothing photos": "CC0"},
                ("Words are English and Chinese.",),
                {"G-8": {"recall@1": 76.0, "recall@5": 95.3, "queries": 296}},
                is_calibrated=True,
                is_shipped=True,
            )
        ]
        self.problem: Message | None = None
        self.chosen = "shelfsight-base"
        self.state: SwitchState | None = None
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.calls: list[str] = []

    def every_pack(self) -> list[PackFacts]:
        return list(self.packs)

    def stage(self, source: Path) -> StagedPack:
        self.calls.append(f"stage {source.name}")
        if self.error is not None:
            raise self.error
        facts = PackFacts(
            source.stem,
            "2.1",
            "A pair of encoders from elsewhere",
            "0123abcd" * 8,
            "e" * 64,
            512,
            605_000_000,
            ("en",),
            {"Both encoders": "MIT"},
            ("Learned from pictures of the web; small print is not read.",),
        )
        return StagedPack(source, facts)

    def accept(self, staged: StagedPack, fingerprint: str) -> PackFacts:
        self.calls.append(f"accept {fingerprint[:8]}")
        self.packs.append(staged.facts)
        return staged.facts

    def discard(self, staged: StagedPack) -> None:
        self.calls.append(f"discard {staged.facts.name}")

    def chosen_pack(self) -> str:
        return self.chosen

    def run(self, name: str) -> SwitchOutcome:
        self.calls.append(f"use {name}")
        self.state = SwitchState(name, name, ProgressReport(30, 120))
        if self.gate is not None:
            self.gate.wait(10)
        self.state = None
        if self.error is not None:
            raise self.error
        self.chosen = name
        return SwitchOutcome(name, is_used=True, made=120)

    def stop(self) -> None:
        if self.gate is not None:
            self.gate.set()

    def forget(self) -> None:
        self.calls.append("forget")
        self.stop()

    def remove(self, name: str) -> int:
        self.calls.append(f"remove {name}")
        if self.error is not None:
            raise self.error
        self.packs = [facts for facts in self.packs if facts.name != name]
        return 120
