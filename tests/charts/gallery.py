"""One of each mark in both languages, with long names: what the general tests look at, and what a person may look at.

The marks of a later day stand in `gallery_<part>.py` beside this file; `test_gallery` joins them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import sin

from matplotlib.figure import Figure

from playbook.charts.bars import Bar, BarNote, bar_chart
from playbook.charts.drawing.glyphs import State
from playbook.charts.gantt import GanttBar, gantt_chart
from playbook.charts.harvey import HarveyRow, harvey_chart
from playbook.charts.matrix import MatrixCell, matrix_chart
from playbook.charts.mix import MixRow, mix_chart
from playbook.charts.network import Link, Node, network_map
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.charts.roadmap import Card, Horizon, roadmap_chart
from playbook.charts.scale import Shift, attitude_chart
from playbook.charts.waterfall import WaterfallStep, waterfall_chart

__all__ = ["GALLERY"]

STATES: tuple[State, ...] = ("now", "after_build", "unknown", "no", "none")
HOTELS = (
    "Harbour Grand Hotel",
    "Marina Suites",
    "Old Town Boutique Hotel",
    "Airport Conference Centre",
    "Lakeside Lodge",
    "Station Hotel",
    "Castle Hill Resort",
    "Riverside Inn",
    "Cathedral Quarter Hotel",
    "North Pier Apartments",
    "Golf and Country Club",
    "Spa at the Springs",
    "Business Park Hotel",
    "Harbour Hotels Staff Training College",
)
SOLUTIONS = (
    "S1 DDN design",
    "S2 2M digital circuits",
    "S3 MPLS-VPN",
    "S4 virtual network",
    "S5 IP agreement",
    "S6 quality and call completion",
    "S7 online insurance",
    "S8 VPDN",
    "S9 video conferencing",
    "S10 wireless broadband",
)


def bars_zh() -> Figure:
    rows = [
        Bar("数据业务", 28184.12, "28,184", share="44.0%", role="accent"),
        Bar("市话", 28120.83, "28,121", share="44.0%"),
        Bar("长话", 3918.55, "3,919", share="6.1%", role="warning"),
        Bar("17909 IP长话", 3784.3, "3,784", share="5.9%", role="warning"),
        Bar("互联网接入", None, "未知"),
    ]
    return bar_chart(rows, lang="zh", notes=[BarNote("回访中心已改用对手的IP电话", ("长话", "17909 IP长话"))])


def bars_en() -> Figure:
    names = (
        "Party, government and military administration offices",
        "Finance",
        "Science, education, culture and health",
        "Carriers (China Mobile is 90% of them)",
        "Manufacturing",
        "Tourism and leisure",
        "Transport",
        "Trade",
        "Public services",
    )
    values = (812, 700, 310, 205, 150, 100, 95, 90, 80)
    rows = [
        Bar(name, value, f"{value}", share=f"{value / 25.42:.1f}%") for name, value in zip(names, values, strict=True)
    ]
    rows[1] = Bar("Finance", 700, "700", share="27.3%", role="accent", low=600, high=790)
    note = BarNote(
        "Three small industries together carry less than our finance clients alone; visit them once a year",
        names[5:8],
        role="ink",
    )
    return bar_chart([*rows, Bar("Other business", None, "unknown")], lang="en", notes=[note])


def waterfall_zh() -> Figure:
    steps = [
        WaterfallStep("2002年四季度月均", 64007.81, "64,008", total=True),
        WaterfallStep("营业点新增DDN", 5000, "+5,000"),
        WaterfallStep("回访中心转网", 12800, "+12,800", tag="示意"),
        WaterfallStep("长、市话减少", -3078.2, "−3,078", tag="示意"),
        WaterfallStep("目标月均", 78729.61, "78,730", total=True),
    ]
    return waterfall_chart(steps, lang="zh", growth="年增长 +23%")


def waterfall_en() -> Figure:
    steps = [
        WaterfallStep("2002 Q4 monthly average", 64007.81, "64,008", total=True),
        WaterfallStep("New DDN lines at new outlets", 5000, "+5,000"),
        WaterfallStep("Call-back centre won back from the rival", 12800, "+12,800", tag="illustrative"),
        WaterfallStep("Erosion of long-distance and local calls", -3078.2, "−3,078", tag="illustrative"),
        WaterfallStep("Video conferencing for sub-branches", None, "unknown"),
        WaterfallStep("Target monthly average", 78729.61, "78,730", total=True),
    ]
    return waterfall_chart(steps, lang="en", growth="+23% a year")


def harvey_zh() -> Figure:
    rows = [
        HarveyRow("市话", (4, 1, 3), gap="+1", printed=("4.0", "1.2", "3.0")),
        HarveyRow("长话", (2.3, 3, 2), gap="−0.7", gap_role="warning", highlight=True, printed=("2.3", "3.0", "2.1")),
        HarveyRow("长途2M数字电路", (4, 3, None), gap="+1", printed=("4.0", "3.0", "")),
    ]
    legend = ("0 无能力", "1 弱", "2 中等", "3 较强", "4 领先")
    return harvey_chart(
        rows,
        ("中国电信（我方）", "中国网通", "中国移动"),
        lang="zh",
        gap_label="与最强对手的差距",
        unknown="未知",
        legend=legend,
    )


def harvey_en() -> Figure:
    rows = [
        HarveyRow("Local voice", (4, 1, 3, 2, 1), gap="+1"),
        HarveyRow(
            "Long-distance voice including 17909 IP telephony",
            (2.3, 3, 2, 2, 1),
            gap="−1",
            gap_role="warning",
            highlight=True,
        ),
        HarveyRow("Internet access", (3, 3, None, 2, 0), gap="unknown", gap_role="grey"),
    ]
    columns = ("China Telecom (us)", "China Netcom", "China Mobile", "China Unicom", "China Tietong")
    legend = (
        "cannot offer it",
        "weak in most places",
        "on a par with the market",
        "strong, some gaps",
        "leads the market",
    )
    return harvey_chart(rows, columns, lang="en", gap_label="Gap to best rival", unknown="unknown", legend=legend)


def _cells(rows: int, columns: int, text: str = "") -> list[list[MatrixCell]]:
    states = [[STATES[(row * column + row) % 5] for column in range(columns)] for row in range(rows)]
    return [[MatrixCell(state, text if state == "after_build" else "") for state in row] for row in states]


def matrix_zh() -> Figure:
    rows = (
        "平安大厦福州分公司（30层）",
        "商业大厦营业点",
        "广达营业点",
        "仓山营业点",
        "杨桥营业点",
        "红宝石营业点",
        "福清支公司",
    )
    columns = ("S1 DDN方案", "S2 2M数字电路", "S3 MPLS-VPN", "S4 虚拟网", "S8 VPDN", "S9 视频会议")
    legend: dict[State, str] = {
        "now": "现在可交付",
        "after_build": "建设后可交付",
        "unknown": "资源不明",
        "no": "不可交付",
    }
    notes = ("平安大厦", "华林", "树牛", "三叉街", "东街", "紫阳", "福清")
    return matrix_chart(
        rows, columns, _cells(7, 6, "90天"), lang="zh", legend=legend, highlight_rows=(6,), row_notes=notes
    )


def matrix_en() -> Figure:
    legend: dict[State, str] = {
        "now": "deliverable now",
        "after_build": "after building",
        "unknown": "unknown",
        "no": "not deliverable",
    }
    return matrix_chart(HOTELS, SOLUTIONS, _cells(14, 10), lang="en", legend=legend, highlight_columns=(2,))


def matrix_texts_en() -> Figure:
    legend: dict[State, str] = {"after_build": "after building"}
    return matrix_chart(HOTELS[:7], SOLUTIONS[:7], _cells(7, 7, "90 days, ¥20,000"), lang="en", legend=legend)


def mix_zh() -> Figure:
    rows = [
        MixRow(
            "平安寿险福州分公司",
            (28184, 28121, 3919, 3784, 0),
            ("44.0%", "44.0%", "6.1%", "5.9%", "0.0%"),
            total="6.4万元",
        ),
        MixRow("福州保险业", (40, 35, 12, 8, 5), ("40%", "35%", "12%", "8%", "5%"), total="45万元"),
        MixRow("金融行业", (40, None, 12, 8, 5), ("40%", "", "12%", "8%", "5%"), total="未知"),
    ]
    return mix_chart(
        rows,
        ("数据业务", "市话", "长话（不含17909）", "17909 IP长话", "网元出租"),
        lang="zh",
        highlight=0,
        unknown="分项未知",
    )


def mix_en() -> Figure:
    names = (
        "Leased network elements",
        "Local calls",
        "Long distance without 17909",
        "17909 IP long distance",
        "Video conferencing",
        "Wireless broadband",
        "Internet access",
    )
    first, second = (44, 30, 3, 2, 3, 2, 16), (24, 30, 13, 8, 5, 10, 10)
    rows = [
        MixRow("Harbour Hotels", first, tuple(f"{value}%" for value in first), total="£12,400"),
        MixRow(
            "Hotel and leisure industry in the county", second, tuple(f"{value}%" for value in second), total="£450,000"
        ),
    ]
    return mix_chart(rows, names, lang="en", highlight=0, warning=2)


def quadrant_zh() -> Figure:
    names = (
        "S1 DDN方案",
        "S2 2M数字电路方案",
        "S3 MPLS-VPN方案",
        "S4 虚拟网",
        "S5 IP协议赢回话务",
        "S6 提高质量与接通率",
        "S7 网上保险",
        "S8 VPDN远程办公",
    )
    places = ((3.5, 3.2), (2.5, 3.0), (1.2, 3.4), (3.0, 1.2), (3.2, 3.0), (3.5, 3.2), (1.0, 1.5), (2.0, 1.5))
    points = [
        Point(name, x, y, size=500 * (number + 1))
        for number, (name, (x, y)) in enumerate(zip(names, places, strict=True))
    ]
    return quadrant_chart(
        [*points, Point("S10 移动办公无线宽带", None, 2)],
        lang="zh",
        x_label="可行性（技术、政策）",
        y_label="财务收益",
        x_split=2,
        y_split=2,
        x_range=(0, 4),
        y_range=(0, 4),
        corner_labels=("准备，保持灵活", "立即行动", "暂缓", "顺带实施"),
        x_ends=("低", "高"),
        y_ends=("低", "高"),
        unknown_label="未评分：",
        highlight_corner=1,
    )


def quadrant_en() -> Figure:
    names = (
        "Communication quality",
        "On-time delivery",
        "One integrated solution",
        "Flexibility of circuit provisioning",
        "Price",
        "Rebate",
        "Payment terms",
        "Response time",
        "Flexibility of billing",
        "Quality of sales and service staff",
        "Market position",
        "Brand",
        "Reputation",
    )
    points = [
        Point(name, round(2 * sin(number * 2.1), 1), 1 + (number * 37 % 40) / 10) for number, name in enumerate(names)
    ]
    moved = Point("Head of the call-back centre", 0, 3, role="warning", from_x=-1, from_y=3)
    return quadrant_chart(
        [*points, moved, Point("Security of the line", None, 3)],
        lang="en",
        x_label="Our performance against the best rival",
        y_label="Importance",
        x_split=0,
        y_split=3,
        x_range=(-2.5, 2.5),
        y_range=(1, 5),
        corner_labels=("Fix first", "Keep up", "Low priority", "Do not over-invest"),
        x_ends=("rival ahead", "we are ahead"),
        y_ends=("low", "high"),
        unknown_label="No score:",
        highlight_corner=0,
    )


def scale_zh() -> Figure:
    shifts = [
        Shift("办公室主任", 0, 1, before_printed="C", now_printed="B"),
        Shift("电脑部经理", 1, 4 / 3, before_printed="B", now_printed="B+"),
        Shift("电话回访中心负责人", -1, 0, before_printed="D", now_printed="C"),
    ]
    return attitude_chart(
        shifts,
        None,
        lang="zh",
        grades=("A 推荐", "B 支持", "C 认可", "D 怀疑", "E 反对"),
        position_label="与对手的位置",
        ends=("对手", "我方"),
        before_label="此前",
        now_label="现在",
        unknown="未知",
    )


def scale_en() -> Figure:
    shifts = [
        Shift("IT manager of the Fuzhou branch", 1, 4 / 3, before_printed="B", now_printed="B+"),
        Shift("Finance director", 1, -1, before_printed="B", now_printed="D", role="warning"),
        Shift("General manager", 0, None, before_printed="C"),
    ]
    grades = ("A recommends", "B supports", "C accepts", "D doubts", "E opposes")
    return attitude_chart(
        shifts,
        2,
        lang="en",
        grades=grades,
        position_label="Position at this client",
        position_printed="+2",
        ends=("rival has the client", "we have the client"),
        before_label="before",
        now_label="now",
        unknown="unknown",
    )


def roadmap_zh() -> Figure:
    names = (
        "IP电话协议（独家）与更多语音增值业务",
        "标记并保障客户的关键电路",
        "现场培训与技术交流",
        "简化手续（传真受理，后补纸质）",
        "全省保险业客户经理机制与服务标准",
    )
    cards = [
        Card(f"I{number + 1}", name, number % 2, role="accent" if number < 3 else "grey")
        for number, name in enumerate(names)
    ]
    horizons = [
        Horizon("立即行动", period="1–6个月", footer="合计每月 +17,800元"),
        Horizon("中期", period="6–12个月"),
        Horizon("远期", period="一年以上"),
    ]
    return roadmap_chart(cards, horizons, lang="zh", legend={"accent": "对手正在争夺", "grey": "其他"})


def roadmap_en() -> Figure:
    cards = [
        Card(name.split()[0], name.split(" ", 1)[1], number % 3, detail="¥5,000 a month, from Q2")
        for number, name in enumerate(SOLUTIONS)
    ]
    horizons = [
        Horizon("Short term", period="1-6 months", footer="+¥17,800 a month"),
        Horizon("Middle term", period="6-12 months"),
        Horizon("Long term", period="over a year", footer="unknown: three of four have no estimate"),
    ]
    return roadmap_chart(cards, horizons, lang="en", legend={"grey": "others"})


def roadmap_lanes_zh() -> Figure:
    names = (
        "每季度与信息技术部和酒店运营部开一次服务评审",
        "托管Wi-Fi",
        "员工移动季节性资费（四月至九月）",
        "经第二母局的备用路由",
        "一张账单，每家酒店一页",
    )
    cards = [
        Card(f"S{number + 1}", names[number % 5], max(number - 10, 0) // 2, role="accent" if number < 3 else "grey")
        for number in range(14)
    ]
    horizons = [
        Horizon("短期", period="第1–6月", footer="方案效益每月£6,600"),
        Horizon("中期", period="第7–12月"),
        Horizon("长期", period="12个月以后"),
    ]
    return roadmap_chart(cards, horizons, lang="zh", legend={"accent": "对手正在争夺", "grey": "其他"})


def roadmap_lanes_en() -> Figure:
    names = (
        "Second route through a second exchange",
        "Managed Wi-Fi",
        "Seasonal tariff for staff mobiles, April to September",
        "Hosted-voice trial",
    )
    cards = [
        Card(f"I{number + 1}", names[number % 4], 0 if number < 11 else number % 2, detail="from Q2" * (number == 1))
        for number in range(16)
    ]
    horizons = [
        Horizon("Short term", period="months 1–6", footer="Solutions: £6,600 a month"),
        Horizon("Middle term", period="months 7–12", footer="Solutions: at least £1,350 a month"),
        Horizon("Long term", period="after month 12"),
    ]
    return roadmap_chart(cards, horizons, lang="en", legend={"grey": "others"})


def gantt_zh() -> Figure:
    first, second = "方案一：守住DDN，夺回回访中心", "方案二：2M组网与宽带"
    bars = [
        GanttBar(
            "在新网点推广DDN，推荐ISDN备份",
            date(2003, 1, 1),
            date(2003, 6, 30),
            group=first,
            owner="客户经理",
            role="accent",
        ),
        GanttBar(
            "比较中国人寿、人保网络，说明增设网点的理由",
            date(2003, 2, 1),
            date(2003, 4, 30),
            group=first,
            owner="技术支撑经理",
        ),
        GanttBar("关键号码列入IT系统重点保障名单", None, None, group=first, owner="技术支撑经理"),
        GanttBar(
            "世界电信日活动",
            None,
            date(2003, 5, 17),
            group=second,
            milestone=True,
            owner="营销支撑经理",
            printed="5月17日",
        ),
        GanttBar("机房光纤与SDH", date(2003, 7, 1), date(2004, 3, 31), group=second, owner="技术支撑经理"),
    ]
    return gantt_chart(
        bars,
        lang="zh",
        start=date(2003, 1, 1),
        end=date(2003, 12, 31),
        today=date(2003, 1, 23),
        today_label="今天 1月23日",
        owner_label="负责人",
        no_date="未定日期",
        quarter_format="{year}年{q}季度",
    )


def gantt_en() -> Figure:
    owners = ("Account manager", "Industry manager", "Technical support manager", "Marketing support manager")
    bars = [
        GanttBar(
            f"{name}: show why to open it, by comparison" if number % 3 == 0 else name,
            None if number == 7 else date(2025, 1 + number % 9, 1),
            None if number == 7 else date(2025, 3 + number % 9, 20),
            group=("Programme one", "Programme two", "Programme three")[number // 4],
            owner=owners[number % 4],
            milestone=number in (6, 10),
        )
        for number, name in enumerate(HOTELS[:12])
    ]
    return gantt_chart(
        bars,
        lang="en",
        start=date(2025, 1, 1),
        end=date(2026, 3, 31),
        today=date(2025, 6, 30),
        today_label="today, 30 June",
        owner_label="Owner",
        no_date="no date set",
    )


def network_zh() -> Figure:
    nodes = [
        Node("hq", "深圳总部", 0),
        Node("sh", "上海数据中心", 0),
        Node("fz", "福州分公司（平安大厦）", 1, failure=True),
        Node("icbc", "工商银行", 1, kind="outside"),
        Node("circ", "保险监管机构", 1, kind="outside"),
    ]
    links = [
        Link("hq", "fz", label="512K"),
        Link("sh", "fz", label="2M"),
        Link("hq", "sh", kind="intended"),
        Link("fz", "icbc", label="128K", failure=True),
        Link("fz", "circ", label="64K", failure=True),
    ]
    for number, name in enumerate(("厦门", "泉州", "漳州", "莆田", "三明", "南平")):
        nodes.append(Node(f"p{number}", name + "中心支公司", 2))
        links += [Link("fz", f"p{number}", label="256K"), Link("fz", f"p{number}", kind="backup", label="ISDN")]
    for number, name in enumerate(("树牛", "华林", "东街")):
        nodes += [
            Node(f"x{number}", name, 3, kind="exchange", failure=number == 0),
            Node(f"s{number}", "商业大厦营业点", 4),
        ]
        links += [
            Link("fz", f"x{number}", label="2M"),
            Link(f"x{number}", f"s{number}", label="64K", failure=number == 0),
        ]
    legend = {
        "main": "主用线路",
        "backup": "备用线路",
        "intended": "拟建线路",
        "failure": "单点故障",
        "exchange": "母局",
        "outside": "外部单位",
    }
    return network_map(nodes, links, ("总部", "省分公司", "地市", "母局", "网点"), lang="zh", legend=legend)


def network_en() -> Figure:
    exchanges = ("Central exchange", "Docks exchange", "Northern exchange")
    nodes = [Node("hq", "Harbour Hotels head office", 0, failure=True), Node("dc", "Data centre", 0)]
    nodes += [Node(f"e{number}", name, 1, kind="exchange") for number, name in enumerate(exchanges)]
    nodes += [Node(f"h{number}", name, 2) for number, name in enumerate(HOTELS)]
    links = [
        Link("hq", "e0", label="10M"),
        Link("hq", "e1", label="10M"),
        Link("dc", "e2", kind="backup"),
        Link("hq", "dc", label="100M"),
    ]
    links += [Link(f"e{number % 3}", f"h{number}", label="2M", failure=number % 3 == 1) for number in range(14)]
    legend = {
        "main": "main line",
        "backup": "backup line",
        "failure": "single point of failure",
        "exchange": "exchange",
    }
    return network_map(nodes, links, ("Head office", "Exchanges", "Hotels"), lang="en", legend=legend)


GALLERY: dict[str, Callable[[], Figure]] = {
    maker.__name__: maker
    for maker in (
        bars_zh,
        bars_en,
        waterfall_zh,
        waterfall_en,
        harvey_zh,
        harvey_en,
        matrix_zh,
        matrix_en,
        matrix_texts_en,
        mix_zh,
        mix_en,
        quadrant_zh,
        quadrant_en,
        scale_zh,
        scale_en,
        roadmap_zh,
        roadmap_en,
        roadmap_lanes_zh,
        roadmap_lanes_en,
        gantt_zh,
        gantt_en,
        network_zh,
        network_en,
    )
}
