"""Step 5: what can be delivered where; a need that is not known to be met is unknown, never no and never yes."""
from __future__ import annotations

from collections import Counter

import pytest

from playbook.client import load_client
from playbook.steps.capability import analyse, delivery_of
from tests.support import DATA

BARE = {"fibre": None, "copper": None, "services": None, "buildable": None, "build_days": float("nan"), "build_cost_once": float("nan")}
ASKS = {"needs_fibre": False, "needs_copper": False, "needs_services": None}


@pytest.mark.parametrize(("site", "asks", "buildable", "state"), [
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
])
def test_a_solution_at_a_site(site: dict[str, object], asks: dict[str, object], buildable: bool, state: str) -> None:
    assert delivery_of({**BARE, **site}, {**ASKS, **asks}, buildable=buildable).state == state


def test_the_lead_time_and_cost_of_building_are_told() -> None:
    found = delivery_of({**BARE, "fibre": False, "build_days": 60.0, "build_cost_once": 30000.0}, {**ASKS, "needs_fibre": True}, buildable=True)
    assert (found.missing, found.days, found.cost_once) == (("fibre",), 60, 30000)


def test_the_published_sites() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    states = {(row["site"], row["solution"]): row["state"] for row in result.deliveries.to_dict("records")}
    assert [site for (site, solution), state in states.items() if solution == "S2" and state == "now"] == ["branch"]
    assert states["shangye", "S2"] == "unknown"
    assert states["fuqing", "S1"] == "unknown"
    assert Counter(state for (_, solution), state in states.items() if solution == "S1") == {"now": 6, "unknown": 1}


def test_fuqing_is_unknown_and_not_none() -> None:
    fuqing = analyse(load_client("pingan-life-fuzhou", root=DATA)).resources.set_index("site").loc["fuqing"]
    assert (fuqing["fibre"], fuqing["copper"], fuqing["services"]) == (False, None, None)
