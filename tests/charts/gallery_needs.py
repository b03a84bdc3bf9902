"""The marks of the needs list and the whitespace map, in both languages, with long names."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.holders import Holder, HolderCell, holders_chart
from playbook.charts.ranked import RankedRow, ranked_chart
from tests.charts.gallery import HOTELS, SOLUTIONS

__all__ = ["GALLERY"]


def ranked_zh() -> Figure:
    rows = [
        RankedRow(
            "从中国网通夺回电话回访中心的长途话音",
            12800,
            5120,
            "≥12,800元",
            "40%",
            "中国网通服务3个单位：电话回访中心、市区营业点和另外1个",
        ),
        RankedRow(
            "线路稳定、可靠、快速，实时传输", 5000, 3500, "5,000元", "70%", "客户提出，记于2003年1月15日", asked=True
        ),
        RankedRow("14个网点的备用线路", None, None, "未知", "60%", "福清支公司、泉州中心支公司和另外12个"),
    ]
    legend = {"stated": "客户提出", "latent": "从未提出", "expected": "预期（金额×把握）", "rest": "其余"}
    return ranked_chart(rows, lang="zh", heads=("需求", "金额，把握", "依据"), legend=legend, more="另有12项见表")


def ranked_en() -> Figure:
    evidence = "Location quotient 0.58: 12.3% of its spend, 21.0% of its industry's"
    rows = [
        RankedRow(
            f"Cloud and managed Wi-Fi for {name}",
            40000 / (number + 1),
            12000 / (number + 1),
            f"≥ £{40000 // (number + 1):,}",
            "30%",
            evidence,
        )
        for number, name in enumerate(HOTELS[:8])
    ]
    asked = RankedRow(
        "Guest internet of the same quality in every hotel",
        None,
        None,
        "unknown",
        "70%",
        "Stated by the client",
        asked=True,
    )
    nothing = RankedRow("An upgrade that costs no more than today's line", 0, 0, "£0", "70%", "Has 100M, needs 200M")
    legend = {
        "stated": "stated",
        "latent": "never asked for",
        "expected": "expected (size x likelihood)",
        "rest": "the rest",
    }
    return ranked_chart(
        [*rows, asked, nothing],
        lang="en",
        heads=("Need", "Size a month, likelihood", "Evidence"),
        legend=legend,
        more="12 more in the table",
    )


def holders_zh() -> Figure:
    units = ("福州分公司", "电话回访中心", "福州市区营业点（5个）", "县支公司（7个）", "地市中心支公司（6个）", "员工")
    services = ("市话", "长话（不含17909）", "17909 IP长话", "数据业务", "网元出租")
    cells = {
        (0, 0): HolderCell("us", "28,121元"),
        (0, 1): HolderCell("us", "我方"),
        (1, 1): HolderCell("rival", "中国网通", "12,800元"),
        (5, 0): HolderCell("rival", "中国移动"),
        (2, 3): HolderCell("in_house", "自建"),
        (3, 3): HolderCell("none", "空白"),
    }
    grid = [[cells.get((row, column), HolderCell("unknown")) for column in range(5)] for row in range(6)]
    legend: dict[Holder, str] = {
        "us": "我方 2",
        "rival": "对手 2",
        "in_house": "自建 1",
        "none": "空白 1",
        "unknown": "未知 24",
    }
    return holders_chart(units, services, grid, lang="zh", legend=legend)


def holders_en() -> Figure:
    holders: tuple[HolderCell, ...] = (
        HolderCell("us", "£12,600"),
        HolderCell("rival", "Skylark Mobile", "£12,980"),
        HolderCell("in_house", "in-house"),
        HolderCell("none", "open"),
        HolderCell("unknown"),
    )
    grid = [[holders[(row * column + row) % 5] for column in range(6)] for row in range(14)]
    legend: dict[Holder, str] = {
        "us": "ours 30",
        "rival": "a rival's 14",
        "in_house": "in-house 14",
        "none": "open 12",
        "unknown": "unknown 14",
    }
    return holders_chart(HOTELS, SOLUTIONS[:6], grid, lang="en", legend=legend)


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (ranked_zh, ranked_en, holders_zh, holders_en)
}
