"""What changed among the commitments."""

from __future__ import annotations

from pathlib import Path

from tests.builders.plan_pairs import causes, compared, only, rules, values


def test_a_commitment_that_is_signed(tmp_path: Path) -> None:
    promise = {"commitment": "c1", "name": "Repair", "measure": "restoration_hours", "value": 8}
    diff = compared(
        tmp_path,
        {
            "commitments": [
                {**promise, "signed": "no", "on": "2003-01-10"},
                {**promise, "signed": "yes", "on": "2003-04-01"},
            ]
        },
    )
    change = only(diff.topic("commitments"))
    assert (change.measure, values(change)) == ("signed", (False, True))
    assert causes(change) == [("commitments", ("c1",), "signed", False, True)]
    assert "commitments.signed" in rules(diff)
