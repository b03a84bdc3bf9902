"""The blocks of industries and services."""

from __future__ import annotations

from playbook.client import load_client
from playbook.steps.industry.analysis import analyse
from tests.builders.industry import first, printed


def test_what_is_planted_in_harbour_hotels() -> None:
    result = analyse(load_client("harbour-hotels"))
    assert list(result.usage.industries.loc[~result.usage.industries["shown"], "industry"]) == [
        "manufacturing",
        "education",
        "media",
    ]
    assert result.marimekko.largest == ("public", "leased_lines")
    assert (
        first(result, "1.1b").rule,
        printed(first(result, "1.1b"), "service"),
        printed(first(result, "1.1b"), "share"),
    ) == ("industry.marimekko.own_more", "mobile", "23.0%")
