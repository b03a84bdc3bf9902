"""From need to KPI (6.8): a row by hand, each gap, needs beyond the first, and solutions that answer nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.planning.trace import FIRST, Trace, trace_of
from tests.builders.clients import make_client
from tests.builders.reviews import FAULTS, SOUND

Row = dict[str, Any]


def trace(folder: Path, **tables: list[Row]) -> Trace:
    return trace_of(make_client(folder, {**SOUND, **tables}))


def test_a_row_by_hand(tmp_path: Path) -> None:
    found = trace(tmp_path)
    row = found.rows.iloc[0].to_dict()
    assert {
        name: row[name]
        for name in (
            "need",
            "solution",
            "state",
            "sites",
            "commitments",
            "verdict",
            "task",
            "end",
            "owner",
            "kpis",
            "gaps",
        )
    } == {
        "need": "n1",
        "solution": "S1",
        "state": "now",
        "sites": 1,
        "commitments": ("c1",),
        "verdict": "sign",
        "task": "t1",
        "end": date(2003, 3, 1),
        "owner": "am",
        "kpis": ("revenue",),
        "gaps": (),
    }
    assert (found.needs, found.through, found.orphans) == (1, 1, ())
    assert found.findings[0].rule == "planning.trace.all_through"


@pytest.mark.parametrize(
    ("rule", "gap"),
    [("over_promise", "commitment"), ("no_commitment", "commitment"), ("no_task", "task"), ("no_owner", "owner")],
)
def test_a_fault_of_the_solution_is_a_gap(tmp_path: Path, rule: str, gap: str) -> None:
    found = trace(tmp_path, **FAULTS[rule][0])
    assert found.rows["gaps"].iloc[0] == (gap,)
    assert (found.through, found.findings[0].rule) == (0, "planning.trace.none_through")
    assert found.findings[0].money_month == 100
    assert found.findings[1].rule == "planning.trace.breaks"


@pytest.mark.parametrize(
    ("tables", "gap", "state"),
    [
        ({"resources": [{"site": "shop", "fibre": ""}]}, ("site",), "unknown"),
        ({"resources": [{"site": "shop", "fibre": "no", "buildable": "no"}]}, ("site",), "no"),
        # where building takes 20 days, the 30 that are promised can be kept
        ({"resources": [{"site": "shop", "fibre": "no", "buildable": "yes", "build_days": 20}]}, (), "after_build"),
        ({"resources": []}, ("site",), None),
        ({"kpis": [{**SOUND["kpis"][0], "solutions": ""}]}, ("kpi",), "now"),
    ],
)
def test_sites_and_kpis(tmp_path: Path, tables: dict[str, list[Row]], gap: tuple[str, ...], state: str | None) -> None:
    row = trace(tmp_path, **tables).rows.iloc[0]
    assert (row["gaps"], row["state"]) == (gap, state)


def test_the_worst_site_counts(tmp_path: Path) -> None:
    sites = [*SOUND["sites"], {"site": "depot", "name": "Depot", "level": "outlet"}]
    resources = [*SOUND["resources"], {"site": "depot", "fibre": ""}]
    row = trace(tmp_path, sites=sites, resources=resources).rows.iloc[0]
    assert (row["state"], row["sites"]) == ("unknown", 2)


def test_a_need_without_a_chosen_solution_names_who_would(tmp_path: Path) -> None:
    found = trace(tmp_path, solutions=[{**SOUND["solutions"][0], "chosen": "no"}])
    row = found.rows.iloc[0]
    assert (row["solution"], row["candidates"], row["gaps"]) == (None, ("S1",), ("solution",))
    assert "planning.trace.open" in [finding.rule for finding in found.findings]


def test_a_chosen_solution_without_a_need_is_said(tmp_path: Path) -> None:
    second = {**SOUND["solutions"][0], "solution": "S2", "name": "Extra", "needs": ""}
    found = trace(tmp_path, solutions=[*SOUND["solutions"], second])
    assert found.orphans == ("S2",)
    assert found.rows["need"].tolist() == ["n1", None]
    assert "planning.trace.orphans" in [finding.rule for finding in found.findings]
    none = trace(tmp_path / "none", solutions=[{**second, "solution": "S1"}], needs=[])
    assert none.findings[0].rule == "planning.trace.no_needs"


def test_needs_beyond_the_first_are_followed_only_where_answered(tmp_path: Path) -> None:
    """Fifteen needs, the fifteenth by size answered: the first twelve and that one."""
    needs = [
        {"need": f"n{number:02d}", "name": f"Need {number}", "amount_month": 1000 - number} for number in range(14)
    ]
    found = trace(tmp_path, needs=[*needs, {"need": "n1", "name": "Faster shop", "amount_month": 1}])
    assert found.rows["need"].tolist() == [f"n{number:02d}" for number in range(FIRST)] + ["n1"]
    assert (found.needs, found.through) == (13, 1)
    assert found.findings[0].rule == "planning.trace.some_through_open"


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    needs = [*SOUND["needs"], {"need": "n2", "name": "One bill"}]
    tables = {**SOUND, "needs": needs, "solutions": [{**SOUND["solutions"][0], "needs": "n1 n2"}]}
    turned = {name: rows[::-1] for name, rows in tables.items()}
    first, second = (trace_of(make_client(tmp_path / name, rows)) for name, rows in (("a", tables), ("b", turned)))
    assert first.rows["need"].tolist() == second.rows["need"].tolist() == ["n1", "n2"]
    assert first.findings == second.findings


def test_in_the_hotels_two_needs_run_through() -> None:
    found = trace_of(load_client("harbour-hotels"))
    whole = {row["need"] for row in found.rows.to_dict("records") if row["need"] and not row["gaps"]}
    assert whole == {"upgrade-lantern", "upgrade-ferry"}
    assert trace_of(load_client("bare-minimum")).findings == ()
