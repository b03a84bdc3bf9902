"""The history of the relationship: months counted by hand, what is to come, and each rule of the title."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.needs.relationship import Relationship, relationship
from tests.builders.clients import make_client
from tests.builders.relationship import AGREEMENT, COMING, EVENTS, LOSS, WIN


def client(folder: Path, events: list[dict[str, Any]]) -> Client:
    return make_client(folder, {"events": events})


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return client(tmp_path_factory.mktemp("events"), EVENTS)


def rules(found: Relationship) -> list[str]:
    return [finding.rule.removeprefix("needs.relationship.") for finding in found.findings]


def shown(found: Relationship, name: str) -> str:
    return found.findings[0].figures[name].printed("en")


def test_months_are_numbers() -> None:
    assert month_number("2001-05") == 24016
    assert (month_name(month_of(24016)).printed("en"), month_name(month_of(24016)).printed("zh")) == (
        "May 2001",
        "2001年5月",
    )


def test_published_agreement_is_20_months_old_and_a_change_is_due() -> None:
    found = relationship(load_client("pingan-life-fuzhou"))
    # May 2001 to January 2003: 8 months of 2001 and 12 of 2002; February 2003 is one month on
    assert (found.agreement, found.age, found.left) == ("agreement-2001", 20, None)
    assert (found.upcoming, found.wait) == ("renamed-2003", 1)
    assert rules(found) == ["agreement_then", "next_organisation", "balance_none"]
    assert found.status == "estimated"  # what happened is in our words


def test_planted_agreement_ends_in_four_months() -> None:
    found = relationship(load_client("harbour-hotels"))
    assert len(found.events) == 8
    # April 2023 to November 2025: 31 months; March 2026 is 4 months after November 2025
    assert (found.agreement, found.age, found.left) == ("agreement-2023", 31, 4)
    assert (found.upcoming, found.wait) == ("purchasing-2026", 2)
    assert rules(found) == ["agreement_ends", "next_organisation", "balance_bad"]
    assert [shown(found, name) for name in ("won", "lost", "complained", "against")] == ["1", "1", "1", "2"]


def test_by_hand(tmp_path: Path) -> None:
    found = relationship(client(tmp_path, EVENTS))
    assert list(found.events["event"]) == ["a", "w", "l", "c", "n"]
    assert list(found.events["coming"]) == [False, False, False, False, True]
    assert rules(found) == ["agreement_then", "next_organisation", "balance_bad"]
    assert shown(found, "which") == "“Line lost” and “Complaint”"


@pytest.mark.parametrize(
    ("end", "rule", "left"),
    [
        ("2003-02", "agreement_ends", 1),
        ("2003-01", "agreement_ends", 0),
        ("2004-01", "agreement_ends", 12),
        ("2004-02", "agreement_runs", 13),
        ("2002-12", "agreement_ended", -1),
        ("", "agreement_then", None),
    ],
)
def test_the_end_of_the_agreement_picks_the_title(tmp_path: Path, end: str, rule: str, left: int | None) -> None:
    found = relationship(client(tmp_path, [{**AGREEMENT, "end": end}, COMING]))
    assert (rules(found)[0], found.left) == (rule, left)


def test_the_month_of_the_plan_has_come_already(tmp_path: Path) -> None:
    found = relationship(client(tmp_path, [AGREEMENT, {**COMING, "start": "2003-01"}]))
    assert (found.upcoming, rules(found)) == (None, ["agreement_old", "balance_none"])


def test_an_agreement_to_come_is_not_the_latest_one(tmp_path: Path) -> None:
    found = relationship(client(tmp_path, [AGREEMENT, {**AGREEMENT, "event": "b", "start": "2003-03"}]))
    assert (found.agreement, found.upcoming, rules(found)[:2]) == ("a", "b", ["agreement_then", "next_agreement"])


def test_what_was_before_the_agreement_does_not_count(tmp_path: Path) -> None:
    found = relationship(client(tmp_path, [AGREEMENT, {**LOSS, "start": "2001-04"}, WIN]))
    assert (shown(found, "won"), shown(found, "lost"), rules(found)[-1]) == ("1", "0", "balance_good")


def test_without_an_agreement(tmp_path: Path) -> None:
    found = relationship(client(tmp_path, [WIN, {**COMING, "kind": "contact"}]))
    assert (found.agreement, found.age, rules(found)) == (None, None, ["no_agreement", "next_other", "balance_good"])
    assert shown(found, "events") == "2"


def test_without_events() -> None:
    found = relationship(load_client("bare-minimum"))
    assert (found.findings, found.agreement, found.upcoming, found.status) == ((), None, None, "unknown")


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(5)))
def test_order_of_rows_does_not_matter(loaded: Client, order: list[int]) -> None:
    found = relationship(replace(loaded, frames={**loaded.frames, "events": loaded.frames["events"].iloc[order]}))
    plain = relationship(loaded)
    assert found.findings == plain.findings
    assert found.events.equals(plain.events)
