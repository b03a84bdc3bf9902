"""The marks of support and commitments, in both languages and with the hardest labels: times against needs, promises
against what can be kept."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.duels import Duel, DuelPanel, LoadPanel, duel_chart
from playbook.charts.headroom import HeadroomHeads, HeadroomRow, headroom_chart

__all__ = ["GALLERY"]

TICKS_EN = ((0.5, "30 min"), (1.0, "1 h"), (2.0, "2 h"), (4.0, "4 h"), (8.0, "8 h"), (24.0, "24 h"), (48.0, "48 h"))


def duels_en() -> Figure:
    duels = (
        Duel(
            2.0,
            "2 h",
            needed=1.0,
            needed_printed="needs 1 h",
            rivals=((1.0, "Northwave 1 h"), (4.0, "Cable & Quay 4 h")),
        ),
        Duel(
            None, "unknown", needed=4.0, needed_printed="needs 4 h", rivals=((0.5, "Skylark Mobile Networks 30 min"),)
        ),
        Duel(8.0, "8 h", needed_printed="need not known"),
        Duel(0.0, "0 h", needed=48.0, needed_printed="needs 48 h", rivals=((48.0, "Northwave 48 h"),)),
        Duel(None, "unknown", needed_printed="need not known"),
    )
    load = LoadPanel(
        "Load: Saltmouth and Eastquay field engineers, day and night shifts",
        1.25,
        "125%",
        (
            "15.0 of 12 engineers busy on average",
            "Overloaded: waits have no limit",
            "18 engineers needed for 30 minutes in 95% of the faults",
            "About 1,215 faults a month are this client's",
        ),
        warn=True,
    )
    labels = ["Critical faults", "Major faults of a whole site", "Minor", "Planned works", "Questions"]
    legend = ("we achieve", "the client needs", "rivals promise (fastest named)")
    panels = [DuelPanel("Response", duels), DuelPanel("Restoration", duels)]
    return duel_chart(labels, panels, lang="en", ticks=TICKS_EN, load=load, legend=legend)


def duels_zh() -> Figure:
    ticks = tuple((value, f"{value:g}小时") for value in (1.0, 2.0, 4.0, 8.0, 24.0))
    duels = (
        Duel(6.0, "6小时", needed=4.0, needed_printed="需要4小时", rivals=((5.0, "中国网通5小时"),)),
        Duel(8.0, "8小时", needed=8.0, needed_printed="需要8小时", rivals=((12.0, "中国移动福建公司12小时"),)),
        Duel(24.0, "24小时", needed_printed="需要未知"),
    )
    load = LoadPanel("支撑班组负荷", None, "未知：人数、故障量或处理时间未登记")
    panels = [DuelPanel("响应", duels), DuelPanel("恢复", duels)]
    labels, legend = (
        ["重大故障", "一般故障（影响单个网点）", "轻微故障"],
        ("我方实绩", "客户需要", "对手承诺（最快者注名）"),
    )
    return duel_chart(labels, panels, lang="zh", ticks=ticks, load=load, legend=legend)


def headroom_en() -> Figure:
    heads = HeadroomHeads("Promise", "Can be kept", "over-promised", "in hand", "Verdict")
    rows = [
        HeadroomRow(
            "Restoration of the new Ethernet lines of the slow hotels",
            "Lantern Quay Hotel (worst of 2)",
            "8 hours",
            "5.6 hours",
            slack=0.3,
            gap="2.4 hours in hand",
            verdict="Invest, then sign",
            note="after building (2 sites; 75 days; £33,300)",
            state="after_build",
        ),
        HeadroomRow(
            "Availability of Wi-Fi at Cove Guest House",
            "Cove Guest House",
            "99.5%",
            "unknown",
            slack=None,
            verdict="Find out first",
            note="survey: can it be had there?",
            state="unknown",
        ),
        HeadroomRow(
            "Availability of the Marina Hotel",
            "Marina Hotel",
            "99.9%",
            "99.46%",
            slack=-4.4,
            gap="0.44 points too much",
            verdict="Do not sign",
            note="survey: 99.979% if the planned line can be built",
            state="no",
        ),
    ]
    return headroom_chart([*rows, *rows, *rows[1:]], lang="en", heads=heads, note="12 more stand in the table")


def headroom_zh() -> Figure:
    heads = HeadroomHeads("承诺", "能做到", "过度承诺", "余量", "结论")
    rows = [
        HeadroomRow(
            "大型酒店的可用率",
            "沙丘酒店（4个中最差）",
            "99.9%",
            "99.979%",
            slack=0.79,
            gap="余0.08个百分点",
            verdict="已签，守得住",
            state="now",
        ),
        HeadroomRow(
            "重大故障的响应时间", "", "2小时", "2小时", slack=0.0, gap="没有余量", verdict="今天可签", state="now"
        ),
        HeadroomRow(
            "全省各中心支公司与营业点综合业务专线的恢复时间",
            "泉州6个营业点（8个中最差）",
            "4小时",
            "无上限",
            slack=-99.0,
            gap="没有上限",
            verdict="不签",
            note="支撑班组过载，没有上限",
            state="no",
        ),
    ]
    return headroom_chart(rows, lang="zh", heads=heads)


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (duels_en, duels_zh, headroom_en, headroom_zh)
}
