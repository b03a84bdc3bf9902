"""Which rows differ between two loads, and what of a row is no change."""

from __future__ import annotations

from pathlib import Path

from playbook.steps.difference.row_changes import row_changes
from playbook.units import Name
from tests.builders.plan_pairs import both, compared, only


def test_another_source_or_judge_is_no_change_in_either_language(tmp_path: Path) -> None:
    """Only the attitude is told, with the later row's origin beside it."""
    first = {
        "contact": "chief",
        "role": "Chief",
        "power": 5,
        "attitude": "B",
        "on": "2003-01-10",
        "source": "a call",
        "by": "account manager",
    }
    twins = {"source_zh": "一次来电", "source_en": "a phone call", "by_zh": "客户经理", "by_en": "the account manager"}
    assert compared(tmp_path / "same", {"contacts": [first, {**first, **twins, "on": "2003-03-05"}]}).empty
    row = only(
        compared(
            tmp_path / "moved", {"contacts": [first, {**first, **twins, "attitude": "C", "on": "2003-03-05"}]}
        ).topic("people")
    ).causes[0]
    assert (row.column, row.by, row.source) == (
        "attitude",
        Name("客户经理", "the account manager"),
        Name("一次来电", "a phone call"),
    )


def test_how_sure_a_row_is_counts_alone_only(tmp_path: Path) -> None:
    row = {"contact": "chief", "role": "Chief", "power": 5, "attitude": "B"}
    firmer = [{**row, "on": "2003-01-10", "status": "estimated"}, {**row, "on": "2003-02-10", "status": "measured"}]
    assert [change.column for change in row_changes(*both(tmp_path / "one", {"contacts": firmer}))] == ["status"]
    both_changed = [firmer[0], {**firmer[1], "power": 4}]
    assert [change.column for change in row_changes(*both(tmp_path / "two", {"contacts": both_changed}))] == ["power"]
