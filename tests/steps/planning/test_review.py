"""The plan's review by hand: its score, what is old or missing, and what is planted in the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.client.tables import CLIENT_TABLES
from playbook.steps.planning.review import review_of
from playbook.units import is_unknown
from tests.builders.clients import make_client
from tests.builders.reviews import FAULTS, SOUND, review


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
