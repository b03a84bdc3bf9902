"""Support, commitments and builds: over-promises by how much, overload, unknowns that stay unknown, and what is planted
in the samples."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import inf, isinf, isnan, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.families.plan import PLAN
from playbook.steps.capability.builds import builds_of
from playbook.steps.capability.commitments import commitments_of
from playbook.steps.capability.support import support_of
from playbook.steps.findings import Finding
from tests.support import DATA, Rows, make_client

Tables = Mapping[str, Rows]

SITES: Rows = [
    {
        "site": name,
        "name": name.title(),
        "level": "branch" if name == "hub" else "outlet",
        "hub": "yes" if name == "hub" else "no",
    }
    for name in ("hub", "one", "two", "dim")
]
LINKS: Rows = [
    {
        "link": "l1",
        "from_site": "one",
        "to_site": "hub",
        "technology": "ddn",
        "role": "main",
        "state": "existing",
    },  # 0.998
    {"link": "l2", "from_site": "two", "to_site": "hub", "technology": "ddn", "role": "main", "state": "existing"},
    {
        "link": "l3",
        "from_site": "two",
        "to_site": "hub",
        "technology": "isdn",
        "role": "backup",
        "state": "existing",
    },  # 1 - 0.002 x 0.005 = 0.99999
    {"link": "l4", "from_site": "one", "to_site": "hub", "technology": "isdn", "role": "backup", "state": "intended"},
]
RESOURCES: Rows = [
    {"site": "hub", "fibre": "yes", "copper": "yes", "services": "ethernet"},
    {
        "site": "one",
        "fibre": "no",
        "copper": "yes",
        "services": "ethernet",
        "buildable": "yes",
        "build_days": 30,
        "build_cost_once": 10000,
    },
    {"site": "two", "fibre": "yes", "copper": "yes", "services": "ethernet"},
    {"site": "dim", "copper": "yes"},
]
SOLUTIONS: Rows = [
    {
        "solution": "S1",
        "name": "Fibre",
        "service": "data",
        "benefit_base_month": 600,
        "chosen": "yes",
        "needs_fibre": "yes",
        "needs_copper": "no",
        "needs_services": "none",
    },
    {
        "solution": "S2",
        "name": "Copper",
        "service": "data",
        "benefit_base_month": 100,
        "chosen": "yes",
        "needs_fibre": "no",
        "needs_copper": "yes",
        "needs_services": "none",
    },
]
#: Two engineers and a load of one: C = 1/3, P(wait > t) = exp(-t) / 3 with an hour a fault, wait at 95% = ln(20/3) =
#: 1.897 hours.
POOL = {
    "pool": "city",
    "name": "City",
    "engineers": 2,
    "faults_hour": 1,
    "handling_hours": 1,
    "travel_hours": 0.5,
    "client_share": 0.1,
}
GRADES: Rows = [
    {
        "grade": "a",
        "name": "Critical",
        "response_hours": 2,
        "restoration_hours": 6,
        "needed_response_hours": 2,
        "needed_restoration_hours": 4,
    },
    {"grade": "b", "name": "Minor", "response_hours": 4, "restoration_hours": 24, "needed_response_hours": 8},
]
RIVALS: Rows = [
    {"operator": "rival", "grade": "a", "response_hours": 3, "restoration_hours": 5},
    {"operator": "other", "grade": "a", "response_hours": 1},
]
BASE: Tables = {
    "sites": SITES,
    "links": LINKS,
    "resources": RESOURCES,
    "solutions": SOLUTIONS,
    "support_pools": [POOL],
    "support_grades": GRADES,
    "support_rivals": RIVALS,
}


def client_of(folder: Path, *promises: Mapping[str, object], **tables: Rows) -> Client:
    rows = [
        {"commitment": f"c{number}", "name": f"Promise {number}", **promise}
        for number, promise in enumerate(promises, 1)
    ]
    return make_client(folder, {**BASE, "commitments": rows, **tables})


def promised(client: Client) -> list[dict[str, Any]]:
    return [
        {str(key): value for key, value in row.items()} for row in commitments_of(client).promises.to_dict("records")
    ]


def one(folder: Path, promise: Mapping[str, object], **tables: Rows) -> dict[str, Any]:
    return promised(client_of(folder, promise, **tables))[0]


def said(findings: Sequence[Finding], exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in findings if PLAN.id_of(finding.topic) == exhibit]


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


def test_an_overloaded_pool_keeps_no_time(tmp_path: Path) -> None:
    client = client_of(
        tmp_path, {"sites": "two", "measure": "response_hours", "value": 2}, support_pools=[{**POOL, "faults_hour": 2}]
    )
    pool = support_of(client).pools.iloc[0]
    assert (pool["load"], pool["utilisation"], bool(pool["overloaded"]), pool["waiting"], pool["exceeded"]) == (
        2,
        1,
        True,
        1,
        1,
    )
    row = promised(client)[0]
    assert (row["capability"], row["over"], row["slack"], row["verdict"]) == (inf, inf, -inf, "after")
    assert "pool_overloaded" in said(support_of(client).findings, "5.3")
    assert said(commitments_of(client).findings, "5.4")[0] == "commit_over_overloaded"


def test_the_pool_by_hand(tmp_path: Path) -> None:
    found = support_of(client_of(tmp_path, {"sites": "two", "measure": "response_hours", "value": 1}))
    pool = found.pools.iloc[0]
    assert (found.target, found.target_promised) == (1, True)
    assert pool["waiting"] == pytest.approx(1 / 3)
    assert pool["exceeded"] == pytest.approx(0.12263, abs=1e-5)  # exp(-1) / 3
    assert pool["needed"] == 3
    assert pool["client_faults_month"] == pytest.approx(73)  # 1 x 730 x 0.1
    assert (found.response, found.restoration) == (pytest.approx(1.8971, abs=1e-4), pytest.approx(4.3971, abs=1e-4))


def test_of_several_pools_the_slowest_counts_and_an_unknown_one_makes_it_unknown(tmp_path: Path) -> None:
    quick = {**POOL, "pool": "quick", "engineers": 9}
    assert support_of(client_of(tmp_path / "a", support_pools=[quick, POOL])).response == pytest.approx(log(20 / 3))
    found = support_of(client_of(tmp_path / "b", support_pools=[quick, {**POOL, "engineers": ""}]))
    assert isnan(found.response) and isnan(found.restoration)


def test_against_the_need_and_the_rivals(tmp_path: Path) -> None:
    found = support_of(client_of(tmp_path))
    rows = {(row["grade"], row["measure"]): row for row in found.times.to_dict("records")}
    assert {key: row["verdict"] for key, row in rows.items()} == {
        ("a", "response"): "met",
        ("a", "restoration"): "short",
        ("b", "response"): "met",
        ("b", "restoration"): "unknown",
    }
    assert (rows["a", "restoration"]["gap"], rows["b", "response"]["gap"]) == (2, -4)
    assert (rows["a", "response"]["rival"], rows["a", "response"]["rival_gap"], rows["a", "response"]["against"]) == (
        "other",
        1,
        "behind",
    )
    assert (rows["a", "restoration"]["rival"], rows["a", "restoration"]["against"]) == ("rival", "behind")
    assert rows["b", "response"]["against"] == "unknown"
    assert (found.target, found.target_promised) == (2, False)
    assert said(found.findings, "5.3") == ["support_short_restoration", "pool_enough", "rival_faster_response"]


@pytest.mark.parametrize(
    ("tables", "rules"),
    [
        (
            {"support_grades": [{**GRADES[0], "needed_restoration_hours": 6}]},
            ["support_met", "pool_enough", "rival_faster_response"],
        ),
        (
            {"support_grades": [{**GRADES[0], "needed_restoration_hours": ""}]},
            ["support_met_known", "pool_enough", "rival_faster_response"],
        ),
        ({"support_grades": [{"grade": "a", "name": "Critical"}]}, ["support_unknown", "pool_open", "rivals_unknown"]),
        (
            {"support_pools": [], "support_rivals": RIVALS[:1]},
            ["support_short_restoration", "pool_none", "rival_faster_restoration"],
        ),
        (
            {"support_pools": [{**POOL, "faults_hour": ""}], "support_rivals": []},
            ["support_short_restoration", "pool_unknown", "rivals_unknown"],
        ),
        (
            {
                "support_pools": [{**POOL, "faults_hour": 1.8}],
                "support_rivals": [{**RIVALS[0], "restoration_hours": 7}],
            },
            ["support_short_restoration", "pool_short", "rivals_slower"],
        ),
    ],
)
def test_every_situation_of_support_says_something_else(
    tmp_path: Path, tables: dict[str, Rows], rules: list[str]
) -> None:
    assert said(support_of(client_of(tmp_path, **tables)).findings, "5.3") == rules


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


def test_what_a_site_unlocks_for_its_cost(tmp_path: Path) -> None:
    # S1 is held back at one and dim: 300 each; only one can be built, for 10,000: 30 for each 1,000
    found = builds_of(client_of(tmp_path))
    row = found.sites.iloc[0]
    assert (len(found.sites), found.basis, found.unlocked) == (1, "chosen", 300)
    assert (row["site"], row["solutions"], row["unlocked_month"], row["per_unit"], row["rank"]) == (
        "one",
        ("S1",),
        300,
        pytest.approx(30),
        1,
    )
    assert said(found.findings, "5.5") == ["build_first_only"]


def test_the_ranking_is_by_value_for_cost_and_the_unknown_is_last(tmp_path: Path) -> None:
    # each of three sites unlocks 600 / 4: 15 and 30 for each 1,000, and one of unknown cost
    resources = [
        *RESOURCES[:2],
        {**RESOURCES[1], "site": "two", "build_cost_once": 5000},
        {**RESOURCES[1], "site": "dim", "build_cost_once": ""},
        {"site": "far"},
    ]
    found = builds_of(
        client_of(tmp_path, resources=resources, sites=[*SITES, {"site": "far", "name": "Far", "level": "outlet"}])
    )
    assert [(row["site"], row["rank"]) for row in found.sites.fillna({"rank": 0}).to_dict("records")] == [
        ("two", 1),
        ("one", 2),
        ("dim", 0),
    ]
    assert found.sites["per_unit"].tolist()[:2] == [pytest.approx(30), pytest.approx(15)]
    assert said(found.findings, "5.5") == ["build_first", "build_cheapest_same", "build_ask"]


@pytest.mark.parametrize(
    ("tables", "rules"),
    [
        ({"resources": [RESOURCES[0], {**RESOURCES[1], "build_cost_once": ""}]}, ["build_unpriced"]),
        ({"solutions": [{**SOLUTIONS[0], "benefit_base_month": ""}]}, ["build_unpriced"]),
        ({"solutions": [{**SOLUTIONS[0], "chosen": "no", "technical": 3, "policy": 3}]}, ["build_first_feasible_only"]),
        ({"solutions": [{**SOLUTIONS[0], "chosen": "no", "technical": 1, "policy": 1}]}, ["build_none"]),
        ({"solutions": SOLUTIONS[1:]}, ["build_none"]),
        ({"solutions": []}, []),
    ],
)
def test_every_situation_of_building(tmp_path: Path, tables: dict[str, Rows], rules: list[str]) -> None:
    assert said(builds_of(client_of(tmp_path, **tables)).findings, "5.5") == rules


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random_: random.Random) -> None:
    promises = [
        {"solution": "S2", "sites": "one", "measure": "availability", "value": 0.999},
        {"solution": "S1", "measure": "restoration_hours", "value": 8},
        {"sites": "two", "measure": "response_hours", "value": 1.5},
        {"solution": "S1", "sites": "dim", "measure": "lead_days", "value": 9},
    ]
    rows: dict[str, Rows] = {
        **BASE,
        "commitments": [{"commitment": f"c{number}", **promise} for number, promise in enumerate(promises)],
    }
    with TemporaryDirectory() as folder:
        first = outcome(make_client(Path(folder, "a"), rows))
        second = outcome(
            make_client(
                Path(folder, "b"), {name: random_.sample(list(table), len(table)) for name, table in rows.items()}
            )
        )
    assert first == second


def outcome(client: Client) -> tuple[object, ...]:
    verdicts = {row["commitment"]: (row["verdict"], str(row["site"])) for row in promised(client)}
    findings = [
        finding for part in (support_of(client), commitments_of(client), builds_of(client)) for finding in part.findings
    ]
    return verdicts, [
        (finding.rule, {name: figure.printed("en") for name, figure in finding.figures.items()}) for finding in findings
    ]


@pytest.fixture(scope="module")
def harbour() -> Client:
    return load_client("harbour-hotels", root=DATA)


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


def test_the_planted_pool_is_near_its_limit_and_not_overloaded(harbour: Client) -> None:
    pool = support_of(harbour).pools.iloc[0]
    assert (round(pool["load"], 6), round(pool["utilisation"], 3), bool(pool["overloaded"])) == (10.4, 0.867, False)
    assert (round(pool["response"], 2), round(pool["restoration"], 2)) == (2.97, 5.57)
    assert (pool["needed"], round(pool["client_faults_month"], 1)) == (13, 15.2)


def test_the_planted_order_of_building(harbour: Client) -> None:
    rows = builds_of(harbour).sites
    assert [(row["site"], row["unlocked_month"], round(row["per_unit"], 1)) for row in rows.to_dict("records")] == [
        ("ferry", 400, 27.0),
        ("lantern", 400, 21.6),
    ]


def test_the_published_case_claims_nothing_for_an_unknown_site() -> None:
    client = load_client("pingan-life-fuzhou", root=DATA)
    verdicts = {row["commitment"]: (row["verdict"], row["site"]) for row in promised(client)}
    assert verdicts == {"c1": ("no", "yangqiao"), "c2": ("sign", "branch"), "c3": ("unknown", "fuqing")}
    found = builds_of(client)
    assert (found.basis, found.sites["rank"].notna().any()) == ("feasible", False)
    assert support_of(client).status == "illustrative"


def test_a_client_with_bills_alone_has_no_findings() -> None:
    client = load_client("bare-minimum", root=DATA)
    assert (*support_of(client).findings, *commitments_of(client).findings, *builds_of(client).findings) == ()
    assert isnan(support_of(client).target) and not isinf(support_of(client).response)
