"""Decision power: coverage and support worked by hand, unknown weights and attitudes, and what must hold for all
maps."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.needs.decisions import DecisionMap, decision_map
from tests.builders.clients import make_client
from tests.builders.decisions import CONTACTS, DECISIONS, PURCHASES, say


def client(folder: Path, decisions: list[dict[str, Any]], contacts: list[dict[str, Any]] | None = None) -> Client:
    return make_client(
        folder, {"contacts": CONTACTS if contacts is None else contacts, "purchases": PURCHASES, "decisions": decisions}
    )


def rules(found: DecisionMap) -> list[str]:
    return [finding.rule.removeprefix("needs.decisions.") for finding in found.findings]


def said(found: DecisionMap) -> list[tuple[str, dict[str, str]]]:
    """What the findings say, an unknown share included."""
    return [
        (finding.rule, {name: figure.printed("en") for name, figure in finding.figures.items()})
        for finding in found.findings
    ]


def shares(found: DecisionMap, purchase: str) -> tuple[float, float]:
    row = next(row for row in found.purchases.to_dict("records") if row["purchase"] == purchase)
    return row["coverage"], row["supporting"]


def test_by_hand(tmp_path: Path) -> None:
    found = decision_map(client(tmp_path, DECISIONS))
    # circuits: 0.6 boss (accepts: 0) + 0.4 x 3 / (3 + 1) = 0.3; voice: 0.3 covered, 0.3 x 3/3
    assert shares(found, "circuits") == (1.0, pytest.approx(0.3))
    assert shares(found, "voice") == (pytest.approx(0.3), pytest.approx(0.3))
    assert (found.coverage, found.supporting) == (pytest.approx(0.65), pytest.approx(0.3))
    assert (found.by_weight, found.at_least) == (True, False)
    assert dict(zip(found.decisions["decision"], found.decisions["supports"], strict=True)) == {
        "office": 0,
        "board": 0,
        "it": 0.75,
        "it-voice": 1,
        "shops": 0,
    }
    assert rules(found) == ["coverage_gap", "way_in", "win_next"]


def test_what_a_contact_would_bring(tmp_path: Path) -> None:
    found = decision_map(client(tmp_path, DECISIONS))
    # boss: all of 0.6 of one purchase in two; network manager: 0.4 x (1 - 0.75) of one in two
    assert dict(zip(found.gains["contact"], found.gains["gain"], strict=True)) == {
        "boss": pytest.approx(0.3),
        "net": pytest.approx(0.05),
    }
    figures = found.findings[0].figures
    assert [figures[name].printed("en") for name in ("who", "after", "supporting", "coverage")] == [
        "director",
        "60%",
        "30%",
        "65%",
    ]
    assert (figures["where"].printed("en"), figures["what"].printed("en"), figures["bridge"].printed("en")) == (
        "office, head office",
        "voice",
        "IT manager",
    )


def test_unknown_weights_count_points(tmp_path: Path) -> None:
    found = decision_map(
        client(tmp_path, [{**row, "weight": ""} if row["decision"] == "it" else row for row in DECISIONS])
    )
    # circuits: 2 of 2 points, support (0 + 0.75) / 2; voice keeps its weights; over all 3 of 4 points and (0 + 0.75 + 0
    # + 1) / 4
    assert shares(found, "circuits") == (1.0, 0.375)
    assert shares(found, "voice") == (pytest.approx(0.3), pytest.approx(0.3))
    assert (found.coverage, found.supporting, found.by_weight) == (0.75, 0.4375, False)
    assert list(found.purchases["by_weight"]) == [False, True]
    assert rules(found) == ["points_gap", "way_in", "win_next", "no_weights"]


def test_a_contact_without_attitude_is_covered_and_does_not_support(tmp_path: Path) -> None:
    rows = [say("board", "circuits", "decides", 0.6, "new"), say("it", "circuits", "takes_part", 0.4, "it")]
    found = decision_map(client(tmp_path, rows))
    assert (found.coverage, found.supporting, found.at_least) == (1.0, pytest.approx(0.4), True)
    assert found.findings[0].figures["supporting"].printed("en") == "at least 40%"
    assert rules(found) == ["coverage_whole", "ask_next"]


def test_beside_one_who_is_known_the_unknown_one_may_be_against_us(tmp_path: Path) -> None:
    found = decision_map(client(tmp_path, [say("board", "circuits", "decides", 1, "it new")]))
    # power 3 supports us, where power 4 stands nobody knows
    assert (found.supporting, found.at_least, list(found.gains["gain"])) == (
        pytest.approx(3 / 7),
        True,
        [pytest.approx(4 / 7)],
    )


def test_of_one_alone_the_power_does_not_matter(tmp_path: Path) -> None:
    contacts = [{**row, "power": ""} if row["contact"] == "it" else row for row in CONTACTS]
    found = decision_map(client(tmp_path, [say("board", "circuits", "decides", 1, "it")], contacts))
    assert (found.coverage, found.supporting, found.at_least) == (1.0, 1.0, False)


def test_unknown_power_beside_one_who_stands_elsewhere_is_nobody_s_power(tmp_path: Path) -> None:
    contacts = [{**row, "power": ""} if row["contact"] == "it" else row for row in CONTACTS]
    found = decision_map(client(tmp_path, [say("board", "circuits", "decides", 1, "it net")], contacts))
    assert (found.coverage, found.supporting, found.at_least) == (1.0, 0.0, True)


def test_whom_we_know_may_be_unknown(tmp_path: Path) -> None:
    rows = [say("board", "circuits", "decides", 0.6, ""), say("it", "circuits", "takes_part", 0.4, "it")]
    found = decision_map(client(tmp_path, rows))
    assert (found.coverage, found.supporting, found.unseen, found.at_least) == (
        pytest.approx(0.4),
        pytest.approx(0.4),
        1,
        True,
    )
    assert rules(found)[:2] == ["coverage_partly", "unseen"]
    nothing = decision_map(client(tmp_path / "none", [say("board", "circuits", "decides", 1, "")]))
    assert math.isnan(nothing.coverage) and rules(nothing)[0] == "nothing_seen"


def test_without_contacts_nothing_is_covered(tmp_path: Path) -> None:
    found = decision_map(client(tmp_path, [{**row, "contacts": "none"} for row in DECISIONS], []))
    assert (found.coverage, found.supporting) == (0.0, 0.0)
    assert rules(found) == ["coverage_gaps", "no_way_in"]


def test_nobody_is_known_to_decide(tmp_path: Path) -> None:
    found = decision_map(client(tmp_path, [say("shops", "circuits", "carries_out", "", "it")]))
    assert rules(found) == ["nobody_decides"]
    assert found.purchases["coverage"].isna().all()


def test_published_points() -> None:
    found = decision_map(load_client("pingan-life-fuzhou"))
    # 7 points: head office twice, central sub-branch, outlet: nobody; branch IT twice and branch office: we know
    # someone, B+ and B
    assert (found.purchases["points"].sum(), found.purchases["covered"].sum()) == (7, 3)
    assert (found.coverage, found.supporting) == (pytest.approx(3 / 7), pytest.approx(3 / 7))
    assert rules(found) == ["points_gaps", "way_in", "no_weights"]
    assert found.findings[0].figures["where"].printed("zh") == "总公司"
    assert found.decisions["weight"].isna().all()
    assert found.status == "partly_illustrative"


def test_planted_gap_and_next_person() -> None:
    found = decision_map(load_client("harbour-hotels"))
    # small: 0.2 covered, of it 2 of 3 known to support (where the third stands nobody knows);
    # middle 0.6; large 0.6 board + 0.1 IT; telephony 0.7: the mean of each four
    assert dict(zip(found.purchases["purchase"], found.purchases["supporting"], strict=True)) == {
        "up-to-5000": pytest.approx(0.4 / 3),
        "up-to-50000": 0.6,
        "above-50000": 0.7,
        "reservation-telephony": 0.7,
    }
    assert (found.coverage, found.supporting) == (pytest.approx(0.8), pytest.approx((0.4 / 3 + 0.6 + 0.7 + 0.7) / 4))
    assert rules(found) == ["coverage_gap", "way_in", "win_next"]
    assert found.gains["contact"].iloc[0] == "purchasing-manager"
    assert found.gains["gain"].iloc[0] == pytest.approx(0.1)
    assert found.decisions.loc[
        ~found.decisions["covered"] & found.decisions["part"].ne("carries_out"), "decision"
    ].tolist() == ["small-hotel"]


def test_every_finding_is_internal() -> None:
    assert all(finding.internal for finding in decision_map(load_client("harbour-hotels")).findings)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return client(
        tmp_path_factory.mktemp("decisions"),
        [say(f"d{number}", ("circuits", "voice")[number // 2], "decides", "") for number in range(4)],
    )


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """Power and attitude of four contacts; part, weight and contacts of four points, two in a purchase."""
    shares = [draw(st.one_of(st.none(), st.integers(0, 10))) for _ in range(2)]
    weights = [
        math.nan if share is None else value
        for share in shares
        for value in ((share or 0) / 10, round(1 - (share or 0) / 10, 1))
    ]
    ids = st.lists(st.sampled_from(["boss", "it", "net", "new"]), unique=True, max_size=4)
    return {
        "power": draw(st.lists(st.sampled_from([math.nan, 1.0, 2.0, 5.0]), min_size=4, max_size=4)),
        "attitude": draw(st.lists(st.sampled_from([None, "A", "B-", "C", "D", "E"]), min_size=4, max_size=4)),
        "part": draw(st.lists(st.sampled_from(["decides", "takes_part", "carries_out"]), min_size=4, max_size=4)),
        "weight": weights,
        "contacts": [tuple(draw(ids)) or None for _ in range(4)],
    }


def changed(loaded: Client, change: dict[str, Any]) -> Client:
    people = loaded.frames["contacts"].assign(
        power=change["power"], attitude=pd.Series(change["attitude"], dtype=object)
    )
    columns = {
        "part": change["part"],
        "weight": change["weight"],
        "contacts": pd.Series(change["contacts"], dtype=object),
    }
    return replace(
        loaded, frames={**loaded.frames, "contacts": people, "decisions": loaded.frames["decisions"].assign(**columns)}
    )


@settings(max_examples=50, deadline=None)
@given(change=changes(), order=st.permutations(range(4)))
def test_shares_are_shares_and_order_does_not_matter(loaded: Client, change: dict[str, Any], order: list[int]) -> None:
    plain = changed(loaded, change)
    mixed = {name: plain.frames[name].iloc[order] for name in ("contacts", "decisions")}
    found, other = decision_map(plain), decision_map(replace(plain, frames={**plain.frames, **mixed}))
    assert said(found) == said(other)
    assert found.purchases.equals(other.purchases)
    every = [
        (found.coverage, found.supporting),
        *zip(found.purchases["coverage"], found.purchases["supporting"], strict=True),
    ]
    for coverage, supporting in every:
        assert math.isnan(coverage) == math.isnan(supporting)
        assert math.isnan(coverage) or 0 <= supporting <= coverage <= 1
    assert all(0 <= gain <= 1 - found.supporting + 1e-8 for gain in found.gains["gain"])
