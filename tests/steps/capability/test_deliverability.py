"""What can be delivered where; a need that is not known to be met is unknown, never no and never yes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.steps.capability.analysis import analyse
from playbook.steps.capability.deliverability import delivery_of
from playbook.units import Count, Money
from tests.builders.clients import DATA, make_client
from tests.builders.resources import SITES, SOLUTION, rules

BARE = {
    "fibre": None,
    "copper": None,
    "services": None,
    "buildable": None,
    "build_days": float("nan"),
    "build_cost_once": float("nan"),
}
ASKS = {"needs_fibre": False, "needs_copper": False, "needs_services": ()}


@pytest.mark.parametrize(
    ("site", "asks", "buildable", "state"),
    [
        ({"fibre": True}, {"needs_fibre": True}, True, "now"),
        ({"fibre": False}, {"needs_fibre": True}, True, "after_build"),
        ({"fibre": False}, {"needs_fibre": True}, False, "no"),
        ({"fibre": False, "buildable": False}, {"needs_fibre": True}, True, "no"),
        ({"fibre": False, "buildable": True}, {"needs_fibre": True}, False, "after_build"),
        ({"fibre": None}, {"needs_fibre": True}, True, "unknown"),
        ({"copper": True, "services": ("voice",)}, {"needs_copper": True, "needs_services": ("voice",)}, True, "now"),
        ({"copper": True, "services": ("voice",)}, {"needs_copper": True, "needs_services": ("data",)}, True, "no"),
        ({"copper": True, "services": None}, {"needs_copper": True, "needs_services": ("data",)}, True, "unknown"),
        ({"fibre": False, "services": None}, {"needs_fibre": True, "needs_services": ("data",)}, True, "after_build"),
        ({}, {}, True, "now"),
        ({}, {"needs_fibre": None, "needs_copper": None}, True, "unknown"),
    ],
)
def test_a_solution_at_a_site(site: dict[str, object], asks: dict[str, object], buildable: bool, state: str) -> None:
    assert delivery_of({**BARE, **site}, {**ASKS, **asks}, buildable=buildable).state == state


def test_the_lead_time_and_cost_of_building_are_told() -> None:
    found = delivery_of(
        {**BARE, "fibre": False, "build_days": 60.0, "build_cost_once": 30000.0},
        {**ASKS, "needs_fibre": True},
        buildable=True,
    )
    assert (found.missing, found.days, found.cost_once) == (("fibre",), 60, 30000)


def test_the_published_sites() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    states = {(row["site"], row["solution"]): row["state"] for row in result.deliverability.rows.to_dict("records")}
    assert [site for (site, solution), state in states.items() if solution == "S2" and state == "now"] == ["branch"]
    assert states["shangye", "S2"] == "unknown"
    assert states["fuqing", "S1"] == "unknown"
    assert Counter(state for (_, solution), state in states.items() if solution == "S1") == {"now": 6, "unknown": 1}


def test_an_unknown_benefit_is_not_printed_as_nothing(tmp_path: Path) -> None:
    found = rules(tmp_path, [{"site": "a", "fibre": "no"}], {"benefit_base_month": ""})
    assert "held_back_unsized" in found
    assert found["held_back_unsized"].money_month == 0


def test_a_benefit_known_in_part_is_at_least_so_much(tmp_path: Path) -> None:
    found = rules(tmp_path, [{"site": "a", "fibre": "no"}], {}, {"solution": "S2", "benefit_base_month": ""})
    assert found["held_back_at_least"].figures["benefit"] == Money(100.0, "CNY")


def test_nothing_chosen_is_not_everything_deliverable(tmp_path: Path) -> None:
    assert "none_chosen" in rules(tmp_path, [{"site": "a", "fibre": "no"}], {"chosen": "no"})


def test_whether_anything_is_chosen_may_be_unknown(tmp_path: Path) -> None:
    assert "choice_unknown" in rules(tmp_path, [{"site": "a", "fibre": "no"}], {"chosen": ""})


def test_a_site_that_a_solution_names_without_resources_is_unknown(tmp_path: Path) -> None:
    rules(tmp_path, [{"site": "a", "fibre": "yes"}], {"sites": "b"})
    result = analyse(
        make_client(
            tmp_path,
            {"sites": SITES, "resources": [{"site": "a", "fibre": "yes"}], "solutions": [{**SOLUTION, "sites": "b"}]},
        )
    )
    assert result.deliverability.rows[["site", "state", "unknown"]].to_dict("records") == [
        {"site": "b", "state": "unknown", "unknown": ("fibre",)}
    ]


def test_where_a_chosen_solution_cannot_be_had_is_said(tmp_path: Path) -> None:
    found = rules(tmp_path, [{"site": "a", "fibre": "yes"}, {"site": "b", "fibre": "no", "buildable": "no"}], {})
    assert found["never"].figures["which"].printed("en") == "B"
    assert found["held_back"].money_month == 100


def test_the_published_money_hangs_on_fuqing() -> None:
    lead = next(
        finding
        for finding in analyse(load_client("pingan-life-fuzhou", root=DATA)).findings
        if PLAN.id_of(finding.topic) == "5.2"
    )
    assert (lead.rule, lead.money_month, lead.figures["now"], lead.figures["cells"]) == (
        "capability.deliverability.held_back_unknown",
        5000,
        Count(41),
        Count(58),
    )  # Fuqing's access is not known, so that it may yet be served
    assert lead.figures["benefit"].printed("en") == "at most ¥5,000"
