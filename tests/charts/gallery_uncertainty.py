"""The marks of uncertainty, in both languages and with the hardest labels: a ranking with its stability, a range with
its tornado."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.band import BandMark, BandWords, InputRow, Outcomes, band_chart
from playbook.charts.stability import RankedRow, StabilityHeads, stability_chart

__all__ = ["GALLERY"]

#: A skewed heap of outcomes between 70 and 90.
EDGES = tuple(70.0 + number for number in range(21))
COUNTS = (2, 5, 9, 20, 41, 60, 90, 130, 170, 210, 240, 250, 230, 190, 140, 90, 50, 25, 10, 3)


def stability_zh() -> Figure:
    names = (
        "S5 IP协议争回话务",
        "S1 DDN组网方案",
        "S2 2M数字电路方案",
        "S6 通话质量和接通率",
        "S10 移动办公无线宽带（天翼通）与直销人员随时连入中心的综合接入方案",
    )
    shares, roles = (1.0, 0.999, 0.68, 0.32, 0.0), ("accent", "accent", "warning", "grey", "grey")
    rows = [
        RankedRow(
            name,
            place + 1,
            f"{3.6 - place * 0.3:.2f}",
            share=shares[place],
            share_printed=("100%", "99.9%", "68%", "32%", "0%")[place],
            ranks=(max(place, 1), place + 1, min(place + 2, 5)),
            chosen=place in (0, 1, 3),
            front=place < 2,
            role=roles[place],
        )  # type: ignore[arg-type]
        for place, name in enumerate(names)
    ]
    heads = StabilityHeads("评分", "排在前3的比例", "名次区间", "已选", "帕累托前沿")
    return stability_chart([*rows, RankedRow("S8 远程办公VPDN", None, "无评分")], lang="zh", top=3, heads=heads)


def stability_en() -> Figure:
    rows = [
        RankedRow(
            f"S{place + 1} One managed network for all sites and the staff college",
            place + 1,
            f"{4 - place * 0.2:.2f}",
            share=max(0.0, 1 - place * 0.12),
            share_printed=f"{max(0, 100 - place * 12)}%",
            ranks=(max(1, place - 1), place + 1, min(21, place + 8)),
            chosen=place % 2 == 0,
            front=place < 3,
            role="accent" if place < 4 else "warning" if place == 4 else "grey",
        )
        for place in range(10)
    ]
    rows += [
        RankedRow("S11 Cameras and energy sensors", None, "no score", chosen=True),
        RankedRow("6 others, see the table", None, ""),
    ]
    return stability_chart(
        rows,
        lang="en",
        top=5,
        heads=StabilityHeads("Score", "In the top 5", "Range of ranks", "Chosen", "Pareto front"),
    )


def band_zh() -> Figure:
    marks = (
        BandMark("目标", 80.0, "78,730", role="accent", strong=True),
        BandMark("基准", 80.0, "78,730", role="ink", strong=True),
        BandMark("90%低于", 84.5, "80,508"),
        BandMark("一半低于", 79.6, "78,257"),
        BandMark("10%低于", 75.2, "75,896"),
        BandMark("目前", 30.0, "64,008"),
    )
    rows = [
        InputRow("S5 IP协议争回话务", -3300, 2200, "−3,300", "+2,200", role="accent"),
        InputRow("S1 DDN组网方案", -2000, 1500, "−2,000", "+1,500"),
        InputRow("长话、市话减少", 923, -923, "+923", "−923"),
        InputRow("S9 视频会议（新视通）", None, None, note="金额未知，没有计入"),
    ]
    words = BandWords("结果分布", "各项单独变动", "40%达到目标", "基准 78,730", "取低值", "取高值")
    return band_chart(
        Outcomes(EDGES, COUNTS, band=(75.2, 79.6, 84.5), marks=marks, target=80.0), rows, lang="zh", words=words
    )


def band_en() -> Figure:
    marks = (
        BandMark("target", 140.0, "1,140,000", role="accent", strong=True),
        BandMark("base", 80.5, "1,080,500", role="ink", strong=True),
        BandMark("90% below", 84.5, "1,084,500"),
        BandMark("half below", 79.6, "1,079,600"),
        BandMark("10% below", 75.2, "1,075,200"),
        BandMark("today", 66.0, "1,066,000"),
    )
    names = (
        "S3 Managed Wi-Fi in every hotel",
        "S1 Second route through a second exchange",
        "Lower price of staff mobiles that we have",
        "S4 Hosted voice",
    )
    rows = [
        InputRow(
            f"{names[number % 4]}",
            -90_000 + 8000 * number,
            60_000 - 5000 * number,
            f"−{90 - 8 * number},000",
            f"+{60 - 5 * number},000",
            role="accent" if number == 0 else "grey",
        )
        for number in range(7)
    ]
    rows += [
        InputRow("S8 Cameras and energy sensors", None, None, note="no range: held at base"),
        InputRow("7 others, see the table", None, None),
    ]
    words = BandWords(
        "Outcomes", "Each input alone", "at least 0.1% reach the target", "base 1,080,500", "at its low", "at its high"
    )
    return band_chart(
        Outcomes(EDGES, COUNTS, band=(75.2, 79.6, 84.5), marks=marks, target=140.0), rows, lang="en", words=words
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (stability_zh, stability_en, band_zh, band_en)
}
