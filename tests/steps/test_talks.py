"""Contacts a year and visits by hand: sums from low to high, who has too much, who is not reached, what is due and
overdue."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import load_client
from playbook.steps.findings import Finding
from playbook.steps.planning.communication import Communication, communication_of
from playbook.steps.planning.contact_counts import Range
from playbook.steps.planning.departments import same_unit
from playbook.steps.planning.visits import Visits, visit_state, visits_of
from playbook.units import Name
from tests.support import DATA, make_client

TEAM = [
    {"member": "am", "role": "Account manager", "contacts_month": 5},
    {"member": "tm", "role": "Technical manager", "contacts_month": 1},
]
CONTACTS: list[dict[str, Any]] = [
    {"contact": "it", "role": "IT manager", "department": "IT department", "power": 5},
    {"contact": "boss", "role": "General manager", "power": 4},
    {"contact": "clerk", "role": "Clerk", "department": "Archive"},
]


def row(
    number: int, audience: str = "IT department", per: str = "week", low: object = 1, high: object = 2, **given: object
) -> dict[str, object]:
    return {
        "communication": f"k{number}",
        "channel": "Visit",
        "member": "am",
        "audience": audience,
        "per": per,
        "times_low": low,
        "times_high": high,
        **given,
    }


def talks(folder: Path, *rows: dict[str, object], **tables: Any) -> Communication:
    return communication_of(make_client(folder, {"team": TEAM, "contacts": CONTACTS, "communications": rows, **tables}))


def visit(number: int, day: str = "", done_on: str = "", **given: object) -> dict[str, object]:
    return {"visit": f"v{number}", "member": "am", "date": day, "done_on": done_on, "contacts": "it boss", **given}


def visited(folder: Path, *rows: dict[str, object]) -> Visits:
    return visits_of(make_client(folder, {"team": TEAM, "contacts": CONTACTS, "visits": rows}))


def rules(result: Communication | Visits) -> list[str]:
    return [found.rule.rpartition(".")[2] for found in result.findings]


def finding(result: Communication | Visits, rule: str) -> Finding:
    return next(found for found in result.findings if found.rule.rpartition(".")[2] == rule)


def printed(result: Communication | Visits, rule: str, *names: str) -> list[str]:
    figures = finding(result, rule).figures
    return [figures[name].printed("en") for name in names]


@pytest.mark.parametrize(
    ("per", "low", "high"), [("week", 52, 104), ("month", 12, 24), ("quarter", 4, 8), ("year", 1, 2), ("once", 1, 2)]
)
def test_contacts_a_year_by_period(tmp_path: Path, per: str, low: int, high: int) -> None:
    found = talks(tmp_path, row(1, per=per)).rows.iloc[0]
    assert (found["low"], found["high"]) == (low, high)


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


@pytest.mark.parametrize(
    ("department", "audience", "same"),
    [
        (("财务部", "Finance department"), ("财务等部门", "Finance and other departments"), True),
        (("信息技术部", "IT department"), ("信息技术部和办公室", "x"), True),
        (("办公室", "Office"), ("总公司办公室", "Head office"), False),
        (("", "Board"), ("", "the Board"), True),
        (("", ""), ("", ""), False),
    ],
)
def test_departments_are_matched_by_name(department: tuple[str, str], audience: tuple[str, str], same: bool) -> None:
    assert same_unit(Name(*department), Name(*audience)) is same


SAMPLE = load_client("harbour-hotels", root=DATA)


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


def test_a_range_of_one_is_one_number() -> None:
    assert (Range(4, 4).printed("zh"), Range(52, 104).printed("zh")) == ("4", "52–104")


@pytest.mark.parametrize(
    ("day", "done_on", "state"),
    [
        (date(2003, 1, 22), None, "overdue"),
        (date(2003, 1, 23), None, "due"),
        (date(2003, 2, 6), None, "due"),
        (date(2003, 2, 7), None, "later"),
        (None, None, "undated"),
        (date(2003, 1, 15), date(2003, 1, 15), "done"),
        (date(2003, 1, 15), date(2003, 1, 24), "overdue"),
    ],
)
def test_states_of_visits(day: date | None, done_on: date | None, state: str) -> None:
    assert visit_state(day, done_on, as_of=date(2003, 1, 23), due_days=14) == state


def test_the_next_visit_is_shown_and_overdue_ones_are_counted(tmp_path: Path) -> None:
    found = visited(tmp_path, visit(3, "2003-03-01"), visit(1, "2003-01-10"), visit(2, "2003-01-28", time="9:00"))
    assert (found.shown, found.visits["visit"].tolist()) == ("v2", ["v1", "v2", "v3"])
    assert printed(found, "next_overdue", "day", "time", "n") == ["28 January 2003", "9:00", "1"]
    assert rules(found) == ["next_overdue", "confirm_visit_to"]
    assert printed(found, "confirm_visit_to", "visit", "day", "whom") == [
        "v1",
        "10 January 2003",
        "IT manager and general manager",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([visit(1, "2003-01-28")], ["next_only_day"]),
        ([visit(1, "2003-01-10"), visit(2, "2003-01-28")], ["next_overdue_day", "confirm_visit_to"]),
        ([visit(1, "2003-01-10")], ["none_next_overdue", "confirm_visit_to", "plan_next"]),
        ([visit(1)], ["visits_undated", "plan_next"]),
        ([visit(1, "2003-01-10", "2003-01-10", cautions="Mind")], ["visits_done", "plan_next"]),
        ([visit(1, "2003-01-28", time="9:00", contacts="it")], ["next_only", "key_unvisited"]),
        ([visit(1, "2003-01-28", time="9:00", contacts="")], ["next_only", "whom_unknown"]),
        ([visit(1, "2003-01-28", time="9:00", cautions="Listen first")], ["next_only", "mind"]),
    ],
)
def test_what_is_said_of_the_visits(tmp_path: Path, rows: list[dict[str, object]], expected: list[str]) -> None:
    assert rules(visited(tmp_path, *rows)) == expected


def test_whether_the_published_visit_took_place_is_not_claimed() -> None:
    found = visits_of(load_client("pingan-life-fuzhou", root=DATA))
    assert (found.shown, found.visits["state"].tolist(), found.missed, found.status) == (
        "0202",
        ["overdue"],
        None,
        "estimated",
    )  # its words are ours
    assert rules(found) == ["none_next_overdue", "confirm_visit", "plan_next", "whom_unknown", "mind"]


def test_the_visits_of_the_second_sample() -> None:
    found = visits_of(SAMPLE)
    assert found.visits["state"].tolist() == ["done", "overdue", "due", "later"]
    assert [name.en for name in found.missed or ()] == ["Purchasing manager"]
    assert printed(found, "next_overdue", "day", "time") == ["4 December 2025", "10:00"]


def test_without_rows_nothing_is_found(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    assert (communication_of(client).findings, visits_of(client).findings) == ((), ())
