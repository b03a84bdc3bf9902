"""Exhibit 6.2: contacts a year as printed."""

from __future__ import annotations

from tests.builders.clients import build, printed
from tests.builders.samples import sample


def test_the_contacts_a_year_in_the_table() -> None:
    shown = build("6.2", sample("pingan-life-fuzhou"), "en")
    lines = list(zip(*(printed(shown, name) for name in ("part", "audience", "low", "high", "share")), strict=True))
    assert ("By audience", "IT department", "73", "141", "unknown") in lines
    assert ("By audience", "Senior management", "unknown", "unknown", "unknown") in lines
    assert ("By audience", "Call-back centre", "0", "0", "0%") in lines
