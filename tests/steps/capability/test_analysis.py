"""Support, commitments and builds together: the order of rows, an overloaded pool, the published case, a client with
bills alone."""

from __future__ import annotations

import random
from math import inf, isinf, isnan
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.client import Client, load_client
from playbook.steps.capability.builds import builds_of
from playbook.steps.capability.commitments import commitments_of
from playbook.steps.capability.support import support_of
from tests.builders.clients import DATA, Rows, make_client
from tests.builders.promises import (
    BASE,
    POOL,
    client_of,
    promised,
    said,
)


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
