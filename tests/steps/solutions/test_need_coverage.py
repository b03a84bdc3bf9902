"""Needs and solutions: coverage by hand, ids that name nothing, solutions that answer nothing, and what is said about
them."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.client.rows import records
from playbook.families.plan import PLAN
from playbook.steps.shares import Total
from playbook.steps.solutions.need_coverage import NeedCoverage, need_coverage
from playbook.text import say
from tests.builders.clients import Rows, make_client

NEEDS: Rows = [
    {"need": "speed", "name": "Speed", "amount_month": 100, "confidence": 1},
    {"need": "cover", "name": "Cover", "amount_month": 80, "confidence": 1},
    {"need": "bill", "name": "Bill", "amount_month": 50, "confidence": 1},
    {"need": "phone", "name": "Phone", "confidence": 1},
]


@cache
def sample(client: str) -> Client:
    return load_client(client)


def solution(identifier: str, needs: str = "", chosen: str = "", **given: object) -> dict[str, object]:
    return {"solution": identifier, "name": identifier, "effect": "new", "needs": needs, "chosen": chosen, **given}


def covered(folder: Path, *solutions: dict[str, object], needs: Rows = NEEDS, **tables: Rows) -> NeedCoverage:
    return need_coverage(make_client(folder, {"needs": needs, "solutions": list(solutions), **tables}))


def states(found: NeedCoverage) -> dict[str, str]:
    return {row["need"]: row["state"] for row in records(found.needs)}


def told(found: NeedCoverage) -> dict[str, str]:
    return {
        finding.rule: say("en", f"{finding.rule}.title", **finding.figures)
        for finding in found.findings
        if PLAN.id_of(finding.topic) == "4.2"
    }


def test_coverage_by_hand(tmp_path: Path) -> None:
    # S1 (chosen) answers speed, S2 (not chosen) cover: 1 of 4 covered; bill and phone are open: 50 and an unknown
    # amount.
    found = covered(tmp_path, solution("S1", "speed", "yes"), solution("S2", "cover speed", "no"))
    assert states(found) == {"speed": "covered", "cover": "candidate", "bill": "open", "phone": "open"}
    assert (found.share, found.money["open"]) == (
        0.25,
        (Total(50.0, 2), "at_least"),
    )  # bills that no rule could read are one more
    first = records(found.needs)[0]
    assert (first["solutions"], first["chosen"]) == (("S1", "S2"), ("S1",))
    assert (
        told(found)["solutions.need_coverage.open"]
        == "1 of 4 needs have a chosen solution; 2 have none at all (at least ¥50 a month), first of all bill"
    )
    assert [finding.money_month for finding in found.findings] == [50, 80]


def test_whether_a_solution_is_chosen_may_be_unknown_and_does_not_cover(tmp_path: Path) -> None:
    found = covered(tmp_path, solution("S1", "speed"))
    assert states(found)["speed"] == "candidate"
    assert found.solutions["chosen"].iloc[0] is None


def test_an_id_that_no_need_has_is_said_and_answers_nothing(tmp_path: Path) -> None:
    found = covered(tmp_path, solution("S3", "speeed speed", "yes"))
    assert list(found.solutions["unknown"]) == [("speeed",)]
    assert (
        told(found)["solutions.need_coverage.stray"]
        == "S3 names the need speeed, which nobody has stated and no rule finds"
    )
    both = covered(tmp_path / "two", solution("S3", "x speed"), solution("S10", "y"), solution("S2", "z"))
    assert told(both)["solutions.need_coverage.stray"].endswith("no rule finds them: S2's z, S3's x and S10's y")


def test_a_solution_that_answers_none_is_flagged_the_chosen_one_first(tmp_path: Path) -> None:
    found = covered(
        tmp_path, solution("S1", "speed", "yes"), solution("S2", "none", "no"), solution("S3", "none", "no")
    )
    assert told(found)["solutions.need_coverage.idle"] == "2 solutions answer no need on record: S2 and S3"
    chosen = covered(tmp_path / "chosen", solution("S1", "speed", "yes"), solution("S2", "none", "yes"))
    assert (
        told(chosen)["solutions.need_coverage.idle_chosen"]
        == "One solution answers no need on record, and is chosen: S2"
    )


def test_a_rule_names_every_need_that_it_finds_and_a_folded_need_its_own(tmp_path: Path) -> None:
    # Two sites on one line each, without backup: two latent needs, and one stated need that a rule's id makes.
    hub = {"site": "hub", "name": "Hub", "level": "branch", "hub": "yes"}
    sites: Rows = [hub, *({"site": name, "name": name, "level": "outlet"} for name in "ab")]
    links: Rows = [
        {
            "link": name,
            "from_site": name,
            "to_site": "hub",
            "technology": "ddn",
            "bandwidth_kbps": 64,
            "role": "main",
            "state": "existing",
        }
        for name in "ab"
    ]
    found = covered(tmp_path, solution("S1", "backup", "yes"), needs=(), sites=sites, links=links)
    assert states(found) == {"backup-a": "covered", "backup-b": "covered"}
    asked = [{"need": "backup", "name": "Second lines"}]
    folded = covered(tmp_path / "folded", solution("S1", "backup-b", "yes"), needs=asked, sites=sites, links=links)
    assert states(folded) == {"backup": "covered"}


def test_every_situation_says_something(tmp_path: Path) -> None:
    every = " ".join(str(row["need"]) for row in NEEDS)
    assert list(told(covered(tmp_path / "1", solution("S1", every, "yes")))) == ["solutions.need_coverage.full"]
    assert list(told(covered(tmp_path / "2", solution("S1", every, "no")))) == ["solutions.need_coverage.waiting"]
    assert list(told(covered(tmp_path / "3", solution("S1")))) == ["solutions.need_coverage.unlinked"]
    assert list(told(covered(tmp_path / "4", solution("S1"), needs=()))) == ["solutions.need_coverage.no_needs"]
    empty = covered(tmp_path / "5")
    assert told(empty) == {} and math.isnan(empty.share)  # nobody has said what is proposed


def test_planted_in_harbour_hotels() -> None:
    found = need_coverage(sample("harbour-hotels"))
    # 3,947.45 + 1,571.43 of the four without a solution; 10 of 16 needs have a chosen one.
    assert found.money["open"][0].known == pytest.approx(5518.88, abs=0.01)
    assert found.money["open"][0].unknown == 3
    assert found.share == 10 / 16
    assert [name for name, state in states(found).items() if state == "candidate"] == [
        "proposal-sensors",
        "proposal-in-room",
    ]
    assert found.solutions.set_index("solution")["unknown"]["S7"] == ("guest-tv",)
    assert list(told(found)) == [
        "solutions.need_coverage.open",
        "solutions.need_coverage.stray",
        "solutions.need_coverage.candidates",
    ]


def test_the_published_case_names_only_needs_that_exist() -> None:
    found = need_coverage(sample("pingan-life-fuzhou"))
    assert not any(found.solutions["unknown"])
    assert [name for name, state in states(found).items() if state == "open"] == [
        "whitespace-leased_elements",
        "backup-hong-kong",
    ]
    assert [row["solution"] for row in records(found.solutions) if not row["needs"]] == ["S3", "S7", "S10"]


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(8)))
def test_the_order_of_the_solutions_does_not_matter(order: list[int]) -> None:
    client = sample("harbour-hotels")
    frames = {**client.frames, "solutions": client.frames["solutions"].iloc[order]}
    found, usual = need_coverage(replace(client, frames=frames, fingerprint=f"order {order}")), need_coverage(client)
    assert records(found.solutions) == records(usual.solutions)
    assert told(found) == told(usual)
    assert found.share == usual.share
