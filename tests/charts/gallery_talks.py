"""Loads against what can be kept up, and a plan with the team's load under it, in both languages and with the hardest
labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from matplotlib.figure import Figure

from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.gantt_load import LoadCell, LoadRow, LoadStrip
from playbook.charts.load import LoadBar, LoadGroup, load_chart

__all__ = ["GALLERY"]


def load_zh() -> Figure:
    audiences = (
        LoadBar("信息技术部", 73, 141, "73–141", role="accent", note="影响力5"),
        LoadBar("客户（对象未列明）", 3, 3, "3"),
        LoadBar("高层管理人员", None, None, "未知", note="影响力5"),
        LoadBar("电话回访中心", 0, 0, "没有人去", role="warning", note="影响力3"),
    )
    members = (
        LoadBar("客户经理", 88, 164, "88–164，另1行未知", role="warning", capacity=84, note="能顾84，多4–80"),
        LoadBar("技术支撑经理", 24, 36, "24–36", role="accent", capacity=40, note="能顾40"),
    )
    return load_chart([LoadGroup("按对象", audiences), LoadGroup("按我方成员", members, "次/年")], lang="zh")


def load_en() -> Figure:
    audiences = tuple(
        LoadBar(name, low, high, printed, role=role, note="power 4")  # type: ignore[arg-type]
        for name, low, high, printed, role in (
            ("IT department of the head office and of the hosted data centre", 52, 260, "52–260", "accent"),
            ("Finance and other departments", 12, 24, "12–24", "grey"),
            ("Board", 4, 4, "4", "grey"),
            ("Hotel managers", None, None, "unknown", "grey"),
            ("Reservation centre", 0, 2, "0–2", "grey"),
            ("Purchasing department", 0, 0, "nobody", "warning"),
        )
    )
    members = tuple(
        LoadBar(name, low, high, f"{low}–{high}, and 2 unknown", role=role, capacity=capacity, note=note)  # type: ignore[arg-type]
        for name, low, high, role, capacity, note in (
            ("Account manager", 88, 276, "warning", 84, "can keep up 84: 4–192 too many"),
            ("Industry manager", 5, 9, "accent", 14, "can keep up 14"),
            ("Marketing support manager", 4, 8, "grey", None, "capacity unknown"),
            ("Technical support manager", 24, 36, "accent", 36, "can keep up 36"),
        )
    )
    return load_chart([LoadGroup("By audience", audiences), LoadGroup("By member of our team", members)], lang="en")


def _strip(heading: str, names: tuple[str, ...], notes: tuple[str, ...]) -> LoadStrip:
    starts = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(11, 25)]
    ends = [(start + timedelta(days=31)).replace(day=1) - timedelta(days=1) for start in starts]
    rows = tuple(
        LoadRow(
            name,
            tuple(
                LoadCell(
                    start,
                    end,
                    ("", "<1", "2", "≥11", "?", "17")[(place + row) % 6],
                    None if (place + row) % 6 == 4 else ((place + row) % 6) / 4,
                    over=(place + row) % 6 == 5,
                )
                for place, (start, end) in enumerate(zip(starts, ends, strict=True))
            ),
            notes[row],
        )
        for row, name in enumerate(names)
    )
    return LoadStrip(heading, rows)


def _bars(names: tuple[str, ...], owner: str, early: str) -> list[GanttBar]:
    return [
        GanttBar(
            name,
            date(2025, 12, 1),
            date(2026, 2 + place, 20),
            group=names[0],
            owner=owner,
            role="warning" if place else "accent",
            milestone=place == 2,
            printed=early if place else "",
        )
        for place, name in enumerate(names[1:])
    ]


def gantt_load_zh() -> Figure:
    return gantt_chart(
        _bars(
            ("确保每家酒店在线", "游艇港酒店光纤勘查", "向运营与财务说明中断成本", "与信息技术部研讨统一网络"),
            "技术支撑经理",
            "早19天",
        ),
        lang="zh",
        start=date(2025, 10, 1),
        end=date(2026, 12, 31),
        today=date(2025, 11, 30),
        today_label="今天 2025年11月30日",
        owner_label="责任人",
        no_date="没有日期",
        quarter_format="{year}年{q}季度",
        load=_strip("负荷（天/月）", ("客户经理", "营销支撑经理"), ("每月10天", "可用天数未知")),
    )


def gantt_load_en() -> Figure:
    names = (
        "Keep every hotel connected",
        "Second route of the Pier Head Hotel in service",
        "Outage cost shown to operations and finance",
        "Workshop with IT",
    )
    return gantt_chart(
        _bars(names, "Marketing support manager", "19 days early"),
        lang="en",
        start=date(2025, 10, 1),
        end=date(2026, 12, 31),
        today=date(2025, 11, 30),
        today_label="today, 30 November 2025",
        owner_label="Owner",
        no_date="no date",
        load=_strip(
            "Load, days a month",
            ("Account manager", "Technical support manager", "Marketing support manager"),
            ("has 10 days",) * 3,
        ),
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (load_zh, load_en, gantt_load_zh, gantt_load_en)
}
