"""Entries of the gallery: bars of before and after, and a crowded network, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.before_after import BeforeAfter, Words, before_after_chart
from playbook.charts.network import Link, Node, network_map

__all__ = ["GALLERY"]

NAMES = (
    "Harbour Grand Hotel and Conference Centre",
    "Marina Suites",
    "Old Town Boutique Hotel",
    "Airport Conference Centre",
    "Lakeside Lodge",
    "Station Hotel",
    "Castle Hill Resort",
    "Riverside Inn",
    "Cathedral Quarter Hotel and 12 others",
    "North Pier Apartments",
    "Golf and Country Club",
    "Spa at the Springs",
    "Business Park Hotel",
)
LEGEND_EN = {
    "main": "main",
    "backup": "backup",
    "intended": "intended",
    "failure": "single point of failure",
    "short": "below required bandwidth",
    "exchange": "exchange",
    "outside": "outside party",
}


def before_after_en() -> Figure:
    heads, legend = (
        ("Availability", "Lost a year", "As planned"),
        ("expected a year", "range of the assumptions", "with the planned lines"),
    )
    words = Words(*heads, *legend, "hangs on a single point")
    rows = [
        BeforeAfter(
            name,
            50 / (number + 1),
            f"{50 / (number + 1):.1f} hours",
            low=10 / (number + 1),
            high=100 / (number + 1),
            after=0.2 if number in (0, 3) else None,
            after_printed="under a minute" if number in (0, 3) else "–",
            note=">99.9999%",
            role="warning" if number % 4 == 0 else "grey",
        )
        for number, name in enumerate(NAMES)
    ]
    return before_after_chart(
        [*rows, BeforeAfter("Cove Guest House", None, "unknown", after_printed="–")], words, lang="en"
    )


def before_after_zh() -> Figure:
    words = Words("可用率", "一年断开", "拟建后", "一年预计断开", "假设的上下限", "拟建线路建成后", "有单点故障的网点")
    rows = [BeforeAfter("福清支公司和另外3个", 18.4, "至多18小时", low=4.5, high=48, note="99.79%", role="warning")]
    return before_after_chart([*rows, BeforeAfter("深圳总公司", 0, "不到1分钟")], words, lang="zh")


def network_crowded_en() -> Figure:
    nodes = [Node("hq", "Head office", 0, failure=True), Node("hub", "Harbour city branch", 1)]
    nodes += [Node("x", "Docks", 3, kind="exchange", failure=True)]
    nodes += [
        Node(f"s{number}", f"County {number + 1}", 2 + number % 3, short=number % 5 == 0, failure=number == 9)
        for number in range(24)
    ]
    nodes += [Node(f"o{number}", "Outside party", 5, kind="outside") for number in range(3)]
    links = [Link("hq", "hub", label="512K"), Link("hub", "x", label="2M", failure=True)]
    links += [
        Link("hub", f"s{number}", label=("64K", "128K", "256K")[number % 3], failure=number % 2 == 0)
        for number in range(24)
    ]
    links += [Link("x", "s20", label="64K"), Link("hub", "s3", kind="backup", label="128K")]
    links += [Link("hub", f"o{number}", label="64K") for number in range(3)]
    links += [Link("hub", f"s{number}", kind="intended", label="2M") for number in range(0, 24, 4)]
    levels = ("Head office", "Branch", "Central sub-branch", "Sub-branch", "Outlet", "Outside party")
    return network_map(nodes, links, levels, lang="en", legend=LEGEND_EN)


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (before_after_en, before_after_zh, network_crowded_en)
}
