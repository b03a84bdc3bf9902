"""2.1, network resources by operator, with their evidence."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build, printed


def test_strengths_stand_in_the_table_with_their_evidence() -> None:
    found = build("2.1", load_client("harbour-hotels", root=DATA), "en")
    rows = list(
        zip(
            printed(found, "resource"),
            printed(found, "operator"),
            printed(found, "verdict"),
            printed(found, "evidence"),
            strict=True,
        )
    )
    assert ("Fibre", "Northwave", "strength", "New fibre ring between Saltmouth and Eastquay") in rows
    assert ("International gateways", "Cable & Quay", "unknown", "unknown") in rows
    assert len(rows) == 20
