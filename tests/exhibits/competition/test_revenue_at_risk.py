"""2.4, revenue at risk, as printed."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build, printed


def test_the_range_as_printed() -> None:
    found = build("2.4", load_client("harbour-hotels", root=DATA), "en")
    assert printed(found, "at_risk") == ["£5,358", "£5,050", "£1,497", "£928", "£412", "£13,246"]
    assert (printed(found, "low")[-1], printed(found, "high")[-1]) == ("£2,059", "£25,952")
    assert (printed(found, "low")[0], printed(found, "high")[0]) == ("£624", "£9,621")
    assert "£2,059 to £25,952" in found.so_what[2]
