"""Commitments by hand: over-promises by how much, unknowns that stay unknown, and what is planted in the samples."""

from __future__ import annotations

from math import isnan, log
from pathlib import Path

import pytest

from playbook.client import Client
from playbook.steps.capability.commitments import commitments_of
from tests.builders.promises import (
    BASE,
    LINKS,
    POOL,
    RESOURCES,
    client_of,
    one,
    promised,
    said,
)


def test_an_availability_beyond_the_single_line_is_over_promised_by_so_much(tmp_path: Path) -> None:
    # 0.998 of the line (its exchanges are not known) less a margin of 0.0002 = 0.9978; promised 0.999: 0.0012 too much
    row = one(tmp_path, {"solution": "S2", "sites": "one", "measure": "availability", "value": 0.999})
    assert row["capability"] == pytest.approx(0.9978)
    assert (row["over"], row["headroom"]) == (pytest.approx(0.0012), pytest.approx(-0.0012))
    assert row["slack"] == pytest.approx(-1.2)  # 0.0022 of downtime where 0.001 is allowed
    assert row["later"] == pytest.approx(0.99979)  # with the planned backup 0.99999 less the margin
    assert (row["verdict"], row["ways"]) == ("after", ("lines",))


def test_a_backup_keeps_it(tmp_path: Path) -> None:
    row = one(tmp_path, {"solution": "S2", "sites": "two", "measure": "availability", "value": 0.999})
    assert (row["verdict"], row["over"], row["headroom"]) == ("sign", 0.0, pytest.approx(0.00079))


def test_the_worst_site_decides_and_the_hub_is_left_out(tmp_path: Path) -> None:
    row = one(tmp_path, {"solution": "S2", "measure": "availability", "value": 0.999})
    assert (row["site"], row["sites"], row["signable"]) == (
        "one",
        3,
        1,
    )  # two can be kept, of dim no line is known, the hub is left out


def test_an_over_promise_is_not_hidden_behind_an_unknown(tmp_path: Path) -> None:
    row = one(tmp_path, {"solution": "S2", "sites": "one dim", "measure": "availability", "value": 0.999})
    assert (row["site"], row["over"]) == ("one", pytest.approx(0.0012))


def test_without_a_planned_line_it_cannot_be_signed_at_all(tmp_path: Path) -> None:
    row = one(tmp_path, {"solution": "S2", "sites": "one", "measure": "availability", "value": 0.999}, links=LINKS[:3])
    assert (row["verdict"], row["ways"], row["why"], isnan(row["later"])) == ("no", (), "over", True)


@pytest.mark.parametrize(
    ("site", "verdict", "ways", "why"),
    [
        ("two", "sign", (), None),
        ("one", "after", ("build",), None),
        ("dim", "unknown", ("survey",), "delivery"),
    ],
)
def test_a_restoration_is_as_good_as_the_delivery(
    tmp_path: Path, site: str, verdict: str, ways: tuple[str, ...], why: str | None
) -> None:
    row = one(tmp_path, {"solution": "S1", "sites": site, "measure": "restoration_hours", "value": 8})
    assert row["capability"] == pytest.approx(log(20 / 3) + 0.5 + 2)  # wait at 95% + travel + repair = 4.397
    assert (row["verdict"], row["ways"], row["headroom"]) == (verdict, ways, pytest.approx(8 - 2.5 - log(20 / 3)))
    assert (row["why"] if why else None) == why


def test_building_is_told_with_days_and_cost(tmp_path: Path) -> None:
    row = one(tmp_path, {"solution": "S1", "sites": "one", "measure": "response_hours", "value": 2})
    assert (row["verdict"], row["days"], row["cost_once"], row["build_sites"]) == ("after", 30, 10000, 1)


def test_a_site_that_cannot_have_the_solution_is_a_no(tmp_path: Path) -> None:
    resources = [{**row, "buildable": "no"} for row in RESOURCES]
    row = one(
        tmp_path, {"solution": "S1", "sites": "one", "measure": "restoration_hours", "value": 8}, resources=resources
    )
    assert (row["verdict"], row["why"]) == ("no", "not_deliverable")


@pytest.mark.parametrize(
    ("value", "engineers"),
    [
        (
            1.5,
            1,
        ),  # three engineers: C = (1/6 x 3/2) / (1 + 1 + 1/2 + 1/4) = 1/11; 1/11 exp(-2 x 1.5) = 0.0045 is below 0.05
        (0.0, 2),  # 1/11 = 0.091 waits at all; four: C = (1/24 x 4/3) / (1 + 1 + 1/2 + 1/6 + 1/18) = 1/49 = 0.020
    ],
)
def test_a_response_that_is_too_fast_needs_more_engineers(tmp_path: Path, value: float, engineers: int) -> None:
    row = one(tmp_path, {"sites": "two", "measure": "response_hours", "value": value})
    assert (row["verdict"], row["ways"], row["engineers"]) == ("after", ("engineers",), engineers)
    assert row["over"] == pytest.approx(log(20 / 3) - value)


