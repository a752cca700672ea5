"""How model packs look in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from desktop_app.core.messages import render_parts
from desktop_app.core.pack_figures import figures
from desktop_app.services.model_packs import PackFacts
from desktop_app.terminal import Terminal


def say_packs(terminal: Terminal, packs: Sequence[PackFacts], in_use: str) -> None:
    """One paragraph a pack."""
    for facts in packs:
        say_pack(terminal, facts, is_used=facts.name == in_use)


def say_pack(terminal: Terminal, facts: PackFacts, *, is_used: bool = False) -> None:
    """What a person should know before using a pack."""
    t = terminal.translate
    used = t("cli", "in use") if is_used else ""
    shipped = t("cli", "comes with Shelfsight") if facts.is_shipped else ""
    notes = ", ".join(note for note in (used, shipped) if note)
    terminal.say(f"{facts.name} {facts.version}" + (f"  ({notes})" if notes else ""), "bold")
    if facts.problem is not None:
        problem = render_parts(facts.problem, partial(t, "messages"))
        terminal.note(f"  {problem.what} {problem.next}")
    lines = {
        t("cli", "title"): facts.title,
        t("cli", "size"): f"{facts.n_bytes / 1e6:.1f} MB, {facts.dim}" if facts.n_bytes else "",
        t("cli", "languages"): ", ".join(facts.languages),
        t("cli", "licences"): "; ".join(f"{what}: {how}" for what, how in facts.licences.items()),
        t("cli", "measured"): "; ".join(figures(facts.metrics)),
        t("cli", "limits"): " ".join(facts.limits),
        t("cli", "fingerprint"): facts.fingerprint,
        t("cli", "model"): facts.model,
    }
    for name, value in lines.items():
        if value:
            terminal.say(f"  {name}: {value}")
    if facts.fingerprint and not facts.is_calibrated:
        terminal.note("  " + t("cli", "Not calibrated: every answer is unsure, never a match."))


def pack_object(facts: PackFacts, in_use: str) -> dict[str, Any]:
    """A pack for other programs."""
    return {
        "name": facts.name,
        "version": facts.version,
        "title": facts.title,
        "fingerprint": facts.fingerprint,
        "model": facts.model,
        "dimensions": facts.dim,
        "bytes": facts.n_bytes,
        "languages": list(facts.languages),
        "licences": dict(facts.licences),
        "limits": list(facts.limits),
        "metrics": dict(facts.metrics),
        "calibrated": facts.is_calibrated,
        "shipped": facts.is_shipped,
        "in_use": facts.name == in_use,
        "problem": facts.problem.id.value if facts.problem else None,
    }
