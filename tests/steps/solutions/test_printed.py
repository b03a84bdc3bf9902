"""How the amounts of step 4 print."""

from __future__ import annotations

import pytest

from playbook.steps.solutions.printed import capacity_of, short_percent


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.23, "23%"),
        (0.035, "3.5%"),
        (0.2300000937, "23%"),
        (-0.05, "\N{MINUS SIGN}5%"),
        (float("nan"), "unknown"),
    ],
)
def test_shares_print_the_decimals_that_they_have(share: float, printed: str) -> None:
    assert short_percent(share).printed("en") == printed


@pytest.mark.parametrize(
    ("kbps", "printed"),
    [(960, "960K"), (2304, "2.3M"), (15_296, "15.3M"), (4_230_000, "4.23G"), (float("nan"), "unknown")],
)
def test_capacity_prints_with_three_digits(kbps: float, printed: str) -> None:
    assert capacity_of(kbps).en == printed
