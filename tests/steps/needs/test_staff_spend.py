"""What the employees spend: sums by hand, unknown amounts that stay unknown, and what a group plan wins of it."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.steps.needs.staff_spend import StaffSpend, staff_spend
from tests.builders.clients import make_client
from tests.builders.staff_spend import ROWS


def spend_of(folder: Path, rows: list[dict[str, Any]]) -> StaffSpend:
    return staff_spend(make_client(folder, {"staff_spend": rows} if rows else {}))


def rules(found: StaffSpend) -> list[str]:
    return [finding.rule for finding in found.findings]


def printed(found: StaffSpend, place: int = 0) -> dict[str, str]:
    return {name: value.printed("en") for name, value in found.findings[place].figures.items()}


def test_sums_and_the_group_plan(tmp_path: Path) -> None:
    """1,800 in all, 900 of it with rivals: 50%; a plan that wins 30% of 900 brings 270."""
    found = spend_of(tmp_path, ROWS)
    assert (found.total_month, found.total_known_month) == (1800, 1800)
    assert (found.rivals_month, found.rivals_known_month) == (900, 900)
    assert found.plan_month == pytest.approx(270)
    assert rules(found) == ["needs.staff_spend.rivals", "needs.staff_spend.begin_heads"]
    assert printed(found) == {"total": "¥1,800", "rivals": "¥900", "share": "50%", "plan": "¥270", "part": "30%"}
    assert found.findings[0].money_month == pytest.approx(270)
    assert printed(found, 1) == {
        "group": "sales force",
        "operator": "Rival",
        "amount": "¥800",
        "share": "73%",
        "heads": "40",
    }


def test_groups_by_size_and_we_come_first(tmp_path: Path) -> None:
    found = spend_of(tmp_path, ROWS)
    assert list(zip(found.frame["group"], found.frame["operator"], strict=True)) == [
        ("sales", "us"),
        ("sales", "rival"),
        ("office", "us"),
        ("office", "other"),
    ]
    assert found.operators == ("us", "rival", "other")


def test_an_unknown_rival_leaves_a_lower_bound(tmp_path: Path) -> None:
    found = spend_of(tmp_path, [*ROWS[:2], {**ROWS[2], "amount_month": ""}, ROWS[3]])
    assert math.isnan(found.rivals_month)
    assert math.isnan(found.total_month)
    assert (found.rivals_known_month, found.total_known_month) == (800, 1700)
    assert found.plan_month == pytest.approx(240)
    assert rules(found) == [
        "needs.staff_spend.rivals_at_least",
        "needs.staff_spend.begin_heads",
        "needs.staff_spend.unknown",
    ]
    assert printed(found, 2) == {"n": "1", "which": "office staff (Other)"}


def test_an_unknown_amount_of_ours_does_not_blur_the_rivals(tmp_path: Path) -> None:
    found = spend_of(tmp_path, [{**ROWS[0], "amount_month": ""}, *ROWS[1:]])
    assert found.rivals_month == 900
    assert math.isnan(found.total_month)


def test_nothing_known_claims_nothing(tmp_path: Path) -> None:
    found = spend_of(tmp_path, [{**row, "amount_month": ""} for row in ROWS])
    assert rules(found) == ["needs.staff_spend.unsized"]
    assert found.findings[0].money_month == 0
    assert math.isnan(found.rivals_month)
    assert printed(found)["groups"] == "office staff and sales force"


def test_rivals_without_an_amount_are_not_read_as_none(tmp_path: Path) -> None:
    found = spend_of(tmp_path, [ROWS[0], {**ROWS[1], "amount_month": ""}])
    assert rules(found) == ["needs.staff_spend.rivals_unsized", "needs.staff_spend.unknown"]
    assert math.isnan(found.rivals_month)
    assert found.rivals_known_month == 0


@pytest.mark.parametrize(("amount", "rule"), [(300, "needs.staff_spend.ours"), ("", "needs.staff_spend.ours_at_least")])
def test_no_rival_on_record(tmp_path: Path, amount: Any, rule: str) -> None:
    found = spend_of(tmp_path, [{**ROWS[0], "amount_month": amount}, ROWS[3]])
    assert rules(found)[0] == rule
    assert (found.rivals_month, found.plan_month) == (0, 0)


def test_without_heads_the_group_is_named_without_them(tmp_path: Path) -> None:
    assert rules(spend_of(tmp_path, [ROWS[0], {**ROWS[1], "heads": ""}])) == [
        "needs.staff_spend.rivals",
        "needs.staff_spend.begin",
    ]


def test_without_rows_everything_is_unknown(tmp_path: Path) -> None:
    found = spend_of(tmp_path, [])
    assert math.isnan(found.rivals_month)
    assert math.isnan(found.total_month)
    assert (found.findings, found.operators, found.status) == ((), (), "unknown")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("name", ["heads", "amount_month"])
def test_each_blank_in_turn_stays_unknown(tmp_path: Path, place: int, name: str) -> None:
    found = spend_of(tmp_path, [{**row, name: "" if number == place else row[name]} for number, row in enumerate(ROWS)])
    assert found.frame[name].isna().sum() == 1
    assert math.isnan(found.total_month) is (name == "amount_month")


def test_the_latest_row_counts(tmp_path: Path) -> None:
    older = {**ROWS[1], "amount_month": 9999, "on": "2002-01-01"}
    assert spend_of(tmp_path, [older, {**ROWS[1], "on": "2002-12-01"}]).rivals_month == 800


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    shuffled = ROWS.copy()
    random.Random(3).shuffle(shuffled)
    one, other = spend_of(tmp_path / "one", ROWS), spend_of(tmp_path / "other", shuffled)
    assert one.frame.equals(other.frame)
    assert one.findings == other.findings


def test_harbour_hotels_spend_at_least_so_much_with_rivals() -> None:
    """Skylark 2,520 + 2,550 + 442 + 104 = 5,616; Northwave 390 + 810 + 228 + 243 + 150 = 1,821; ours 240 + 1,710 + 440
    + 952 + 806 = 4,148; Cable & Quay is not known.
    """
    found = staff_spend(load_client("harbour-hotels"))
    assert found.rivals_known_month == 5616 + 1821
    assert found.total_known_month == 5616 + 1821 + 4148
    assert math.isnan(found.rivals_month)
    assert found.operators == ("saltmouth-telecom", "skylark-mobile", "northwave", "cable-quay")
    assert rules(found) == [
        "needs.staff_spend.rivals_at_least",
        "needs.staff_spend.begin_heads",
        "needs.staff_spend.unknown",
    ]


def test_the_published_case_gives_no_figure() -> None:
    assert staff_spend(load_client("pingan-life-fuzhou")).findings == ()
