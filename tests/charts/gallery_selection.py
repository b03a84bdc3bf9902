"""The chart of a choice, with the hardest labels: long names, losses, unknown values, many rows, one limit or two."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts.choice import ChoiceHeads, ChoiceRow, Gauge, Use, choice_chart
from tests.charts.gallery import SOLUTIONS

__all__ = ["GALLERY"]

NAMES_ZH = (
    "S5 IP协议争回话务",
    "S1 DDN组网方案",
    "S6 通话质量和接通率",
    "S2 2M数字电路方案",
    "S7 网上保险",
    "S8 远程办公VPDN",
    "S4 虚拟网",
    "S9 视频会议（新视通）",
    "S10 移动办公无线宽带（天翼通）",
    "S3 MPLS-VPN方案",
)
VALUES = (91284, 59565, 31253, 28665, 12303, 12224, 10772, 8803, 2196, -40141)


def choice_zh() -> Figure:
    rows = [
        ChoiceRow(
            name,
            value,
            f"{value:,}".replace("-", "−"),
            ("15,000", "25", "6" if value > 0 else "不回收"),
            (number % 2 == 0, number < 3, number == 1),
            role="accent" if number % 2 == 0 else "light",
            tinted=number % 2 == 0,
        )
        for number, (name, value) in enumerate(zip(NAMES_ZH, VALUES, strict=True))
    ]
    heads = ChoiceHeads("净现值", ("一次性投入", "人天", "回收（月）"), ("最佳组合", "团队所选", "已承诺"))
    gauges = [
        Gauge(
            "一次性投入",
            50000,
            "限额50,000元",
            (Use("最佳组合", 50000, "50,000元", role="accent"), Use("团队所选", 35000, "35,000元")),
        ),
        Gauge("人天", 120, "限额120", (Use("最佳组合", 107, "107", role="accent"), Use("团队所选", 60, "60"))),
    ]
    return choice_chart(rows, lang="zh", heads=heads, gauges=gauges)


def choice_en() -> Figure:
    names = [
        *SOLUTIONS,
        "S11 hosted telephone system for every hotel, with seasonal licences",
        "S12 cameras",
        "S13 sensors for energy and car parks",
        "S14 kiosk",
    ]
    values = [1120300, 804500, 520800, 310400, 120000, 80400, 20900, 0, -15300, -90800, -250000, -330000, None, None]
    rows = [
        ChoiceRow(
            name,
            value,
            "unknown" if value is None else f"{value:,}".replace("-", "−"),
            ("unknown" if value is None else "1,250,000", "12.5", "never"),
            (number < 4, None if number == 5 else number in (0, 9), number == 3),
            role="accent" if number < 4 else "warning" if number == 9 else "light",
            tinted=number < 4,
        )
        for number, (name, value) in enumerate(zip(names, values, strict=True))
    ]
    heads = ChoiceHeads(
        "Net present value",
        ("One-off cost", "Person-days", "Payback, month"),
        ("Best set", "Team's choice", "Committed"),
    )
    gauges = [
        Gauge(
            "One-off cost",
            1500000,
            "limit £1,500,000",
            (
                Use("best set", 1450000, "£1,450,000", role="accent"),
                Use("team's choice", 2900000, "£2,900,000", role="warning"),
            ),
        ),
        Gauge(
            "Person-days",
            120,
            "limit 120",
            (Use("best set", 0, "0", role="accent"), Use("team's choice", 240.5, "240.5", role="warning")),
        ),
    ]
    return choice_chart(rows, lang="en", heads=heads, gauges=gauges, note="3 more solutions stand in the table")


def choice_one_en() -> Figure:
    rows = [
        ChoiceRow(
            "S1 Second route through a second exchange",
            -5,
            "−5",
            ("9", "18", "never"),
            (False, True, False),
            role="warning",
        )
    ]
    heads = ChoiceHeads(
        "Net present value",
        ("One-off cost", "Person-days", "Payback, month"),
        ("Best set", "Team's choice", "Committed"),
    )
    return choice_chart(
        rows,
        lang="en",
        heads=heads,
        gauges=[Gauge("Person-days", 120, "limit 120", (Use("best set", 12, "12", role="accent"),))],
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    "choice_zh": choice_zh,
    "choice_en": choice_en,
    "choice_one_en": choice_one_en,
}
