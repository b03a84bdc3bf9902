"""1.5, importance-performance matrix."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_the_matrix_is_internal() -> None:
    found = build("1.5", load_client("pingan-life-fuzhou"), "en")
    assert found.internal
    assert found.status == "illustrative"
    assert (
        found.title == "3 of the 5 factors that matter most need fixing first; price trails China Netcom by 2.0 points"
    )
