"""When print proves a candidate, as a table."""

from __future__ import annotations

import pytest

from desktop_app.core.shared_print import PrintAgreement, PrintRule, SharedPrint

RULE = PrintRule(
    least_points=15,
    least_lead=1.5,
    least_covered=0.04,
    most_differing=0.1,
    most_worst=0.6,
    most_colour_gap=25.0,
)
GOOD = PrintAgreement(covered=0.2, differing=0.02, worst=0.3, colour_gap=8.0)


@pytest.mark.parametrize(
    ("found", "rivals", "proven"),
    [
        (SharedPrint(15, GOOD), (), True),
        (SharedPrint(15, GOOD), (0, 4, 10), True),
        (SharedPrint(14, GOOD), (), False),
        (SharedPrint(60, None), (), False),
        (SharedPrint(60, GOOD), (41,), False),
        (SharedPrint(60, GOOD), (40,), True),
        (SharedPrint(60, GOOD), (5, 40, 80), False),
        (SharedPrint(60, PrintAgreement(0.03, 0.02, 0.3, 8.0)), (), False),
        (SharedPrint(60, PrintAgreement(0.2, 0.11, 0.3, 8.0)), (), False),
        (SharedPrint(60, PrintAgreement(0.2, 0.02, 0.3, 26.0)), (), False),
        (SharedPrint(60, PrintAgreement(0.2, 0.02, 0.7, 8.0)), (), False),
    ],
)
def test_print_proves_only_what_is_clear(
    found: SharedPrint, rivals: tuple[int, ...], proven: bool
) -> None:
    assert RULE.proves(found, [SharedPrint(points) for points in rivals]) is proven
