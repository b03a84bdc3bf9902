"""Support by hand: overload, the pool's times, unknowns that stay unknown, and what is planted in the samples."""

from __future__ import annotations

from math import isnan, log
from pathlib import Path

import pytest

from playbook.client import Client
from playbook.steps.capability.support import support_of
from tests.builders.clients import Rows
from tests.builders.promises import (
    GRADES,
    POOL,
    RIVALS,
    client_of,
    said,
)


def test_the_pool_by_hand(tmp_path: Path) -> None:
    found = support_of(client_of(tmp_path, {"sites": "two", "measure": "response_hours", "value": 1}))
    pool = found.pools.iloc[0]
    assert (found.target, found.target_promised) == (1, True)
    assert pool["waiting"] == pytest.approx(1 / 3)
    assert pool["exceeded"] == pytest.approx(0.12263, abs=1e-5)  # exp(-1) / 3
    assert pool["needed"] == 3
    assert pool["client_faults_month"] == pytest.approx(73)  # 1 x 730 x 0.1
    assert (found.response, found.restoration) == (pytest.approx(1.8971, abs=1e-4), pytest.approx(4.3971, abs=1e-4))


def test_of_several_pools_the_slowest_counts_and_an_unknown_one_makes_it_unknown(tmp_path: Path) -> None:
    quick = {**POOL, "pool": "quick", "engineers": 9}
    assert support_of(client_of(tmp_path / "a", support_pools=[quick, POOL])).response == pytest.approx(log(20 / 3))
    found = support_of(client_of(tmp_path / "b", support_pools=[quick, {**POOL, "engineers": ""}]))
    assert isnan(found.response) and isnan(found.restoration)


def test_against_the_need_and_the_rivals(tmp_path: Path) -> None:
    found = support_of(client_of(tmp_path))
    rows = {(row["grade"], row["measure"]): row for row in found.times.to_dict("records")}
    assert {key: row["verdict"] for key, row in rows.items()} == {
        ("a", "response"): "met",
        ("a", "restoration"): "short",
        ("b", "response"): "met",
        ("b", "restoration"): "unknown",
    }
    assert (rows["a", "restoration"]["gap"], rows["b", "response"]["gap"]) == (2, -4)
    assert (rows["a", "response"]["rival"], rows["a", "response"]["rival_gap"], rows["a", "response"]["against"]) == (
        "other",
        1,
        "behind",
    )
    assert (rows["a", "restoration"]["rival"], rows["a", "restoration"]["against"]) == ("rival", "behind")
    assert rows["b", "response"]["against"] == "unknown"
    assert (found.target, found.target_promised) == (2, False)
    assert said(found.findings, "5.3") == ["support_short_restoration", "pool_enough", "rival_faster_response"]


@pytest.mark.parametrize(
    ("tables", "rules"),
    [
        (
            {"support_grades": [{**GRADES[0], "needed_restoration_hours": 6}]},
            ["support_met", "pool_enough", "rival_faster_response"],
        ),
        (
            {"support_grades": [{**GRADES[0], "needed_restoration_hours": ""}]},
            ["support_met_known", "pool_enough", "rival_faster_response"],
        ),
        ({"support_grades": [{"grade": "a", "name": "Critical"}]}, ["support_unknown", "pool_open", "rivals_unknown"]),
        (
            {"support_pools": [], "support_rivals": RIVALS[:1]},
            ["support_short_restoration", "pool_none", "rival_faster_restoration"],
        ),
        (
            {"support_pools": [{**POOL, "faults_hour": ""}], "support_rivals": []},
            ["support_short_restoration", "pool_unknown", "rivals_unknown"],
        ),
        (
            {
                "support_pools": [{**POOL, "faults_hour": 1.8}],
                "support_rivals": [{**RIVALS[0], "restoration_hours": 7}],
            },
            ["support_short_restoration", "pool_short", "rivals_slower"],
        ),
    ],
)
def test_every_situation_of_support_says_something_else(
    tmp_path: Path, tables: dict[str, Rows], rules: list[str]
) -> None:
    assert said(support_of(client_of(tmp_path, **tables)).findings, "5.3") == rules


def test_the_planted_pool_is_near_its_limit_and_not_overloaded(harbour: Client) -> None:
    pool = support_of(harbour).pools.iloc[0]
    assert (round(pool["load"], 6), round(pool["utilisation"], 3), bool(pool["overloaded"])) == (10.4, 0.867, False)
    assert (round(pool["response"], 2), round(pool["restoration"], 2)) == (2.97, 5.57)
    assert (pool["needed"], round(pool["client_faults_month"], 1)) == (13, 15.2)
