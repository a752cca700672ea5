"""Numbers that no real company owns: GS1 keeps prefixes 200-299 and 040-049 for in-house use."""

from __future__ import annotations


def with_check_digit(body: str) -> str:
    """Append the GS1 mod-10 check digit to ``body`` (11 digits for GTIN-12, 12 for GTIN-13)."""
    weighted = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(body)))
    return body + str(-weighted % 10)


def gtin13(number: int) -> str:
    return with_check_digit(f"2{10 + number % 7 * 11}{(7_000_000 + number * 3571) % 10**7:07d}44")


def gtin12(number: int) -> str:
    """A UPC-A number of number system 4, which GS1 leaves to shops for their own use."""
    return with_check_digit(f"4{(3_000_000 + number * 7919) % 10**7:07d}666")
