"""What changed among the people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.builders.plan_pairs import causes, compared, only, rules, values


def test_an_attitude_that_changed(tmp_path: Path) -> None:
    contact = {"contact": "chief", "role": "Chief", "power": 5, "by": "account manager"}
    other = {"contact": "clerk", "role": "Clerk", "power": 1, "attitude": "C", "on": "2003-01-01"}
    rows = [{**contact, "attitude": "B", "on": "2003-01-10"}, other, {**contact, "attitude": "D+", "on": "2003-03-05"}]
    diff = compared(tmp_path, {"contacts": rows})
    change = only(diff.topic("people"))
    assert (change.id, change.kind, change.measure, values(change)) == ("chief", "changed", "attitude", ("B", "D+"))
    assert causes(change) == [("contacts", ("chief",), "attitude", "B", "D+")]
    assert (change.causes[0].by.en, change.causes[0].on, change.causes[0].row) == (
        "account manager",
        date(2003, 3, 5),
        4,
    )
    assert (diff.topic("people").changed, diff.topic("people").same) == (1, 1)
    assert "people.down" in rules(diff)


def test_an_attitude_that_was_learned_did_not_move(tmp_path: Path) -> None:
    contact = {"contact": "chief", "role": "Chief", "power": 5}
    diff = compared(
        tmp_path, {"contacts": [{**contact, "on": "2003-01-10"}, {**contact, "attitude": "B", "on": "2003-03-05"}]}
    )
    assert values(only(diff.topic("people"))) == (None, "B")
    assert "people.other" in rules(diff)
