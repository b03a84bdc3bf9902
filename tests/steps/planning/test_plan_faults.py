"""Each fault of a plan fires where it should, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.reviews import FAULTS, SOUND, Tables, review


def test_a_sound_plan_has_no_fault(tmp_path: Path) -> None:
    found = review(tmp_path)
    assert [(fault.rule, fault.id) for fault in found.faults] == []
    # one check of each rule but `unlinked`, `unprepared` and `bound_early`, which ask for what is not there
    assert dict(found.checks[["rule", "asked"]].to_numpy().tolist()) == dict.fromkeys(
        (
            "over_promise",
            "no_task",
            "no_owner",
            "no_commitment",
            "no_decider",
            "need_open",
            "undated",
            "untargeted",
            "risk_unowned",
            "risk_unmet",
        ),
        1,
    )
    assert found.parts["consistent"] == 100
    assert found.findings[0].rule == "planning.review.sound"


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_each_fault_fires(tmp_path: Path, rule: str) -> None:
    change, identifier = FAULTS[rule]
    found = review(tmp_path, **change)
    assert [(fault.rule, fault.id) for fault in found.faults] == [(rule, identifier)]
    fault = found.faults[0]
    assert (fault.table, fault.row) in {
        ("commitments", 2),
        ("commitments", None),
        ("tasks", 2),
        ("tasks", None),
        ("decisions", None),
        ("solutions", 2),
        ("solutions", None),
        ("kpi_values", 2),
        ("risks", 2),
    }
    assert found.findings[0].rule == "planning.review.scored"
    asked = int(found.checks["asked"].sum())
    assert found.parts["consistent"] == pytest.approx(100 * (asked - 1) / asked)


@pytest.mark.parametrize(
    "change",
    [
        {
            "solutions": [
                {**SOUND["solutions"][0]},
                {"solution": "S2", "name": "Not chosen", "service": "data", "chosen": "no"},
            ]
        },
        {"tasks": [{**SOUND["tasks"][0], "start": "", "milestone": "yes"}]},  # a milestone needs no start
        {
            "tasks": [
                {**SOUND["tasks"][0], "owner": "", "end": "2003-01-20", "start": "2003-01-10", "done_on": "2003-01-20"}
            ]
        },  # done: nothing to own
        {"risks": [{**SOUND["risks"][0], "probability": 0.29, "measure": ""}]},  # not likely
        {"risks": [{**SOUND["risks"][0], "probability": "", "measure": ""}]},  # unknown is not likely
        {
            "initiatives": [{"initiative": "I1", "name": "Now", "start_month": 3}]
        },  # within the short horizon, and its feasibility is not known
        {
            "commitments": [*SOUND["commitments"], {"commitment": "c2", "measure": "restoration_hours", "value": 1}]
        },  # nobody knows: no over-promise
        {
            "kpi_values": [
                {**SOUND["kpi_values"][0], "target": "", "actual": 5},
                {"kpi": "revenue", "month": "2003-06", "target": 7},
            ]
        },
    ],
)
def test_what_is_no_fault_does_not_fire(tmp_path: Path, change: Tables) -> None:
    assert review(tmp_path, **change).faults == ()


def test_a_later_initiative_is_prepared_by_a_task_on_its_line(tmp_path: Path) -> None:
    lines = [{"line": "wifi", "name": "Wi-Fi"}]
    later = [{"initiative": "I1", "name": "Later", "line": "wifi", "start_month": 9}]
    on_line = [{**SOUND["solutions"][0], "line": "wifi"}]
    assert review(tmp_path / "a", service_lines=lines, initiatives=later, solutions=on_line).faults == ()
    assert [fault.rule for fault in review(tmp_path / "b", service_lines=lines, initiatives=later).faults] == [
        "unprepared"
    ]


def test_a_signed_promise_binds_too(tmp_path: Path) -> None:
    early = [{**SOUND["solutions"][0], "technical": 1, "policy": 1}]
    assert review(tmp_path / "a", solutions=early).faults == ()
    signed = [{**SOUND["commitments"][0], "signed": "yes"}]
    assert [fault.rule for fault in review(tmp_path / "b", solutions=early, commitments=signed).faults] == [
        "bound_early"
    ]


def test_who_decides_is_the_purchase_named_like_the_service(tmp_path: Path) -> None:
    """A kind of purchase named `data` is S1's; its contact is not known, though that of circuits is."""
    tables = {
        "purchases": [*SOUND["purchases"], {"purchase": "data", "name": "Data"}],
        "decisions": [
            *SOUND["decisions"],
            {"decision": "d2", "purchase": "data", "level": "head_office", "part": "decides"},
        ],
    }
    assert [fault.rule for fault in review(tmp_path / "a", **tables).faults] == ["no_decider"]
    known = {**tables, "decisions": [tables["decisions"][0], {**tables["decisions"][1], "contacts": "it"}]}
    assert review(tmp_path / "b", **known).faults == ()
