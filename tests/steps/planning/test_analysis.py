"""The topics of step 6 together, of a sample and of a client without inputs."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from playbook.steps.planning.analysis import analyse
from playbook.steps.planning.communication import communication_of
from playbook.steps.planning.visits import visits_of
from tests.builders.client_plan import said
from tests.builders.clients import DATA, make_client
from tests.builders.findings import finding


def test_the_second_sample_has_a_role_that_slipped_and_a_task_without_dates() -> None:
    result = analyse(load_client("harbour-hotels", root=DATA))
    assert finding(result, "moved_both").figures["who"].printed("en") == "finance director"
    assert result.programmes.tasks["state"].iloc[-1] == "undated"
    assert (said(result, "6.1")[:4], said(result, "6.4")[-1]) == (
        [
            "overloaded_and_early",
            "overloaded_helped",
            "early",
            "set_date",
        ],
        "position_ahead",
    )


def test_of_a_client_without_any_of_it_only_the_review_speaks(tmp_path: Path) -> None:
    result = analyse(make_client(tmp_path))
    assert (len(result.programmes.tasks), result.sales_progress.project) == (0, None)
    assert [finding.rule for finding in result.findings] == ["planning.review.unchecked", "planning.review.incomplete"]


def test_without_rows_nothing_is_found(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    assert (communication_of(client).findings, visits_of(client).findings) == ((), ())
