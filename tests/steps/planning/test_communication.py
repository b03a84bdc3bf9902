"""Contacts a year by hand: sums from low to high, who has too much, who is not reached."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.planning.communication import communication_of
from tests.builders.clients import DATA
from tests.builders.talks import SAMPLE, printed, row, rules, talks


def test_contacts_a_year_by_audience_and_by_member(tmp_path: Path) -> None:
    """IT: 52-104 and 4-4 = 56-108; the general manager: 12-24; the account manager has the first and the last: 64-128
    against 60."""
    found = talks(tmp_path, row(1), row(2, per="quarter", high=1, member="tm"), row(3, "General manager", "month"))
    audiences = {item["audience"].en: (item["low"], item["high"]) for item in found.audiences.to_dict("records")}
    assert audiences == {"IT department": (56, 108), "General manager": (12, 24)}
    members = {
        item["member"]: (item["low"], item["high"], item["capacity"], item["verdict"])
        for item in found.members.to_dict("records")
    }
    assert members == {"am": (64, 128, 60, "too_many"), "tm": (4, 4, 12, "room")}
    assert math.isclose(found.audiences["share"].sum(), 1)
    assert printed(found, "contacts_too_many", "who", "who_range", "capacity", "excess", "off") == [
        "account manager",
        "64–128",
        "60",
        "4",
        "4–68",
    ]
    assert rules(found) == ["contacts_too_many"]


@pytest.mark.parametrize(
    ("low", "high", "verdict", "rule"),
    [
        (3, 5, "fits", "contacts_kept_up"),
        (3, 4, "room", "contacts_kept_up"),
        (5, 6, "may_be", "contacts_may_be"),
        (6, 6, "too_many", "contacts_too_many"),
        ("", 4, "unknown", "contacts_open"),
        ("", 6, "may_be", "contacts_may_be"),
        ("", "", "unknown", "contacts_unknown"),
    ],
)
def test_the_verdict_on_a_member(tmp_path: Path, low: object, high: object, verdict: str, rule: str) -> None:
    """The account manager can keep up 5 a month."""
    found = talks(tmp_path, row(1, "IT department and General manager", "month", low, high))
    assert found.members["verdict"].iloc[0] == verdict
    assert rules(found)[0] == rule


def test_an_unknown_frequency_is_not_0(tmp_path: Path) -> None:
    found = talks(tmp_path, row(1, per=""), row(2, "General manager", "month", 1, 1))
    assert math.isnan(found.rows["low"].iloc[0])
    assert {item["audience"].en: item["unknown"] for item in found.audiences.to_dict("records")} == {
        "General manager": 0,
        "IT department": 1,
    }
    assert found.members["verdict"].iloc[0] == "unknown"
    assert rules(found) == ["contacts_open", "rows_unknown"]


def test_an_unknown_capacity_is_not_0(tmp_path: Path) -> None:
    found = talks(tmp_path, row(1), row(2, "General manager"), team=[{"member": "am", "role": "Account manager"}])
    assert found.members["verdict"].tolist() == ["unknown"]
    assert rules(found) == ["contacts_open", "capacity_unknown"]


def test_a_row_of_nobody_is_told(tmp_path: Path) -> None:
    found = talks(tmp_path, row(1, "IT department, General manager", "year", member=""))
    assert (found.unassigned, rules(found)) == (1, ["contacts_open", "rows_unassigned"])


def test_a_department_with_a_say_that_no_row_reaches(tmp_path: Path) -> None:
    """The general manager (power 4, no department) and the board, which decides, are not reached; the archive has no
    say."""
    decisions = [{"decision": "d", "purchase": "p", "level": "head_office", "department": "Board", "part": "decides"}]
    found = talks(tmp_path, row(1, per="month"), decisions=decisions, purchases=[{"purchase": "p", "name": "P"}])
    missed = found.audiences[found.audiences["rows"] == 0]
    assert [name.en for name in missed["audience"]] == ["General manager", "Board"]
    assert missed["power"].tolist()[0] == 4
    assert printed(found, "missed_power_helped", "n", "unit", "power", "helper", "room") == [
        "2",
        "general manager",
        "4",
        "account manager",
        "36",
    ]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    client, base = SAMPLE, communication_of(SAMPLE)
    rows = client.frames["communications"]
    mixed = rows.iloc[[*(5 + place for place in order), *range(5)]].reset_index(drop=True)
    other = communication_of(
        replace(client, frames={**client.frames, "communications": mixed}, fingerprint=repr(order))
    )
    assert other.findings == base.findings
    pd.testing.assert_frame_equal(other.audiences, base.audiences)


def test_the_published_plan() -> None:
    """IT: technicians 12-24, account manager 52-104, outing 4-8, department manager 4, presentation 1 = 73-141; office
    24-36 + 4-8 + 4 = 32-48."""
    found = communication_of(load_client("pingan-life-fuzhou", root=DATA))
    audiences = {
        item["audience"].en: (item["low"], item["high"], item["unknown"])
        for item in found.audiences.to_dict("records")
        if item["rows"]
    }
    assert audiences == {
        "IT department": (73, 141, 0),
        "Office": (32, 48, 0),
        "Finance and other business departments": (12, 24, 0),
        "The client (audience not stated)": (3, 3, 0),
        "Senior management": (0, 0, 1),
    }
    assert printed(found, "contacts_open", "range", "share", "top") == [
        "at least 120",
        "unknown",
        "IT department",
    ]  # one row does not say how often
    assert printed(found, "missed_power", "unit", "power", "n") == ["call-back centre", "3", "1"]
    assert printed(found, "rows_open", "unassigned", "frequency", "all") == ["10", "1", "13"]


def test_what_is_planted_in_the_second_sample() -> None:
    found = communication_of(SAMPLE)
    members = {
        item["member"]: (item["low"], item["high"], item["verdict"]) for item in found.members.to_dict("records")
    }
    assert members == {
        "account-manager": (88, 176, "too_many"),
        "industry-manager": (5, 5, "room"),
        "technical-manager": (24, 36, "room"),
        "marketing-manager": (4, 8, "unknown"),
    }
    assert [name.en for name in found.audiences.loc[found.audiences["rows"] == 0, "audience"]] == [
        "Purchasing department"
    ]
    assert found.audiences[["low", "high"]].sum().tolist() == [121, 225]
