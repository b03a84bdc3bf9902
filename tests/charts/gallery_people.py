"""One of each mark of the people's exhibits in both languages: time line, chain, decision map."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.chain import ChainRow, Support, chain_chart
from playbook.charts.decision_map import MapContact, MapFoot, MapRow, MapSign, Stance, decision_chart
from playbook.charts.timeline import TimelineItem, timeline_chart

__all__ = ["GALLERY"]


def month(year: int, number: int) -> float:
    return year * 12.0 + number - 1


def timeline_zh() -> Figure:
    items = [
        TimelineItem("集团层面合作协议", month(2001, 5), group="协议", role="accent", note="2001年5月"),
        TimelineItem("公司改制更名", month(2003, 2), group="组织变化", note="2003年2月，将发生"),
        TimelineItem(
            "回访中心改用对手的IP电话",
            month(2002, 6),
            group="流失",
            role="warning",
            open_end=True,
            expected=month(2003, 6),
        ),
        TimelineItem("赢回两条DDN", month(2002, 3), month(2002, 9), group="赢得", role="accent"),
        TimelineItem("2M中继接入交换机", None, group="流失", role="warning", expected=month(2003, 4)),
        TimelineItem("虚拟网试用", None, group="流失", note="员工"),
    ]
    ticks = [(month(year, 1), f"{year}年") for year in (2001, 2002, 2003, 2004)]
    return timeline_chart(
        items,
        lang="zh",
        ticks=ticks,
        today=month(2003, 1) + 0.74,
        today_label="今天 2003年1月23日",
        undated_label="日期未知：",
    )


def timeline_en() -> Figure:
    names = (
        "Three-year group agreement for all hotels signed at head office",
        "Marina Suites moves its internet access to the cable company",
        "Complaint",
        "Quarterly review with the finance director of the group",
        "Renewal",
        "Won",
        "Refit",
    )
    items = [
        TimelineItem(
            f"{names[number % 7]} {number}",
            month(2021 + number % 5, 1 + number * 5 % 12),
            month(2021 + number % 5, 1 + number * 5 % 12) + 9 if number in (3, 9) else None,
            role="warning" if number % 3 else "accent",
            group=("Agreements and contracts", "Won", "Lost and complained")[number % 3],
            note="" if number % 4 else "June 2024, 180 lines",
        )
        for number in range(13)
    ]
    items.append(
        TimelineItem(
            "Framework agreement", month(2021, 3), group="Agreements and contracts", role="accent", open_end=True
        )
    )
    ticks = [(month(year, 1), str(year)) for year in range(2021, 2027)]
    return timeline_chart(
        items,
        lang="en",
        ticks=ticks,
        today=month(2025, 11) + 0.97,
        today_label="today, 30 November",
        undated_label="No date:",
    )


def chain_zh() -> Figure:
    goal = "应用集中化、标准化，一个品牌、一个界面的“3A”服务"
    rows = [
        ChainRow(
            goal,
            "全国呼叫中心与地方中心并存，发展为盈利的财富服务中心",
            "全国中心与地方中心之间的话音和呼叫转接",
            state="unknown",
        ),
        ChainRow(goal, "深圳、上海两个全国信息中心", None, state="unknown"),
        ChainRow("降低运营成本", "能耗传感器", "低功耗传感网络与数据平台", state="no", note="每月900元"),
        ChainRow("降低运营成本", "统一排班应用", "含流量的季节性移动套餐", state="yes", note="每月1,250元"),
    ]
    legend: dict[Support, str] = {"yes": "我方业务已支撑", "no": "没有我方业务支撑", "unknown": "尚不清楚"}
    return chain_chart(rows, lang="zh", heads=("目标", "举措", "对通信意味着什么"), unknown="未知", legend=legend)


def chain_en() -> Figure:
    goals = (
        "Sell more rooms direct to guests of other hotel groups",
        "Lower running costs",
        "No hotel closes because of IT",
    )
    what = (
        "National call centre with local ones, growing into a centre run for profit",
        "One rota app",
        "All branches on one platform in real time",
    )
    telecom = (
        "High-capacity circuits with backup between the centres and to every branch",
        "Seasonal plan",
        "Stable broadband access everywhere",
    )
    states: tuple[Support, ...] = ("yes", "no", "unknown")
    rows = [
        ChainRow(
            goals[number % 3],
            what[number % 3],
            telecom[number % 3] if number != 4 else None,
            state=states[number // 2 % 3],
            note="£12,400 a month" if number % 2 else "",
        )
        for number in range(8)
    ]
    legend: dict[Support, str] = {
        "yes": "a service of ours supports it",
        "no": "no service of ours supports it",
        "unknown": "not known",
    }
    return chain_chart(
        rows, lang="en", heads=("Goal", "Initiative", "What it means for telecom"), unknown="unknown", legend=legend
    )


def decision_map_zh() -> Figure:
    decides, joins, carries = MapSign("decides"), MapSign("takes_part"), MapSign("carries_out")
    rows = [
        MapRow("总公司", "部门未说明", (), (decides, joins, None)),
        MapRow(
            "分公司",
            "信息技术部",
            (MapContact("信息技术部经理 B+", 5, "supports"), MapContact("机房主管", None, None)),
            (carries, decides, joins),
        ),
        MapRow("分公司", "办公室", (MapContact("办公室主任 D", 4, "doubts"),), (None, None, joins)),
        MapRow("中心支公司", "办公室", (), (None, None, decides)),
    ]
    foot = [MapFoot("覆盖的决策点", ("0/1", "1/2", "2/3"), warn=(0,)), MapFoot("支持我方", ("0%", "50%", "33%"))]
    return decision_chart(
        rows,
        ("全国网省际电路", "福建省内电路", "普通话音与增值业务"),
        lang="zh",
        nobody="没有联系人",
        foot=foot,
        legend=LEGEND_ZH,
    )


def decision_map_en() -> Figure:
    stances: tuple[Stance | None, ...] = ("supports", "accepts", "doubts", None)

    def people(number: int) -> tuple[MapContact, ...]:
        return tuple(
            MapContact(f"Head of the reservation centre {at}, B+", 1 + at * 2, stances[(number + at) % 4])
            for at in range(number % 3)
        )

    levels = (
        "Head office",
        "Head office",
        "Head office",
        "Branch",
        "Branch",
        "Central sub-branch",
        "Sub-branch",
        "Outlet",
    )
    departments = (
        "Purchasing department",
        "Board",
        "Hotel operations and guest experience",
        "IT department",
        "Office",
        "Office",
        "IT department",
        "Managers",
    )
    signs = (MapSign("decides", "100%"), MapSign("takes_part", "30%"), MapSign("carries_out"), None, MapSign("decides"))
    rows = [
        MapRow(level, department, people(number), tuple(signs[(number + column) % 5] for column in range(5)))
        for number, (level, department) in enumerate(zip(levels, departments, strict=True))
    ]
    columns = (
        "Inter-province circuits",
        "Ordinary voice and value-added services",
        "Purchases of £5,000 to £50,000 a year",
        "Telephony",
        "Outlets",
    )
    foot = [
        MapFoot("Power that we cover", ("20%", "100%", "67%", "unknown", "0%"), warn=(4,)),
        MapFoot("Supports us", ("20%", "60%", "7%", "unknown", "0%")),
    ]
    return decision_chart(rows, columns, lang="en", nobody="no contact", foot=foot, legend=LEGEND_EN)


LEGEND_ZH = {
    "decides": "决定",
    "gap": "决定，我方没有联系人",
    "takes_part": "参与",
    "carries_out": "执行",
    "supports": "支持我方",
    "accepts": "认可",
    "doubts": "怀疑或反对",
    "silent": "态度未知",
}
LEGEND_EN = {
    "decides": "decides",
    "gap": "decides, nobody known",
    "takes_part": "takes part",
    "carries_out": "carries out",
    "supports": "supports us",
    "accepts": "accepts us",
    "doubts": "doubts us",
    "silent": "attitude unknown",
}

GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (timeline_zh, timeline_en, chain_zh, chain_en, decision_map_zh, decision_map_en)
}
