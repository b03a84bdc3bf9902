"""Exhibit 5.5 as printed."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build, printed


def test_5_5_ranks_by_value_for_cost() -> None:
    shown = build("5.5", load_client("harbour-hotels", root=DATA), "en")
    assert (printed(shown, "site"), printed(shown, "per_unit")) == (
        ["Ferry Terminal Hotel", "Lantern Quay Hotel"],
        ["£27", "£22"],
    )
    assert printed(shown, "months") == ["37", "46"]
    assert (
        shown.title
        == "Ferry Terminal Hotel first: each £1,000 spent there unlocks £27 a month; the 2 sites together unlock £800 a"
        " month"
    )


def test_5_5_of_the_published_case_asks_for_costs() -> None:
    shown = build("5.5", load_client("pingan-life-fuzhou", root=DATA), "zh")
    assert shown.title == "已选方案无须等待建设；可行的S2和S9在5个网点等待建设，牵住每月至少6,833元，费用未知"
    assert set(printed(shown, "cost_once")) == {"未知"}
