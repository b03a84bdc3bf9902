"""The rivals' moves in time, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.competition.analysis import analyse
from playbook.units import Count
from tests.builders.clients import DATA, Rows, make_client
from tests.builders.competition import SHARES, by_rule, move


def test_moves_in_time_by_hand(tmp_path: Path) -> None:
    """The plan's date is January 2003: April is 3 months off, from October on 6 months in all; November is past."""
    rows = [
        move("a", since="2002-10", expected="2003-04"),
        move("b", since="2002-11", expected="2003-08"),
        move("c", "other", expected="2002-11"),
        move("d", "other", stage="in_service", since="2002-06"),
        move("e"),
    ]
    result = analyse(make_client(tmp_path, {"moves": rows, "competition_services": SHARES}))
    moves = result.rival_moves.moves
    assert moves["move"].tolist() == ["a", "b", "e", "d", "c"]
    assert moves["months"].tolist()[:2] == [3, 7]
    assert moves["revenue_month"].tolist() == [600] * 5
    findings = by_rule(result.findings, "2.5")
    assert list(findings) == ["next_of_lead", "fastest", "overdue", "some_undated"]
    assert findings["next_of_lead"].figures["month"].printed("en") == "April 2003"
    assert findings["next_of_lead"].money_month == 600
    assert (findings["fastest"].figures["n"], findings["fastest"].figures["others"]) == (Count(6), Count(9))
    assert findings["overdue"].figures["which"].printed("en") == "Other on data"
    assert findings["some_undated"].figures["which"].printed("en") == "Rival on data"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([move("a")], "moves_undated"),
        ([move("a", since="2002-10")], "moves_dated"),
        ([move("a", expected="2003-02")], "next_unpriced"),
        ([move("a", stage="in_service", since="2002-10", expected="2003-02")], "moves_dated"),
    ],
)
def test_each_case_of_the_moves_has_its_rule(tmp_path: Path, rows: Rows, rule: str) -> None:
    assert list(by_rule(analyse(make_client(tmp_path, {"moves": rows})).findings, "2.5")) == [rule]


def test_our_own_moves_are_no_rivals(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path, {"moves": [move("a", "us", since="2002-10")]}))
    assert len(result.rival_moves.moves) == 0
    assert by_rule(result.findings, "2.5")["no_rival_moves"].figures["n"] == Count(1)


def test_the_published_case_says_that_its_moves_have_no_dates() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    assert result.rival_moves.moves["since"].tolist() == [None, None, None]
    assert result.rival_moves.moves["expected"].tolist() == [None, None, None]
    finding = by_rule(result.findings, "2.5")["moves_undated"]
    assert (finding.figures["n"], finding.figures["in_service"]) == (Count(3), Count(2))


def test_the_samples_rivals_as_planted() -> None:
    """README of harbour-hotels: Northwave's pilot is the next and the fastest."""
    findings = analyse(load_client("harbour-hotels", root=DATA)).findings
    coming, fastest = by_rule(findings, "2.5")["next_of_lead"], by_rule(findings, "2.5")["fastest"]
    assert coming.figures["month"].printed("en") == "March 2026"
    assert coming.figures["revenue"].printed("en") == "£12,238"
    assert (coming.figures["most"], fastest.figures["n"], fastest.figures["others"]) == (Count(2), Count(8), Count(10))
