"""Exhibit 6.4: attitudes and the position as printed."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build, printed
from tests.builders.published import published


def test_the_published_progress_as_printed() -> None:
    shown = published("6.4", "zh")
    assert shown.title == "3位关键角色的态度全部向我方移动，电脑部经理已到B+"
    assert list(zip(printed(shown, "before"), printed(shown, "now"), printed(shown, "shift"), strict=True))[:4] == [
        ("C", "B", "+1.00"),
        ("B", "B+", "+0.33"),
        ("D", "C", "+1.00"),
        ("+0.17", "+0.89", "+0.72"),
    ]
    notes = dict(zip(printed(shown, "role"), printed(shown, "note"), strict=True))
    assert (notes["现进度"], notes["专案目标"], notes["行业经理评估意见"]) == (
        "未知",
        "电话回访中心由网通转到我方",
        "未知",
    )


def test_a_slip_is_in_the_title_and_the_position_in_the_table() -> None:
    shown = build("6.4", load_client("harbour-hotels", root=DATA), "en")
    assert shown.title == "Of 4 key roles 3 moved towards us, but the finance director slipped from C+ to C"
    assert dict(zip(printed(shown, "role"), printed(shown, "note"), strict=True))["Position"] == "+1"
