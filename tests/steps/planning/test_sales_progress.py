"""Sales progress by hand: attitudes before and now, the weighted mean, and where the project stands."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.steps.planning.analysis import ClientPlan, analyse
from tests.builders.client_plan import CONTACTS, FORM, progressed, said
from tests.builders.clients import make_client
from tests.builders.findings import finding


def test_the_published_shifts(published: ClientPlan) -> None:
    roles = {row["contact"]: row for row in published.sales_progress.roles.to_dict("records")}
    assert {contact: (row["before"], row["now"]) for contact, row in roles.items()} == {
        "office-director": ("C", "B"),
        "it-manager": ("B", "B+"),
        "callback-head": ("D", "C"),
    }
    assert [round(row["shift"], 4) for row in roles.values()] == [1, 0.3333, 1]
    assert (published.sales_progress.project, published.sales_progress.others) == ("0202", 0)


def test_the_published_weighted_mean_and_the_position_that_is_not_legible(published: ClientPlan) -> None:
    progress = published.sales_progress
    assert math.isclose(progress.mean_before, (4 * 0 + 5 * 1 + 3 * -1) / 12)
    assert math.isclose(progress.mean_now, (4 * 1 + 5 * 4 / 3 + 3 * 0) / 12)
    assert (progress.weighted, progress.left_out) == (3, 0)
    assert math.isnan(progress.position)
    assert said(published, "6.4") == ["all_moved", "mean", "next", "position_unknown"]
    assert finding(published, "all_moved").figures["now"].printed("en") == "B+"


def test_only_roles_of_known_power_and_attitudes_are_weighted(tmp_path: Path) -> None:
    progress = progressed(tmp_path, ("a", "C", "B"), ("b", "A", "A"), ("c", "E", "A")).sales_progress
    assert (progress.mean_before, progress.mean_now) == ((4 * 0 + 1 * 2) / 5, (4 * 1 + 1 * 2) / 5)
    assert (progress.weighted, progress.left_out) == (2, 1)


@pytest.mark.parametrize(("before", "now"), [("", "B"), ("C", ""), ("", "")])
def test_an_unknown_attitude_is_no_shift_of_0(tmp_path: Path, before: str, now: str) -> None:
    result = progressed(tmp_path, ("a", before, now))
    assert math.isnan(result.sales_progress.roles["shift"].iloc[0])
    assert math.isnan(result.sales_progress.mean_now)
    assert said(result, "6.4")[:2] == ["shift_unknown", "mean_unknown"]


@pytest.mark.parametrize(
    ("roles", "rule"),
    [
        ((("a", "C", "B"), ("b", "D", "C")), "all_moved"),
        ((("a", "C", "B"), ("b", "C", "C")), "some_moved"),
        ((("a", "C", "B"), ("b", "C", "C-")), "moved_both"),
        ((("a", "B", "C"),), "moved_away"),
        ((("a", "B", "B"),), "unmoved"),
        ((("a", "C", "B"), ("b", "", "C")), "some_moved"),
    ],
)
def test_what_is_said_of_the_shifts(tmp_path: Path, roles: Any, rule: str) -> None:
    assert said(progressed(tmp_path, *roles), "6.4")[0] == rule


@pytest.mark.parametrize(
    ("position", "rule"),
    [(2, "position_ahead"), (-1.5, "position_behind"), (0, "position_even"), ("", "position_unknown")],
)
def test_the_position_is_what_the_form_says(tmp_path: Path, position: object, rule: str) -> None:
    assert said(progressed(tmp_path, ("a", "C", "B"), form={"position": position}), "6.4")[-1] == rule


def test_without_next_steps_the_lowest_role_is_named(tmp_path: Path) -> None:
    result = progressed(tmp_path, ("a", "C", "B"), ("b", "E", "D"), form={"next_steps": ""})
    assert finding(result, "no_next").figures["who"].printed("en") == "manager"


def test_the_latest_form_with_roles_is_shown(tmp_path: Path) -> None:
    forms = [
        FORM,
        {"project": "8", "aim": "Newer", "on": "2003-01-21"},
        {"project": "9", "aim": "No roles", "on": "2003-01-22"},
    ]
    roles = [
        {"project": project, "contact": "a", "attitude_before": "C", "attitude_now": "B"} for project in ("7", "8")
    ]
    progress = analyse(
        make_client(tmp_path, {"contacts": CONTACTS, "progress": forms, "progress_roles": roles})
    ).sales_progress
    assert (progress.project, progress.others, len(progress.roles)) == ("8", 1, 1)
