"""Goals, initiatives and their support: what is unknown is neither a yes nor a no."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.needs.goals import GoalMap, goal_map
from tests.builders.clients import make_client
from tests.builders.goals import GOALS


def client(folder: Path, goals: list[dict[str, Any]]) -> Client:
    return make_client(folder, {"goals": goals})


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return client(tmp_path_factory.mktemp("goals"), GOALS)


def rules(found: GoalMap) -> list[str]:
    return [finding.rule for finding in found.findings]


def test_published_support_is_unknown() -> None:
    found = goal_map(load_client("pingan-life-fuzhou"))
    assert list(found.goals["supported"]) == [None] * 4
    assert found.goals["amount_month"].isna().all()
    assert found.goals["goal"].nunique() == 1
    assert (rules(found), found.findings[0].money_month, found.status) == (
        ["needs.goals.unknown_all"],
        0,
        "illustrative",
    )


def test_planted_gaps() -> None:
    found = goal_map(load_client("harbour-hotels"))
    # sensors 900 + films in the rooms 600
    assert (found.unsupported_month, found.unsized) == (1500, 0)
    assert [(finding.rule, finding.money_month) for finding in found.findings] == [
        ("needs.goals.lacking", 1500),
        ("needs.goals.unknown", 1400),
    ]
    assert list(found.goals["initiative"]) == ["sensors", "rota", "in-room", "check-in", "one-centre", "hosted-systems"]


def test_by_hand(tmp_path: Path) -> None:
    found = goal_map(client(tmp_path, GOALS))
    assert list(found.goals["initiative"]) == ["b", "c", "d", "a"]
    assert list(found.goals["supported"]) == [False, False, None, True]
    assert (found.unsupported_month, found.unsized) == (150, 0)
    assert rules(found) == ["needs.goals.lacking", "needs.goals.unknown_unsized"]
    assert {
        name: found.findings[0].figures[name].printed("en") for name in ("n", "initiatives", "amount", "first")
    } == {"n": "2", "initiatives": "4", "amount": "¥150", "first": "sensors"}
    assert list(found.goals["telecom"].isna()) == [False, False, True, False]


@pytest.mark.parametrize(
    ("amounts", "rule", "money", "unsized"),
    [
        ((90, 60), "needs.goals.lacking", 150, 0),
        ((90, ""), "needs.goals.lacking_at_least", 90, 1),
        (("", ""), "needs.goals.lacking_unsized", 0, 2),
    ],
)
def test_an_unknown_amount_is_not_0(
    tmp_path: Path, amounts: tuple[Any, Any], rule: str, money: float, unsized: int
) -> None:
    rows = [{**row, "amount_month": amount} for row, amount in zip(GOALS[1:3], amounts, strict=True)]
    found = goal_map(client(tmp_path, rows))
    assert (rules(found), found.findings[0].money_month, found.unsized) == ([rule], money, unsized)


def test_of_several_unknown_ones_the_known_amounts_are_a_least(tmp_path: Path) -> None:
    rows = [GOALS[0], {**GOALS[1], "supported": ""}, GOALS[3]]
    found = goal_map(client(tmp_path, rows))
    assert [(finding.rule, finding.money_month) for finding in found.findings] == [("needs.goals.unknown_at_least", 90)]


def test_all_supported(tmp_path: Path) -> None:
    found = goal_map(client(tmp_path, [{**row, "supported": "yes"} for row in GOALS]))
    assert (rules(found), found.findings[0].money_month) == (["needs.goals.supported"], 0)


def test_without_goals() -> None:
    found = goal_map(load_client("bare-minimum"))
    assert (len(found.goals), found.findings, found.status) == (0, (), "unknown")


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(4)), flags=st.lists(st.sampled_from([True, False, None]), min_size=4, max_size=4))
def test_order_of_rows_does_not_matter(loaded: Client, order: list[int], flags: list[bool | None]) -> None:
    goals = loaded.frames["goals"].assign(supported=pd.Series(flags, dtype=object))
    found = goal_map(replace(loaded, frames={**loaded.frames, "goals": goals.iloc[order]}))
    plain = goal_map(replace(loaded, frames={**loaded.frames, "goals": goals}))
    assert list(found.goals["initiative"]) == list(plain.goals["initiative"])
    assert rules(found) == rules(plain)
    assert found.unsupported_month == sum(
        amount for amount, flag in zip((500, 90, 60, 0), flags, strict=True) if flag is False
    )
