"""The plan's review (6.7): each fault fires and does not fire, the score by hand, and what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.planning.review import Review, review_of
from playbook.units import is_unknown
from tests.support import make_client

Row = dict[str, Any]
Tables = dict[str, list[Row]]
#: A plan without a fault: one need, one chosen solution that answers it, and everything that it needs; each of its
#: fifteen tables has a row.
SOUND: Tables = {
    "sites": [{"site": "shop", "name": "Shop", "level": "outlet"}],
    "resources": [{"site": "shop", "fibre": "yes"}],
    "needs": [{"need": "n1", "name": "Faster shop", "service": "data", "amount_month": 100, "on": "2003-01-13"}],
    "solutions": [
        {
            "solution": "S1",
            "name": "Fibre",
            "service": "data",
            "needs": "n1",
            "chosen": "yes",
            "needs_fibre": "yes",
            "needs_copper": "no",
            "needs_services": "none",
            "benefit_base_month": 500,
        }
    ],
    "team": [{"member": "am", "role": "Account manager"}],
    "programmes": [{"programme": "P1", "name": "One", "solutions": "S1"}],
    "tasks": [
        {
            "task": "t1",
            "programme": "P1",
            "name": "Build",
            "solution": "S1",
            "owner": "am",
            "start": "2003-02-01",
            "end": "2003-03-01",
        }
    ],
    "commitments": [{"commitment": "c1", "solution": "S1", "measure": "lead_days", "value": 30}],
    "purchases": [{"purchase": "circuits", "name": "Circuits"}],
    "contacts": [{"contact": "it", "role": "IT manager", "power": 4}],
    "decisions": [{"decision": "d1", "purchase": "circuits", "level": "branch", "part": "decides", "contacts": "it"}],
    "kpis": [{"kpi": "revenue", "name": "Revenue", "better": "higher", "solutions": "S1"}],
    "kpi_values": [{"kpi": "revenue", "month": "2003-03", "target": 1200}],
    "risks": [
        {"risk": "r1", "name": "Rival", "probability": 0.3, "amount_month": 100, "measure": "Visit", "owner": "am"}
    ],
}
#: What each rule's fault is made by: changes of the first row of a table (None: the table is empty), or more rows.
FAULTS: dict[str, tuple[Tables, str]] = {
    # without fibre the site is built in 60 days; 30 are promised
    "over_promise": ({"resources": [{"site": "shop", "fibre": "no", "buildable": "yes", "build_days": 60}]}, "c1"),
    "no_task": ({"tasks": [{**SOUND["tasks"][0], "solution": ""}]}, "S1"),
    "no_owner": ({"tasks": [{**SOUND["tasks"][0], "owner": ""}]}, "S1"),
    "no_commitment": ({"commitments": [{**SOUND["commitments"][0], "solution": ""}]}, "S1"),
    "no_decider": ({"decisions": [{**SOUND["decisions"][0], "contacts": ""}]}, "S1"),
    "unlinked": ({"solutions": [{**SOUND["solutions"][0], "needs": ""}]}, "solutions"),
    "need_open": ({"needs": [*SOUND["needs"], {"need": "n2", "name": "One bill"}]}, "n2"),
    "undated": ({"tasks": [{**SOUND["tasks"][0], "end": ""}]}, "t1"),
    "untargeted": ({"kpi_values": [{**SOUND["kpi_values"][0], "target": "", "actual": 5}]}, "revenue"),
    "risk_unowned": ({"risks": [{**SOUND["risks"][0], "owner": ""}]}, "r1"),
    "risk_unmet": ({"risks": [{**SOUND["risks"][0], "measure": ""}]}, "r1"),
    "unprepared": ({"initiatives": [{"initiative": "I1", "name": "Later", "start_month": 9}]}, "I1"),
    "bound_early": ({"solutions": [{**SOUND["solutions"][0], "technical": 1, "policy": 1, "committed": "yes"}]}, "S1"),
}


def review(folder: Path, **tables: list[Row]) -> Review:
    return review_of(make_client(folder, {**SOUND, **tables}))


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


def test_the_score_by_hand(tmp_path: Path) -> None:
    """15 tables of the input's have a row. Of the client file's weights (24 fields, the 7 that exhibits rest on count
    twice: 31) name and total are filled: 4 / 31. The latest dated row is 10 days old: current. Nothing fails. The score
    is the mean of the three.
    """
    found = review(tmp_path)
    every = len(CLIENT_TABLES) - 1
    assert (found.tables, found.all_tables, found.days) == (15, every, 10)
    assert found.parts["complete"] == pytest.approx(50 * (15 / every + 4 / 31))
    assert found.parts["current"] == 100
    assert found.score == pytest.approx((found.parts["complete"] + 100 + 100) / 3)


@pytest.mark.parametrize(("on", "current"), [("2002-10-25", 100), ("2002-07-27", 50), ("2002-01-28", 25)])
def test_an_old_plan_is_less_current(tmp_path: Path, on: str, current: float) -> None:
    """90, 180 and 360 days before 23 January 2003."""
    found = review(tmp_path, needs=[{**SOUND["needs"][0], "on": on}])
    assert found.parts["current"] == pytest.approx(current)
    assert ("planning.review.stale" in [finding.rule for finding in found.findings]) == (current < 100)


def test_undated_is_unknown_and_left_out_of_the_mean(tmp_path: Path) -> None:
    found = review(tmp_path, needs=[{**SOUND["needs"][0], "on": ""}])
    assert is_unknown(found.parts["current"])
    assert found.score == pytest.approx((found.parts["complete"] + 100) / 2)
    assert found.findings[0].figures["current"].printed("en") == "unknown"


def test_what_waits_for_mending_is_sized(tmp_path: Path) -> None:
    found = review(tmp_path, **FAULTS["no_commitment"][0])
    waiting = next(finding for finding in found.findings if finding.rule == "planning.review.waiting")
    assert (waiting.money_month, waiting.figures["which"].printed("en")) == (500, "S1")


def test_mending_lifts_the_score(tmp_path: Path) -> None:
    """Two needs without a solution and a risk without owner, 3 of 12 checks: mending two lifts consistent by 2/12, the
    score by a third of it."""
    needs = [*SOUND["needs"], *({"need": name, "name": name} for name in ("n2", "n3"))]
    found = review(tmp_path, needs=needs, **FAULTS["risk_unowned"][0])
    lift = next(finding for finding in found.findings if finding.rule == "planning.review.lift")
    assert int(found.checks["asked"].sum()) == 12
    assert lift.figures["after"].value == pytest.approx(found.score + 100 * 2 / 12 / 3)  # type: ignore[attr-defined]


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    tables = {**SOUND, "needs": [*SOUND["needs"], {"need": "n2", "name": "One bill"}, {"need": "n3", "name": "More"}]}
    first = review_of(make_client(tmp_path / "a", tables))
    second = review_of(make_client(tmp_path / "b", {name: rows[::-1] for name, rows in tables.items()}))
    for found in (first, second):
        assert [(fault.rule, fault.id) for fault in found.faults] == [("need_open", "n2"), ("need_open", "n3")]
    assert first.score == second.score


def test_planted_in_the_hotels() -> None:
    found = review_of(load_client("harbour-hotels"))
    planted = {
        ("no_commitment", "S5"),
        ("no_commitment", "S6"),
        ("undated", "t18"),
        ("untargeted", "guest-complaints"),
        ("risk_unowned", "r4"),
        ("risk_unmet", "r3"),
        ("unprepared", "I6"),
    }
    assert planted <= {(fault.rule, fault.id) for fault in found.faults}


def test_a_bare_client_has_nothing_to_check() -> None:
    found = review_of(load_client("bare-minimum"))
    assert (found.faults, len(found.checks)) == ((), 0)
    assert is_unknown(found.parts["consistent"])
    assert found.findings[0].rule == "planning.review.unchecked"
