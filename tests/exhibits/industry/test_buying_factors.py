"""1.4, buying factors."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_the_factors_stand_under_their_headings() -> None:
    found = build("1.4", load_client("harbour-hotels"), "en")
    assert found.internal
    assert (
        found.title
        == "49% of the decision is core product performance, but we lose most on economic terms (25%): 1.5 points"
        " behind"
    )
    assert printed(found, "factor")[3:5] == ["One solution for all sites", "Price"]
    assert printed(found, "importance")[10:14] == ["49%", "25%", "23%", "3%"]
