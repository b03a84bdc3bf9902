"""One of each mark of the follow-up's exhibits in both languages: plan against actual, map of risks, checklist."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from playbook.charts import risk_map, variance
from playbook.charts.checklist import CheckRow, Part, Score, checklist_chart
from playbook.charts.risk_map import RiskPoint, risk_chart
from playbook.charts.variance import BridgeBar, VarianceRow, variance_chart

__all__ = ["GALLERY"]

ZH = variance.Words("指标", "实际与计划", "差额", "差额 %", "判断", "实际", "计划", "上年同期")
LIGHTS: tuple[variance.Light, ...] = ("red", "amber", "amber", "amber", "green", "green", "green", "green")
EN = variance.Words("KPI", "Actual and plan", "Variance", "in %", "Light", "actual", "plan", "a year before")


def variance_zh() -> Figure:
    rows = [
        VarianceRow(
            "重要线路修复时间（含县级支公司）",
            12,
            "12",
            note="小时 · 2003年6月",
            target=8,
            target_printed="/ 8",
            variance_printed="+4",
            share=0.5,
            share_printed="+50.0%",
            good=False,
            light="red",
            light_printed="红灯",
        ),
        VarianceRow(
            "月收入",
            64008,
            "64,008",
            note="元/月 · 2003年6月",
            target=66000,
            target_printed="/ 66,000",
            previous=61800,
            variance_printed="−1,992",
            share=-0.03,
            share_printed="−3.0%",
            good=False,
            light="amber",
            light_printed="黄灯",
        ),
        VarianceRow(
            "市区新增DDN",
            None,
            "",
            note="条 · 2003年12月到期",
            target=2,
            target_printed="计划 2",
            forecast=1.5,
            light_printed="未知",
        ),
        VarianceRow("态度（按决策权，计算）", -0.33, "−0.33", note="−2至+2"),
    ]
    return variance_chart(rows, lang="zh", words=ZH)


def variance_en() -> Figure:
    names = (
        "Restoration of critical faults at all hotels",
        "Revenue",
        "Hotels with managed Wi-Fi",
        "Staff mobiles with us, seasonal staff included",
        "Planned visits held",
        "Guest complaints about Wi-Fi",
        "Proposals answered within five days",
        "Attitude, by decision power",
    )
    rows = [
        VarianceRow(
            name,
            90 + number * 3,
            str(90 + number * 3),
            note="GBP a month · November 2025",
            target=100,
            target_printed="/ 100",
            previous=80 + number,
            variance_printed=f"{number * 3 - 10:+d}".replace("-", "−"),
            share=(number * 3 - 10) / 100,
            share_printed=f"{number * 3 - 10:+d}.0%".replace("-", "−"),
            good=number > 3,
            light=LIGHTS[number],
            light_printed=LIGHTS[number],
        )
        for number, name in enumerate(names)
    ]
    bridge = [
        BridgeBar("Cloud and managed Wi-Fi", 2408, "+2,408"),
        BridgeBar("Leased lines", 370, "+370"),
        BridgeBar("Mobile", 144, "+144"),
        BridgeBar("Broadband", 30, "+30"),
        BridgeBar("Voice lines", -4248, "−4,248"),
        BridgeBar("not on the bills", 4, "+4"),
        BridgeBar("actual 40,997", -1292, "−1,292", "total"),
        BridgeBar("plan 45,600", 3311, "+3,311", "plan"),
    ]
    return variance_chart(
        rows, lang="en", words=EN, bridge=bridge, bridge_title="Revenue, November 2024 to November 2025"
    )


def risks_zh() -> Figure:
    points = [
        RiskPoint("网通再次降价，回访中心话务转不回来", 0.35, 12800, role="accent"),
        RiskPoint("移动以2M中继接入交换机", 0.3, 8000, role="warning"),
        RiskPoint("市话被对手夺走", 0.37, 28121, hollow=True),
        RiskPoint("总公司为省际电路指定其他运营商", None, 4000),
        RiskPoint("城区营业点没有光纤，2M开通推迟", 0.4, 2000, role="accent"),
        RiskPoint("几乎不会发生", 0.0, 0.0),
    ]
    words = risk_map.Words(
        "概率", "涉及金额（每月）", "高概率", "无法定位：", ("无责任人", "有责任人和措施", "由数据得出")
    )
    return risk_chart(points, lang="zh", words=words, split=0.3, printed="{:,.0f}元".format)


def risks_en() -> Figure:
    names = (
        "Northwave's Wi-Fi pilot spreads to more hotels",
        "Skylark renews the seasonal plan before our price is agreed",
        "Fibre to Lantern Quay and Ferry Terminal comes after the season starts",
        "The reservation centre tenders before hosted voice is offered",
        "The finance director cuts the Wi-Fi budget",
        "Loss of cloud and managed Wi-Fi to rivals",
        "The IT director leaves",
        "A strike",
    )
    points = [
        RiskPoint(
            name,
            0.15 + number * 37 % 60 / 100,
            800 + number * 2900 % 12000,
            role="accent" if number % 3 else "warning",
            hollow=number == 5,
        )
        for number, name in enumerate(names)
    ]
    legend = ("no owner", "managed", "from the data")
    words = risk_map.Words(
        "Probability", "Amount a month", "likely", "Not sized (no probability or no amount):", legend
    )
    unknown = [
        RiskPoint("The group sells a hotel", None, 3100),
        RiskPoint("Two promises go beyond what we can keep: c1 and c6", None, None),
    ]
    return risk_chart(
        [*points, *unknown],
        lang="en",
        words=words,
        split=0.3,
        printed="£{:,.0f}".format,
        curve="£{:,.0f} expected".format,
    )


def checklist_zh() -> Figure:
    rows = [
        CheckRow("承诺都在能力之内", 2, 3, "2/3", failed="c1"),
        CheckRow("保持灵活：未成熟的不受约束", 22, 22, "22/22"),
    ]
    parts = [
        Part("完整", 94, "94", "39/40张表，档案90%"),
        Part("现行", None, "未知", "没有注明日期的数据"),
        Part("一致", 95, "95", "64项检查中3项未通过"),
    ]
    return checklist_chart(Score("96", "得分", parts), rows, lang="zh", heads=("检查", "通过", "问题"))


def checklist_en() -> Figure:
    rows = [
        CheckRow(
            "Chosen solutions have a decision maker to win",
            14 - number % 4,
            14,
            f"{14 - number % 4} of 14",
            failed="More bandwidth from June to September only, 2 more" if number % 4 else "",
        )
        for number in range(12)
    ]
    parts = [
        Part("Complete", 100, "100", "40 of 40 tables, client file 100%"),
        Part("Current", 100, "100", "updated 10 days ago"),
        Part("Consistent", 0, "0", "12 of 81 checks failed"),
    ]
    return checklist_chart(Score("100", "of 100", parts), rows, lang="en", heads=("Check", "Passed", "Faults"))


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker for maker in (variance_zh, variance_en, risks_zh, risks_en, checklist_zh, checklist_en)
}
