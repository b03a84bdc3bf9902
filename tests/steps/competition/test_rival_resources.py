"""Rivals' networks by hand: strengths and weaknesses per resource, and who leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.competition.analysis import analyse
from playbook.units import Count
from tests.builders.clients import DATA, Rows, make_client
from tests.builders.competition import by_rule, rated


def verdicts(folder: Path, rows: Rows) -> dict[tuple[str, str], object]:
    table = analyse(make_client(folder, market={"operator_resources": rows})).rival_resources.resources
    return {(row["operator"], row["resource"]): row["verdict"] for row in table.to_dict("records")}


def test_strengths_and_weaknesses_by_hand(tmp_path: Path) -> None:
    """The difference that counts is 1: 4 - 3 is a strength, 2 - 3 a weakness, 2.5 - 3 neither; without a rating nothing
    is said."""
    ours = rated("us", fibre=3, exchanges=3, coverage=3, local_access="")
    table = verdicts(
        tmp_path,
        [*ours, *rated("rival", fibre=4, exchanges=2, coverage=2.5, local_access=4), *rated("other", fibre="")],
    )
    assert table["rival", "fibre"] == "strength"
    assert table["rival", "exchanges"] == "weakness"
    assert table["rival", "coverage"] == "level"
    assert table["rival", "local_access"] is None
    assert [table["other", name] for name in ("fibre", "exchanges", "coverage")] == [None, None, None]
    assert table["us", "fibre"] is None


def test_the_rival_with_the_most_strengths_leads(tmp_path: Path) -> None:
    rows = [
        *rated("us", fibre=2, exchanges=2, coverage=2),
        *rated("rival", fibre=4, exchanges=2, coverage=0),
        *rated("other", fibre=3, exchanges=3),
    ]
    findings = by_rule(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1")
    lead = findings["stronger_too"]
    assert lead.figures["rival"].printed("en") == "Other"
    assert lead.figures["which"].printed("en") == "fibre and exchanges"
    assert (lead.figures["n"], lead.figures["m"], lead.figures["others"]) == (Count(2), Count(3), Count(1))
    assert findings["ratings_missing"].figures["missing"] == Count(1)
    assert "weaker" not in findings


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([*rated("us", fibre=3), *rated("rival", fibre=3)], "none_stronger"),
        ([*rated("us", fibre=3), *rated("rival", fibre=3, exchanges=4)], "none_stronger_known"),
        ([*rated("us", fibre=""), *rated("rival", fibre=3)], "resources_unknown"),
        (rated("us", fibre=3), "no_rival_rated"),
        (rated("rival", fibre=3), "resources_unknown"),
    ],
)
def test_each_case_says_something_of_its_own(tmp_path: Path, rows: Rows, rule: str) -> None:
    assert (
        next(iter(by_rule(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1"))) == rule
    )


def test_what_every_rival_lacks_is_ours_to_argue_with(tmp_path: Path) -> None:
    rows = [*rated("us", fibre=3, exchanges=3), *rated("rival", fibre=1, exchanges=3), *rated("other", fibre=2)]
    finding = by_rule(analyse(make_client(tmp_path, market={"operator_resources": rows})).findings, "2.1")["all_weaker"]
    assert finding.figures["which"].printed("en") == "fibre"


def test_the_published_case_claims_no_rivals_strength() -> None:
    result = analyse(load_client("pingan-life-fuzhou", root=DATA))
    assert next(iter(by_rule(result.findings, "2.1"))) == "none_stronger_known"
    assert set(result.rival_resources.resources["status"]) == {"illustrative"}
    assert result.rival_resources.resources["rating"].isna().sum() == 12


def test_the_samples_rivals_as_planted() -> None:
    """README of harbour-hotels: Northwave's two strengths and three weaknesses."""
    findings = analyse(load_client("harbour-hotels", root=DATA)).findings
    strong, weak = by_rule(findings, "2.1")["stronger"], by_rule(findings, "2.1")["weaker"]
    assert strong.figures["rival"].printed("en") == "Northwave"
    assert strong.figures["which"].printed("en") == "fibre and international gateways"
    assert weak.figures["which"].printed("en") == "network coverage, exchanges and local access"
