"""Entries of the gallery: service lines, needs by solutions, designs side by side, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.coverage import CoverageRow, Mark, coverage_chart
from playbook.charts.design_maps import Figures, MapLine, MapPanel, MapSite, design_maps
from playbook.charts.lines import LineHeads, LineItem, LineRow, lines_chart

__all__ = ["GALLERY"]

LONG = "Province-wide account-manager mechanism for insurance, a service standard above the industry's, an SLA"
NEEDS = (
    "Win-back of mobile from Skylark Mobile",
    "Guest internet of the same quality in every hotel",
    "Broadband at the level of its peers",
    "Bookings go on when one exchange fails",
    "Proposal for energy sensors in rooms and car parks",
    "More bandwidth for Lantern Quay Hotel",
    "Leased network elements at the level of its peers",
    "Stable, reliable and fast lines with real-time transmission",
    "One bill for all sites",
    "One telephone system for bookings and rooms",
    "Calls charged to the room on the hotel's own bill",
    "More bandwidth from June to September only",
)
SOLUTIONS = (
    "Second route through a second exchange",
    "Ethernet for the slow hotels",
    "Managed Wi-Fi in every hotel",
    "Hosted voice instead of voice lines",
    "Group mobile plan with seasonal staff",
    "One managed network for all sites",
    "In-room television and casting",
    "Cameras and energy sensors",
    "Video conferencing",
    "Wireless broadband",
)


def service_lines_en() -> Figure:
    heads = LineHeads("Line", "Revenue a year", "Rivals", "Our strategy", "Initiatives", "Tech.", "Policy")
    rivals = "Unicom, Netcom; on 2M also the power and broadcasting companies; Tietong"
    plan = "Keep the lead; do not push substitutes in the short term"
    items = (
        LineItem("I1", LONG, 4, 2.5, role="accent"),
        LineItem("I12", "Tag the key circuits", None, 1, role="light"),
    )
    rows = [
        LineRow(
            "DDN in the local network (and packet switching)",
            220_000,
            "¥220,000",
            "58%",
            rivals,
            plan,
            items,
            role="accent",
        ),
        LineRow(
            "Local calls",
            120_000,
            "¥120,000",
            "32%",
            "Mobile",
            "–",
            (LineItem("I7", "Centrex", 3, 2, role="grey"),),
            alert=True,
        ),
        LineRow("Inter-province circuits", 38_000, "¥38,000", "10%", "Netcom", plan, (), alert=True),
        LineRow(
            "Internet access",
            None,
            "unknown",
            "",
            "–",
            "–",
            (LineItem("I8", "Price review at renewal", 0, 4, role="ink"),),
        ),
    ]
    legend = {"accent": "act now", "grey": "launch when ready", "light": "prepare", "ink": "phase unknown"}
    late = "contested, but no initiative or a late one"
    return lines_chart(rows, heads, lang="en", legend=legend, none="no initiative", message=late, more="3 more")  # type: ignore[arg-type]


def service_lines_zh() -> Figure:
    heads = LineHeads("业务", "年收入", "对手", "我方策略", "举措", "技术", "政策")
    items = (LineItem("I3", "全省保险业客户经理机制，高于行业的服务标准和SLA", 3, 3, role="accent"),)
    rows = [
        LineRow(
            "本地网DDN（及分组）",
            220_000,
            "22.0万元",
            "100%",
            "联通、网通；铁通",
            "提高服务质量，保持领先和增长",
            items,
            role="accent",
        )
    ]
    return lines_chart(rows, heads, lang="zh", legend={"accent": "立即行动"}, none="没有举措")


def coverage_en() -> Figure:
    places: dict[int, Mark] = {0: "chosen", 4: "other"}
    marks: list[list[Mark]] = [
        [places.get((3 * row + column) % 10, "") if row % 5 != 2 and column != 6 else "" for column in range(10)]
        for row in range(12)
    ]
    rows = [CoverageRow(name, "≥ £3,990" if number % 3 else "unknown") for number, name in enumerate(NEEDS)]
    legend = {
        "chosen": "chosen solution",
        "other": "not chosen",
        "open": "need without a solution",
        "idle": "solution without a need",
    }
    columns = [(f"S{number + 1}", name) for number, name in enumerate(SOLUTIONS)]
    return coverage_chart(
        rows, columns, marks, lang="en", heads=("Need", "Size a month"), legend=legend, more="14 more in the table"
    )


def coverage_zh() -> Figure:
    rows = [CoverageRow("线路稳定、可靠、快速，实时传输", "未知"), CoverageRow("长话提到同行水平", "1,842元")]
    columns = [("S1", "DDN组网方案"), ("S10", "移动办公无线宽带（天翼通）")]
    return coverage_chart(
        rows,
        columns,
        [["chosen", "other"], ["", ""]],
        lang="zh",
        heads=("需求", "月金额"),
        legend={"chosen": "选定的方案"},
    )


def designs_en() -> Figure:
    sites = [MapSite("hq", 0), MapSite("dc", 1), *(MapSite(f"s{number}", 2 + number % 3) for number in range(24))]
    star = [MapLine(f"s{number}", "hq") for number in range(24)]
    backed = [
        *star,
        *(MapLine(f"s{number}", "dc" if number % 2 else "hq", "backup") for number in range(24)),
        MapLine("dc", "hq"),
    ]
    today = tuple(
        map(
            Figures,
            ("£16,955", "4.08G", "2 of 24 known", "23 of 24", "at most 15 hours", "Grand Parade Hotel 46 hours"),
        )
    )
    least = ("£8,815", "16.1M", "0 of 24 known", "0 of 24", "under a minute", "Lantern Quay Hotel 42 minutes")
    better = tuple(Figures(text, best=True) for text in least)
    names = frozenset(f"s{number}" for number in range(0, 24, 3))
    panels = [
        MapPanel("Today", star, today, failing=names, short=frozenset({"s1", "s6"}), unreached=frozenset({"dc"})),
        MapPanel("S1 Weak spots mended everywhere", backed, better, lead=True),
        MapPanel("S2 2M digital design", backed, today),
        MapPanel("S6 Fibre and MPLS-VPN", backed[:30], today, unreached=frozenset({"dc"})),
    ]
    rows = (
        "Cost a month",
        "Capacity to hub",
        "Below bandwidth",
        "On a single point",
        "Mean loss a year",
        "Worst site a year",
    )
    legend = {
        "main": "main",
        "backup": "backup",
        "site": "site",
        "failure": "hangs on a single point",
        "short": "below required bandwidth",
        "unreached": "not reached",
    }
    levels = ("Head office", "Data centre", "Central sub-branch", "Sub-branch", "Outlet")
    return design_maps(panels, sites, levels, lang="en", rows=rows, legend=legend)


def designs_zh() -> Figure:
    sites = [MapSite("hub", 0), MapSite("a", 1), MapSite("b", 1)]
    lines = [MapLine("a", "hub"), MapLine("a", "hub", "backup"), MapLine("b", "a")]
    panels = [
        MapPanel("现网", lines, (Figures("未知"),), failing=frozenset({"b"})),
        MapPanel("S2 2M数字电路组网", lines, (Figures("≥18,320元", best=True),)),
    ]
    return design_maps(
        panels, sites, ["福州分公司", "中心支公司"], lang="zh", rows=["月费"], legend={"main": "主用", "backup": "备用"}
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker
    for maker in (service_lines_en, service_lines_zh, coverage_en, coverage_zh, designs_en, designs_zh)
}
