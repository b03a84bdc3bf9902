"""Contacts a year, as they are counted and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.steps.planning.contact_counts import Range
from tests.builders.talks import row, talks


@pytest.mark.parametrize(
    ("per", "low", "high"), [("week", 52, 104), ("month", 12, 24), ("quarter", 4, 8), ("year", 1, 2), ("once", 1, 2)]
)
def test_contacts_a_year_by_period(tmp_path: Path, per: str, low: int, high: int) -> None:
    found = talks(tmp_path, row(1, per=per)).rows.iloc[0]
    assert (found["low"], found["high"]) == (low, high)


def test_a_range_of_one_is_one_number() -> None:
    assert (Range(4, 4).printed("zh"), Range(52, 104).printed("zh")) == ("4", "52–104")
