"""What to build by hand: value for cost, what is not known comes last, and what is planted in the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import Client
from playbook.steps.capability.builds import builds_of
from tests.builders.clients import Rows
from tests.builders.promises import (
    RESOURCES,
    SITES,
    SOLUTIONS,
    client_of,
    said,
)


def test_what_a_site_unlocks_for_its_cost(tmp_path: Path) -> None:
    # S1 is held back at one and dim: 300 each; only one can be built, for 10,000: 30 for each 1,000
    found = builds_of(client_of(tmp_path))
    row = found.sites.iloc[0]
    assert (len(found.sites), found.basis, found.unlocked) == (1, "chosen", 300)
    assert (row["site"], row["solutions"], row["unlocked_month"], row["per_unit"], row["rank"]) == (
        "one",
        ("S1",),
        300,
        pytest.approx(30),
        1,
    )
    assert said(found.findings, "5.5") == ["build_first_only"]


def test_the_ranking_is_by_value_for_cost_and_the_unknown_is_last(tmp_path: Path) -> None:
    # each of three sites unlocks 600 / 4: 15 and 30 for each 1,000, and one of unknown cost
    resources = [
        *RESOURCES[:2],
        {**RESOURCES[1], "site": "two", "build_cost_once": 5000},
        {**RESOURCES[1], "site": "dim", "build_cost_once": ""},
        {"site": "far"},
    ]
    found = builds_of(
        client_of(tmp_path, resources=resources, sites=[*SITES, {"site": "far", "name": "Far", "level": "outlet"}])
    )
    assert [(row["site"], row["rank"]) for row in found.sites.fillna({"rank": 0}).to_dict("records")] == [
        ("two", 1),
        ("one", 2),
        ("dim", 0),
    ]
    assert found.sites["per_unit"].tolist()[:2] == [pytest.approx(30), pytest.approx(15)]
    assert said(found.findings, "5.5") == ["build_first", "build_cheapest_same", "build_ask"]


@pytest.mark.parametrize(
    ("tables", "rules"),
    [
        ({"resources": [RESOURCES[0], {**RESOURCES[1], "build_cost_once": ""}]}, ["build_unpriced"]),
        ({"solutions": [{**SOLUTIONS[0], "benefit_base_month": ""}]}, ["build_unpriced"]),
        ({"solutions": [{**SOLUTIONS[0], "chosen": "no", "technical": 3, "policy": 3}]}, ["build_first_feasible_only"]),
        ({"solutions": [{**SOLUTIONS[0], "chosen": "no", "technical": 1, "policy": 1}]}, ["build_none"]),
        ({"solutions": SOLUTIONS[1:]}, ["build_none"]),
        ({"solutions": []}, []),
    ],
)
def test_every_situation_of_building(tmp_path: Path, tables: dict[str, Rows], rules: list[str]) -> None:
    assert said(builds_of(client_of(tmp_path, **tables)).findings, "5.5") == rules


def test_the_planted_order_of_building(harbour: Client) -> None:
    rows = builds_of(harbour).sites
    assert [(row["site"], row["unlocked_month"], round(row["per_unit"], 1)) for row in rows.to_dict("records")] == [
        ("ferry", 400, 27.0),
        ("lantern", 400, 21.6),
    ]
