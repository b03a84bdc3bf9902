"""The marks of the bills and of the employees' spend, with long names and full panels."""

from __future__ import annotations

from collections.abc import Callable
from math import sin

from matplotlib.figure import Figure

from playbook.charts.stacked import StackedBar, stacked_chart
from playbook.charts.trend import TrendMark, TrendPanel, trend_chart

__all__ = ["GALLERY"]

MONTHS = [f"{2022 + (number + 11) // 12}-{(number + 11) % 12 + 1:02d}" for number in range(36)]
LONG = (
    "Leased lines and leased network elements",
    "Cloud and managed Wi-Fi",
    "Voice lines",
    "Mobile",
    "Broadband",
    "International private circuits",
    "Video conferencing",
    "SMS",
)


def wave(level: float, slope: float, size: float) -> tuple[list[float | None], list[float]]:
    trend = [level * (1 + slope * number / 12) for number in range(36)]
    return [value * (1 + size * sin(number / 12 * 6.283)) for number, value in enumerate(trend)], trend


def trend_en() -> Figure:
    panels = []
    for number, name in enumerate(LONG):
        amounts, trend = wave(100000 / (number + 1), (-0.2, 0.25, 0.01)[number % 3], 0.1)
        amounts[16] = None
        marks = [
            TrendMark(place, f"{MONTHS[place]} HH-2002 +30%", expected=amounts[place])
            for place in ((26, 28, 35) if number % 2 else ())
        ]
        marks += [TrendMark(6, "2023-06 credit", "apart")] if number == 2 else []
        role = ("warning", "accent", "grey")[number % 3]
        text = f"£{100000 // (number + 1):,} a month, season ±10%"
        panels.append(
            TrendPanel(
                name,
                amounts,
                trend=trend,
                growth=("−20% a year", "+25% a year", "+1% a year")[number % 3],
                now=text,
                role=role,
                marks=marks,
            )
        )  # type: ignore[arg-type]
    keys = ("a bill is missing: unknown", "zero or credit: left out of the trend", "off trend and season")
    return trend_chart(panels, MONTHS, lang="en", keys=keys)


def trend_zh() -> Figure:
    amounts, trend = wave(28184, -0.15, 0.12)
    young: list[float | None] = [100.0, 120.0, -50.0, 130.0]
    return trend_chart(
        [
            TrendPanel(
                "数据业务",
                amounts,
                trend=trend,
                growth="每年−15%",
                now="月费28,184元，季节±12%",
                role="warning",
                marks=[TrendMark(0, "2022-12 +30%")],
            ),
            TrendPanel(
                "新视通", young, first=32, now="4个月，不足以看趋势", marks=[TrendMark(2, "2025-10 冲减", "apart")]
            ),
        ],
        MONTHS,
        lang="zh",
        keys=("缺账单：未知", "零账单或冲减：不计入趋势", "偏离趋势与季节"),
    )


def stacked_en() -> Figure:
    names = (
        "Hotel staff of the eleven hotels in Saltmouth and Eastquay (1,310)",
        "Seasonal staff (260)",
        "Head office",
        "Managers (31)",
        "Reservation centre (60)",
        "Trainees of the staff college (12)",
        "Board (7)",
    )
    stack = [
        ("Saltmouth Telecom", "accent"),
        ("Skylark Mobile", "warning"),
        ("Northwave", "grey"),
        ("Cable & Quay", "grey"),
        ("Others", "grey"),
    ]
    printed = ("17,100", "25,500", "8,100", "", "300")
    bars = [StackedBar(names[0], (17100, 25500, 8100, None, 300), printed, "≥ £51,000", unknown="Cable & Quay unknown")]
    bars += [
        StackedBar(
            name, (900, 300 * number, 40, 0, 0), ("900", f"{300 * number}", "40", "", ""), f"£{940 + 300 * number:,}"
        )
        for number, name in enumerate(names[1:])
    ]
    return stacked_chart(bars, stack, lang="en")  # type: ignore[arg-type]


def stacked_zh() -> Figure:
    stack = [("中国电信", "accent"), ("中国移动", "warning"), ("中国联通", "grey")]
    bars = [
        StackedBar("回访中心（120人）", (2400, 9600, 800), ("2,400", "9,600", "800"), "12,800元"),
        StackedBar(
            "营业点（35人）", (None, None, None), ("", "", ""), "≥ 0元", unknown="中国电信、中国移动和中国联通未知"
        ),
    ]
    return stacked_chart(bars, stack, lang="zh")  # type: ignore[arg-type]


GALLERY: dict[str, Callable[[], Figure]] = {
    "trend_en": trend_en,
    "trend_zh": trend_zh,
    "stacked_en": stacked_en,
    "stacked_zh": stacked_zh,
}
