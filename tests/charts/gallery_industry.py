"""One of each mark of the industry step in both languages, with the hardest names: what the general chart tests look
at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from matplotlib.figure import Figure

from playbook.charts.dumbbell import DumbbellRow, dumbbell_chart
from playbook.charts.heatmap import HeatRow, heatmap_chart
from playbook.charts.lorenz import KeyFigure, LorenzPart, lorenz_chart
from playbook.charts.marimekko import MekkoColumn, marimekko_chart

__all__ = ["GALLERY"]

FACTORS_EN = (
    (
        "Core product performance",
        (
            ("Communication quality: speed and stability", 3, 3, 0.18),
            ("On-time delivery", 2, 3, 0.12),
            ("Ability to offer one integrated solution", 4, 2, 0.1),
            ("Flexibility of circuit provisioning", 2, None, 0.05),
        ),
    ),
    ("Economic performance", (("Price", 1, 4, 0.15), ("Rebate", 2, 3, 0.05), ("Payment terms", None, None, 0.03))),
    (
        "Customer support and service",
        (
            ("Response time", 3, 2, 0.1),
            ("Flexibility of billing", 2, 2, 0.05),
            ("Knowledge of sales and service staff", 4, 3, 0.07),
        ),
    ),
    (
        "Company image",
        (("Market position", 4, 0, 0.04), ("Brand", 4, 3, 0.03), ("Reputation", 0, 3, 0.02), ("Trust", None, 4, 0.01)),
    ),
)
FACTORS_ZH = (
    (
        "产品的核心表现",
        (
            ("通信质量（速度、稳定性、接通率）", 3, 3, 0.3),
            ("按时交付", 2, 3, 0.12),
            ("电路开通的灵活性", 4, None, 0.05),
        ),
    ),
    ("经济表现", (("价格", 1, 4, 0.25), ("付款条件", None, None, 0.08))),
    ("客户支持及服务表现", (("响应时间", 3, 2, 0.1), ("销售和服务人员的素质（态度、知识）", None, 4, 0.1))),
)


def _rows(groups: tuple) -> list[DumbbellRow]:  # type: ignore[type-arg]
    return [
        DumbbellRow(
            label,
            ours,
            rival,
            str(ours),
            str(rival),
            weight=weight,
            weight_printed=f"{weight:.0%}",
            group=group,
            role="warning" if label in ("Price", "价格") else "accent" if label.startswith("Ability") else "grey",
            rival_name="China Netcom" if label in ("Price", "价格") else "Tietong",
        )
        for group, factors in groups
        for label, ours, rival, weight in factors
    ]


def dumbbell_en() -> Figure:
    return dumbbell_chart(
        _rows(FACTORS_EN),
        lang="en",
        ours_label="Us",
        rival_label="Best rival",
        weight_label="Importance",
        unknown="unknown",
    )


def dumbbell_zh() -> Figure:
    return dumbbell_chart(
        _rows(FACTORS_ZH), lang="zh", ours_label="我方", rival_label="最强对手", weight_label="重要性", unknown="未知"
    )


def dumbbell_few_en() -> Figure:
    rows = [
        DumbbellRow(label, ours, rival, f"{ours}", f"{rival}")
        for label, ours, rival in (("Network coverage", 3, 2), ("Price level", 2, 4))
    ]
    return dumbbell_chart(rows, lang="en", ours_label="China Telecom", rival_label="China Netcom", unknown="unknown")


INDUSTRIES = (
    ("金融", "Finance", 580),
    ("党政军", "Party, government and military", 470),
    ("通信运营商", "Carriers", 420),
    ("科教文卫", "Science, education, culture and health", 230),
    ("制造业", "Manufacturing", 190),
    ("商贸", "Trade", 160),
    ("交通", "Transport", 145),
    ("公用事业", "Public services", 125),
    ("旅游休闲", "Tourism and leisure", 115),
    ("IT业", "IT", 115),
    ("其他业务", "Other business", 10),
)
SERVICES = (
    ("市话", "Local voice"),
    ("长话", "Long distance (without 17909)"),
    ("17909 IP长话", "17909 IP long distance"),
    ("数据业务", "Data"),
    ("网元出租", "Leased network elements"),
)
MIXES = ((36, 9, 4, 45, 6), (50, 14, 6, 26, 4), (6, 4, 1, 14, 75), (48, 12, 5, 31, 4), (45, 24, 10, 18, 3))


def _columns(lang: Literal[0, 1]) -> list[MekkoColumn]:
    return [
        MekkoColumn(
            names[lang],
            names[2],
            MIXES[row % 5],
            tuple(f"{share}%" for share in MIXES[row % 5]),
            total=f"{names[2]}万" if not lang else f"¥{names[2] / 100:.2f}m",
            own=row == 0,
        )
        for row, names in enumerate(INDUSTRIES)
    ]


def marimekko_zh() -> Figure:
    return marimekko_chart(_columns(0), [name for name, _ in SERVICES], lang="zh", mark=(2, 4))


def marimekko_en() -> Figure:
    return marimekko_chart(_columns(1), [name for _, name in SERVICES], lang="en", mark=(2, 4))


def marimekko_one_en() -> Figure:
    columns = [
        MekkoColumn("Hospitality", 5, (1, 0, 3), ("25%", "0%", "75%"), own=True),
        MekkoColumn("Finance", 5, (2, 1, 1), ("50%", "25%", "25%")),
    ]
    return marimekko_chart(columns, ["Mobile", "Broadband", "Cloud and managed Wi-Fi"], lang="en")


def _heat(lang: Literal[0, 1]) -> list[HeatRow]:
    unknown: tuple[None, ...] = (None,) * 5
    return [
        HeatRow(
            names[lang],
            unknown if row == 8 else tuple(share / 100 for share in MIXES[row % 5]),
            ("",) * 5 if row == 8 else tuple(f"{share}.0%" for share in MIXES[row % 5]),
            note=f"¥{names[2] / 100:.2f}m",
            own=row == 0,
        )
        for row, names in enumerate(INDUSTRIES)
    ]


def heatmap_zh() -> Figure:
    return heatmap_chart(
        _heat(0), [name for name, _ in SERVICES], lang="zh", note_label="月收入", unknown="业务使用未知"
    )


def heatmap_en() -> Figure:
    rows = [*_heat(1)[:4], HeatRow("Media", (0.2, None, 0.1, None, 0.3), ("20.0%", "", "10.0%", "", "30.0%"))]
    return heatmap_chart(
        rows, [name for _, name in SERVICES], lang="en", note_label="Our revenue a month", unknown="not known"
    )


def lorenz_zh() -> Figure:
    parts = [LorenzPart(zh, value, f"{value / 25.6:.1f}%", own=zh == "金融") for zh, _, value in INDUSTRIES]
    figures = (
        KeyFigure("0.14", "集中度指数HHI；不低于0.18为集中"),
        KeyFigure("57.4%", "前三大行业合计"),
        KeyFigure("0.41", "基尼系数：0为各行业相等"),
        KeyFigure("7.2", "相当于这么多个规模相等的行业"),
    )
    return lorenz_chart(
        parts,
        lang="zh",
        x_label="行业，由小到大（累计比例）",
        y_label="大客户收入累计比例",
        equal_label="各行业相等时",
        half=3,
        figures=figures,
    )


def lorenz_en() -> Figure:
    parts = [LorenzPart(en, value, f"{value / 25.6:.1f}%", own=en == "Public services") for _, en, value in INDUSTRIES]
    figures = (
        KeyFigure("0.14", "concentration index (HHI); concentrated from 0.18"),
        KeyFigure("57.4%", "of revenue comes from the top three"),
        KeyFigure("7.2", "industries of equal size would be as concentrated"),
        KeyFigure("0.41", "Gini coefficient: 0 if all were equal"),
    )
    return lorenz_chart(
        parts,
        lang="en",
        x_label="Industries, added up from the smallest",
        y_label="Share of key-account revenue",
        equal_label="if all were equal",
        half=3,
        figures=figures,
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    "dumbbell_en": dumbbell_en,
    "dumbbell_zh": dumbbell_zh,
    "dumbbell_few_en": dumbbell_few_en,
    "heatmap_en": heatmap_en,
    "heatmap_zh": heatmap_zh,
    "lorenz_en": lorenz_en,
    "lorenz_zh": lorenz_zh,
    "marimekko_en": marimekko_en,
    "marimekko_zh": marimekko_zh,
    "marimekko_one_en": marimekko_one_en,
}
