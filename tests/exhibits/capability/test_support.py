"""Exhibit 5.3 as printed."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build, printed


def test_5_3_prints_times_and_the_pool() -> None:
    shown = build("5.3", load_client("harbour-hotels", root=DATA), "en")
    assert (
        shown.title == "Response to critical faults takes us 2 hours, the client needs 1 hour; 2 of 5 times fall short"
    )
    assert printed(shown, "verdict")[:6] == ["short", "short", "met", "met", "met", "unknown"]
    achieved = dict(zip(printed(shown, "measure"), printed(shown, "achieved"), strict=True))
    assert (achieved["Load"], achieved["Engineers busy on average"], achieved["Faults that wait"]) == (
        "87%",
        "10.4",
        "54%",
    )
    assert (
        achieved["Restoration that can be promised (95% of the faults)"],
        achieved["This client's faults a month"],
    ) == ("5.6 hours", "15")
    assert (
        shown.so_what[1]
        == "To respond within 2 hours in 95% of the faults a shift needs 13 engineers, not 12; as it is, promise 3"
        " hours."
    )
