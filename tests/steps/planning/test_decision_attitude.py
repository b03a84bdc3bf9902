"""The attitude of those who decide, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.units import is_unknown
from tests.builders.kpis import CONTACTS, DECISIONS, FORMS, PURCHASES, kpis


def test_the_weighted_attitude_by_hand(tmp_path: Path) -> None:
    """Circuits and voice count the same. Of circuits, 0.6 is it's and net's by power (4:1), 0.4 the board's, whose
    contact is found by its department; of voice nobody is known. Weights 0.48, 0.12, 0.4 of 1: 0.48 x 2 + 0.12 x 0 +
    0.4 x -1 = 0.56. Only the IT contact has an earlier attitude: B -> A, +1.
    """
    found = kpis(tmp_path, contacts=CONTACTS, purchases=PURCHASES, decisions=DECISIONS, **FORMS).attitude
    assert found.weights == pytest.approx({"it": 0.48, "net": 0.12, "boss": 0.4})
    assert (found.by, found.contacts, found.moved, found.left_out) == ("decisions", 3, 1, 0)
    assert (found.now, found.change) == pytest.approx((0.56, 1.0))


def test_without_weights_power_counts(tmp_path: Path) -> None:
    """Power 4, 1, 5: (4 x 2 + 1 x 0 + 5 x -1) / 10 = 0.3."""
    for number, decisions in enumerate(([], [{**DECISIONS[0], "weight": ""}, *DECISIONS[1:]])):
        found = kpis(tmp_path / str(number), contacts=CONTACTS, purchases=PURCHASES, decisions=decisions).attitude
        assert (found.by, found.now) == ("power", pytest.approx(0.3))
        assert is_unknown(found.change)


def test_an_unknown_attitude_is_left_out_and_not_zero(tmp_path: Path) -> None:
    """Without the boss: (4 x 2 + 1 x 0) / 5 = 1.6."""
    found = kpis(tmp_path, contacts=[*CONTACTS[:2], {**CONTACTS[2], "attitude": ""}])
    assert (found.attitude.now, found.attitude.left_out) == (pytest.approx(1.6), 1)
    row = found.kpis.iloc[-1]
    assert (row["kpi"], row["computed"], row["light"], row["reason"]) == ("attitude", True, None, "computed")
    none = kpis(tmp_path / "none", contacts=[{**row, "attitude": ""} for row in CONTACTS])
    assert is_unknown(none.attitude.now)
    assert "attitude" not in set(none.kpis["kpi"])
