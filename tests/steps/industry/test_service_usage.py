"""What sets the client's industry apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from tests.builders.industry import first, printed, rules, usage_of, usage_rows


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (("finance",), ["industry.service_usage.widest", "industry.service_usage.usage_unknown"]),
        (
            ("finance", "it"),
            [
                "industry.service_usage.most",
                "industry.service_usage.nearest_only",
                "industry.service_usage.usage_unknown",
            ],
        ),
        ((), []),
    ],
)
def test_few_or_no_industries_known(tmp_path: Path, kept: tuple[str, ...], expected: list[str]) -> None:
    result = usage_of(tmp_path, [row for row in usage_rows() if row["industry"] in kept])
    assert rules(result, "1.2") == expected


def test_what_is_planted_in_harbour_hotels() -> None:
    result = analyse(load_client("harbour-hotels"))
    assert (
        first(result, "1.2").rule,
        printed(first(result, "1.2"), "service"),
        printed(first(result, "1.2"), "share"),
    ) == ("industry.service_usage.least", "leased lines", "18.0%")
