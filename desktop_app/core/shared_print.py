"""When two photos show the same print: what was found on them, and the rule that judges it.

Points of a print (letters, lines, pictures) that one view of a plane explains are hard to get by
chance, so they prove an item where likeness as a whole only suggests it. What they do not prove is
which of two sisters it is: packages of one brand share most of their print. A verdict therefore
needs more than points: no other product comes near, the whole of what lines up looks alike in
detail and in colour, and it is no mere logo. Measured in `docs/print-check.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintAgreement:
    """How the part of two photos in which points line up compares once laid over each other.

    Attributes:
        covered: share of the catalogue photo that this part fills.
        differing: share of its places with structure where the structure differs.
        worst: how far structure differs around the place where it differs most, 0 for not at all, 1
            for nothing in common: a size or a flavour is one word in the middle of the same print.
        colour_gap: how far colours differ beyond what the light explains, in units of CIELAB; nine
            tenths of the part differ less.
    """

    covered: float
    differing: float
    worst: float
    colour_gap: float


@dataclass(frozen=True, slots=True)
class SharedPrint:
    """What a query photo and a catalogue photo have in common.

    `points` is the number of points that line up; `agreement` is None where there are few.
    """

    points: int
    agreement: PrintAgreement | None = None


NOTHING_SHARED = SharedPrint(0)


@dataclass(frozen=True, slots=True)
class PrintRule:
    """When a candidate is the same print.

    Attributes:
        least_points: that line up.
        least_lead: times as many points as on any other candidate.
        least_covered, most_differing, most_worst, most_colour_gap: see `PrintAgreement`.
        least_probability: of the candidate by likeness; less, and print alone is not believed.
        probability: that such a candidate is the product; fitted, see `docs/print-check.md`.
        strictest: print makes no match where a catalogue asks for more than this of one. Those
            thresholds are on the scale of likeness, and of model packs lower: somebody chose it.
    """

    least_points: int = 15
    least_lead: float = 1.5
    least_covered: float = 0.04
    most_differing: float = 0.1
    most_worst: float = 0.8
    most_colour_gap: float = 25.0
    least_probability: float = 0.2
    probability: float = 0.96
    strictest: float = 0.98

    def proves(self, found: SharedPrint, rivals: Sequence[SharedPrint]) -> bool:
        """Whether *found* on a candidate proves it, given what was found on the others."""
        most = max((rival.points for rival in rivals), default=0)
        if found.points < self.least_points or found.points < self.least_lead * most:
            return False
        return found.agreement is not None and self._agrees(found.agreement)

    def _agrees(self, agreement: PrintAgreement) -> bool:
        return (
            agreement.covered >= self.least_covered
            and agreement.differing <= self.most_differing
            and agreement.worst <= self.most_worst
            and agreement.colour_gap <= self.most_colour_gap
        )


PRINT_RULE = PrintRule()