def test_a_restoration_shorter_than_travel_and_repair_cannot_be_mended(tmp_path: Path) -> None:
    row = one(tmp_path, {"sites": "two", "measure": "restoration_hours", "value": 2.4})
    assert (row["verdict"], row["ways"]) == ("no", ())


@pytest.mark.parametrize(
    ("site", "value", "verdict", "capability"),
    [
        ("two", 5, "sign", 0),
        ("one", 30, "sign", 30),
        ("one", 20, "no", 30),
        ("dim", 90, "unknown", None),
    ],
)
def test_the_lead_time_is_that_of_building(
    tmp_path: Path, site: str, value: float, verdict: str, capability: float | None
) -> None:
    row = one(tmp_path, {"solution": "S1", "sites": site, "measure": "lead_days", "value": value})
    assert row["verdict"] == verdict
    assert isnan(row["capability"]) if capability is None else row["capability"] == capability


@pytest.mark.parametrize("column", ["engineers", "faults_hour", "handling_hours", "travel_hours"])
def test_a_blank_of_the_pool_makes_the_restoration_unknown_and_nothing_else(tmp_path: Path, column: str) -> None:
    row = one(
        tmp_path, {"sites": "two", "measure": "restoration_hours", "value": 8}, support_pools=[{**POOL, column: ""}]
    )
    assert isnan(row["capability"])
    assert (row["verdict"], row["why"]) == ("unknown", "pool")


@pytest.mark.parametrize("missing", ["links", "resources", "solutions", "support_pools", "sites"])
def test_without_a_table_nothing_is_signed_on_faith(tmp_path: Path, missing: str) -> None:
    gone = {"sites": {"sites", "links", "resources"}}.get(missing, {missing})
    tables = {name: [] if name in gone else rows for name, rows in BASE.items()}
    promise: dict[str, object] = {
        "solution": "" if missing == "solutions" else "S1",
        "sites": "" if missing == "sites" else "two",
    }
    client = client_of(
        tmp_path,
        {**promise, "measure": "availability", "value": 0.9},
        {**promise, "measure": "lead_days", "value": 90},
        {**promise, "measure": "restoration_hours", "value": 90},
        **tables,
    )
    verdicts = [row["verdict"] for row in promised(client)]
    assert (
        verdicts
        == {
            "links": ["unknown", "sign", "sign"],
            "resources": ["unknown"] * 3,
            "solutions": ["sign", "unknown", "sign"],
            "support_pools": ["sign", "sign", "unknown"],
            "sites": ["unknown"] * 3,
        }[missing]
    )


@pytest.mark.parametrize(
    ("promises", "lead"),
    [
        ([{"sites": "two", "measure": "availability", "value": 0.99}], "commit_all"),
        ([{"solution": "S1", "sites": "one", "measure": "restoration_hours", "value": 8}], "commit_after"),
        ([{"solution": "S1", "sites": "dim", "measure": "restoration_hours", "value": 8}], "commit_unknown_delivery"),
        ([{"sites": "hub", "measure": "availability", "value": 0.99}], "commit_unknown"),
        ([{"solution": "S2", "sites": "one", "measure": "availability", "value": 0.999}], "commit_over_lines"),
        ([{"sites": "one", "measure": "response_hours", "value": 1}], "commit_over_engineers"),
        ([{"sites": "one", "measure": "restoration_hours", "value": 1}], "commit_over_none"),
    ],
)
def test_the_lead_says_what_the_worst_promise_is(tmp_path: Path, promises: list[dict[str, object]], lead: str) -> None:
    assert said(commitments_of(client_of(tmp_path, *promises)).findings, "5.4")[0] == lead


def test_a_signed_over_promise_is_said_first_after_the_lead(tmp_path: Path) -> None:
    client = client_of(tmp_path, {"sites": "one", "measure": "restoration_hours", "value": 1, "signed": "yes"})
    finding = commitments_of(client).findings[1]
    assert (finding.rule, finding.figures["names"].printed("en")) == (
        "capability.commitments.commit_breach",
        "promise 1",
    )


def test_an_over_promise_is_about_the_benefit_of_its_solution(tmp_path: Path) -> None:
    client = client_of(tmp_path, {"solution": "S2", "sites": "one", "measure": "availability", "value": 0.999})
    assert commitments_of(client).findings[0].money_month == 100


def test_the_planted_over_promise_is_the_lead(harbour: Client) -> None:
    lead = commitments_of(harbour).findings[0]
    assert lead.rule == "capability.commitments.commit_over_survey"
    assert {name: lead.figures[name].printed("en") for name in ("n", "sign", "site", "promise", "keep", "gap")} == {
        "n": "7",
        "sign": "3",
        "site": "Marina Hotel",
        "promise": "99.9%",
        "keep": "99.46%",
        "gap": "0.44 points",
    }


def test_the_planted_verdicts(harbour: Client) -> None:
    assert {row["commitment"]: row["verdict"] for row in promised(harbour)} == {
        "c1": "no",
        "c2": "sign",
        "c3": "sign",
        "c4": "after",
        "c5": "unknown",
        "c6": "after",
        "c7": "sign",
    }
