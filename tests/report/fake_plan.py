"""An invented plan, to try the documents on: executed notebooks with exhibits of every kind, in Chinese and in English.

The texts are about as long as real ones, some contain what HTML would misread, and one table is far too long for a slide.
"""
from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib.resources import files

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.units import Lang

__all__ = ["CLIENT", "EXHIBIT_IDS", "exhibits", "notebooks"]

CLIENT = {"zh": "榕城<人寿>福州分公司", "en": "Banyan <Life> & Pensions, Fuzhou branch"}
EXHIBIT_IDS = (
    "0.1", "6.0", "1.1", "1.3", "1.5", "2.2", "2.4", "3.1", "3.2", "3.5", "3.8", "4.4", "4.6", "4.7", "5.1", "5.2", "6.1", "6.4", "7.1", "7.2", "7.3",
)
STATUS = {
    "published": ("公开数据", "Published"), "estimated": ("估计", "Estimated"), "illustrative": ("示意", "Illustrative"),
    "partly_illustrative": ("部分示意", "Partly illustrative"), "unknown": ("未知", "Unknown"),
}
TITLES = {
    "1.1": ("金融业占大客户收入的三成，是福州最大的行业", "Finance is 30% of key-account revenue, the largest industry in Fuzhou"),
    "1.3": ("本客户占福州保险业电信费用的14.2%，其余85.8%在别处", "The client is 14.2% of what Fuzhou's insurers spend on telecoms; the other 85.8% is elsewhere"),
    "1.5": ("价格与响应时间最重要，而我们在响应时间上落后1分", "Price and response time matter most, and we are one point behind on response time"),
    "2.2": ("五项业务中我们三项领先，但在长途语音上落后于网通，而网通已在楼内有一条线路",
            "We lead on three of five services, but a rival is ahead on long distance, where it already has a line in the building"),
    "2.4": ("每月7,703元收入暴露于对手之下，其中3,078元处于风险之中", "¥7,703 a month is exposed to rivals, and ¥3,078 of it is at risk"),
    "3.2": ("数据与市话各占月费的44%，而长话正被对手的IP电话侵蚀", "Data and local calls are 44% each of the monthly spend, while long distance is being eaten by IP telephony"),
    "3.5": ("七个网点中有两个没有备用线路", "Two of seven sites have no backup line"),
    "3.8": ("办公室主任影响力最大，态度仍为怀疑", "The head of the office has the most power and still doubts us"),
    "4.4": ("每一项需求都有方案，只有一项例外", "Every need but one is answered by a solution"),
    "4.6": ("先做6、1、2、5、3五项举措", "Initiatives 6, 1, 2, 5 and 3 come first"),
    "4.7": ("两项举措抵过话务流失，月均收入增长23%", "Two initiatives outweigh the loss of calls, and monthly revenue grows by 23%"),
    "5.2": ("七个网点中只有总部大厦今天能交付", "Of seven sites only the headquarters can be served today"),
    "6.1": ("三项营销方案在二季度同时启动", "Three marketing programmes start together in the second quarter"),
    "6.4": ("三位关键联系人今年各升一级", "Three key contacts move up one level this year"),
}


def notebooks(lang: Lang) -> list[NotebookNode]:
    """Six executed notebooks, as papermill would leave them; 6.0 and the back are made in the last one."""
    return deepcopy(_notebooks(lang))


@cache
def _notebooks(lang: Lang) -> list[NotebookNode]:
    by_step: dict[int, list[Exhibit]] = {}
    for exhibit in exhibits(lang):
        by_step.setdefault({0: 1, 7: 6}.get(exhibit.step, exhibit.step), []).append(exhibit)
    return [_executed(step, shown) for step, shown in sorted(by_step.items())]


def exhibits(lang: Lang) -> list[Exhibit]:
    """Every exhibit of the plan, in the order of EXHIBIT_IDS."""
    makers = {"0.1": _cover, "6.0": _summary, "3.1": _file, "5.1": _card, "7.1": _open_questions, "7.2": _assumptions, "7.3": _sources, "4.4": _needs}
    return [makers[exhibit_id](lang) if exhibit_id in makers else _chart(exhibit_id, lang) for exhibit_id in EXHIBIT_IDS]


def _executed(step: int, shown: list[Exhibit]) -> NotebookNode:
    cells = [new_markdown_cell("# Guidance for the consultant, which no document shows", id=f"guide-{step}")]
    for place, exhibit in enumerate(shown):
        output = new_output("execute_result", exhibit._repr_mimebundle_(), execution_count=place + 1)
        cells.append(new_code_cell("show()", id=f"cell-{step}-{place}", outputs=[output], execution_count=place + 1))
    return new_notebook(cells=cells, metadata={"title": f"0{step}_step.ipynb"})


def _pick(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def _exhibit(exhibit_id: str, lang: Lang, *, title: str, kind: str, status: str = "published", **more: object) -> Exhibit:
    options: dict[str, object] = {
        "subtitle": _pick(lang, "付给我方的电信费用，2002年四季度月均，元；100% = 64,008", "What the client pays us, monthly average of 2002 Q4, yuan; 100% = 64,008"),
        "so_what": (), "source": _pick(lang, "账单7个合同号，bills.csv 第2–36行", "Bills of seven contract numbers; bills.csv, rows 2–36"),
        "values": Values((), ()), "so_what_label": _pick(lang, "启示", "So what"),
        "notes": (_pick(lang, "方法：按业务加总，最大余数法取整。", "Method: summed by service; shares rounded by largest remainder."),), **more,
    }
    label = STATUS[status][0 if lang == "zh" else 1]
    return Exhibit(id=exhibit_id, step=int(exhibit_id[0]), lang=lang, title=title, status=status, status_label=label, kind=kind, **options)  # type: ignore[arg-type]


def _chart(exhibit_id: str, lang: Lang) -> Exhibit:
    status = ("published", "estimated", "illustrative", "partly_illustrative")[int(exhibit_id[-1]) % 4]
    so_what = (
        _pick(lang, "12%的月费（7,703元）暴露在对手已投入使用的IP电话之下。", "12% of the monthly spend (¥7,703) is exposed to the IP telephony that a rival has in service."),
        _pick(lang, "先保住回访中心：以价格换回话务量，并签排他条款。", "Hold the call-back centre first: win the traffic back on price, and sign for exclusivity."),
    )
    return _exhibit(exhibit_id, lang, title=TITLES[exhibit_id][0 if lang == "zh" else 1], kind="bar", status=status, so_what=so_what,
                    values=_values(lang), draw=lambda: _bars(lang))


def _values(lang: Lang) -> Values:
    fields = (Field("service", _pick(lang, "业务", "Service"), "category"), Field("month", _pick(lang, "每月，元", "A month, yuan"), "value", "CNY", True))
    names = (("数据业务", "Data services", 28184.12), ("市话", "Local calls", 28120.83), ("长话", "Long distance", 3918.55), ("卫星", "Satellite", None))
    unknown = _pick(lang, "账单未列", "not in the bills")
    return Values(fields, tuple(
        (Cell(zh, _pick(lang, zh, en)), Cell(value, f"{value:,.0f}") if value is not None else Cell(None, _pick(lang, "未知", "unknown"), unknown)) for zh, en, value in names
    ))


def _bars(lang: Lang) -> Figure:
    """Three sorted bars, 780 x 430 px, drawn with the fonts of the installation; texts as paths."""
    font = FontProperties(fname=str(files("noto_cjk_sans_jp_bold").joinpath("NotoSansCJKjp-Bold.otf")), size=11)
    figure = Figure(figsize=(7.8, 4.3), dpi=100)
    axes = figure.add_axes((0.2, 0.04, 0.68, 0.92))
    axes.set_axis_off()
    for place, (zh, en, value) in enumerate((("数据业务", "Data services", 28184), ("市话", "Local calls", 28121), ("长话", "Long distance", 3919))):
        axes.barh(-place, value, height=0.55, color="#0B6E99" if place == 0 else "#8A94A0")
        axes.text(-400, -place, _pick(lang, zh, en), ha="right", va="center", fontproperties=font, color="#14213D")
        axes.text(value + 300, -place, f"{value:,}", ha="left", va="center", fontproperties=font, color="#14213D")
    return figure


def _cover(lang: Lang) -> Exhibit:
    lines = (["截至2003年1月23日", "内部版", "保密", "大客户部"] if lang == "zh" else ["As of 23 January 2003", "Internal edition", "Confidential", "Key-account department"])
    return _exhibit("0.1", lang, title=CLIENT[lang], kind="cover", extra={"client": CLIENT[lang], "document": _pick(lang, "大客户规划", "Key account plan"), "lines": lines})


def _summary(lang: Lang) -> Exhibit:
    figures = [
        ("64,008", _pick(lang, "月均收入，元", "monthly revenue, yuan"), _pick(lang, "2002年四季度", "2002 Q4"), "published", "accent"),
        ("14.2%", _pick(lang, "占福州保险业电信费用", "of what Fuzhou's insurers spend on telecoms"), _pick(lang, "45万元中的6.4万元", "64,000 of 450,000 yuan"), "published", "accent"),
        ("7,703", _pick(lang, "暴露于对手IP电话的月费", "a month exposed to a rival's IP telephony"), _pick(lang, "占12%", "12% of the whole"), "estimated", "warning"),
        ("+23%", _pick(lang, "一年后月均收入", "monthly revenue in a year"), _pick(lang, "目标 78,730 元", "target: 78,730 yuan"), "partly_illustrative", "accent"),
    ]
    findings = [
        (_pick(lang, "长话是唯一落后的业务。", "Long distance is the one service where we trail."), _pick(lang, "对手的IP电话已在回访中心投入使用，7,703元月费处于风险之中。", "A rival's IP telephony is in service at the call-back centre, and 7,703 yuan a month is exposed to it."), "2.4", 2),
        (_pick(lang, "七个网点中只有总部大厦光纤入户。", "Only the headquarters of seven sites has fibre."), _pick(lang, "2M组网方案今天只能在那里交付；福清的铜缆情况不明。", "The 2M design can be delivered there alone today; the copper at Fuqing is unknown."), "5.2", 5),
        (_pick(lang, "回访中心负责人由D转C，电脑部已是B+。", "The call-back centre moves from D to C; the computer department is at B+."), _pick(lang, "夺回话务量的决策权在办公室，主任由C升至B。", "The office decides on winning the traffic back, and its head moves from C to B."), "6.4", 6),
        (_pick(lang, "先做6、1、2、5、3五项举措。", "Initiatives 6, 1, 2, 5 and 3 come first."), _pick(lang, "技术与政策可行性最高，且对手正在争夺。", "They are the most feasible, and rivals are after them."), "4.6", 4),
        (_pick(lang, "两个网点没有备用线路。", "Two sites have no backup line."), _pick(lang, "一次中断会同时影响柜台与回访。", "One fault would stop the counters and the calls at once."), "3.5", 3),
    ]
    short = ("行业 竞争 需求 方案 能力 规划" if lang == "zh" else "Industry Competition Needs Solutions Capability Planning").split()
    extra = {
        "tagline": _pick(lang, "大客户规划 · 截至2003年1月23日 · 内部版 · 保密", "Key account plan · as of 23 January 2003 · internal · confidential"),
        "claim": _pick(lang, "守住长话，加快入楼，一年增收23%", "Hold long distance, reach the buildings faster, and grow revenue by 23% in a year"),
        "ask": [_pick(lang, "客户每月付给我方6.4万元，占福州保险业电信费用的14.2%。数据与市话各占44%，稳定；长话正被对手侵蚀。", "The client pays us 64,000 yuan a month, 14.2% of what Fuzhou's insurers spend. Data and local calls are stable; long distance is being eaten."),
                _pick(lang, "请批准五项立即行动的举措，并为回访中心的转网报价授权。", "Approve five initiatives for immediate action, and a price for winning back the call-back centre.")],
        "figures": [
            {"value": value, "label": label, "note": note, "status": status, "status_label": STATUS[status][0 if lang == "zh" else 1], "tone": tone}
            for value, label, note, status, tone in figures
        ],
        "findings_label": _pick(lang, "五项要点", "Five findings"),
        "findings": [{"headline": head, "text": text, "exhibit": where, "link_label": f"{short[step - 1]} · {where}"} for head, text, where, step in findings],
        "figure_label": _pick(lang, "月均收入如何达到目标，元", "How monthly revenue reaches the target, yuan"),
    }
    return _exhibit("6.0", lang, title=str(extra["claim"]), kind="summary", status="partly_illustrative", values=_values(lang), extra=extra, draw=lambda: _bars(lang))


def _table(exhibit_id: str, lang: Lang, *, title: tuple[str, str], head: tuple[str, ...], rows: list[tuple[str, ...]], so_what: tuple[str, ...] = ()) -> Exhibit:
    fields = tuple(Field(f"column_{place}", label, numeric=label in ("行", "Row")) for place, label in enumerate(head))
    cells = tuple(tuple(Cell(text, text) if text else Cell(None, _pick(lang, "未知", "unknown"), "-") for text in row) for row in rows)
    return _exhibit(exhibit_id, lang, title=_pick(lang, *title), kind="table", values=Values(fields, cells), so_what=so_what)


def _file(lang: Lang) -> Exhibit:
    head = ("栏目", "内容") if lang == "zh" else ("Field", "Entry")
    row = ("主营业务", "人身保险、团体保险、意外与健康保险，面向福州及周边县市") if lang == "zh" else ("Main business", "Life, group, accident and health insurance for Fuzhou and the counties around it")
    return _table("3.1", lang, title=("客户档案完整度为86%，缺支付银行与法人代表", "The client file is 86% complete; the bank and the legal representative are missing"), head=head,
                  rows=[row, (row[0], "")] * 8, so_what=(_pick(lang, "在一月拜访时补齐两项。", "Ask for both at the January visit."),))


def _needs(lang: Lang) -> Exhibit:
    head = ("需求", "方案", "价值") if lang == "zh" else ("Need", "Solution", "Worth")
    row = ("快速可靠的线路", "总部与各网点之间的2M数字电路，双路由", "5,000元") if lang == "zh" else ("Fast and reliable lines", "2M circuits between headquarters and branches, on two routes", "¥5,000")
    return _table("4.4", lang, title=TITLES["4.4"], head=head, rows=[row] * 6, so_what=(_pick(lang, "为第六项需求找方案。", "Find a solution for the sixth need."),))


def _card(lang: Lang) -> Exhibit:
    extra = {"label": _pick(lang, "缺少以下资料", "What is missing"), "collect": [
        {"what": _pick(lang, "各网点的接入资源：光纤、铜缆、母局", "Access resources of each site: fibre, copper, serving exchange"), "from": _pick(lang, "网络部", "Network department"), "table": "resources.csv"},
        {"what": _pick(lang, "承诺的服务等级", "Service levels promised"), "from": _pick(lang, "客户经理", "Account manager"), "table": "commitments.csv"},
    ]}
    return _exhibit("5.1", lang, title=_pick(lang, "还不能说清服务承诺：缺两项资料", "Service commitments cannot be shown yet: two inputs are missing"), kind="card", status="unknown", extra=extra)


def _open_questions(lang: Lang) -> Exhibit:
    head = ("问题", "行", "说明", "由谁答复") if lang == "zh" else ("Question", "Row", "What it is about", "Who can answer")
    row = ("福清的母局未知", "12", "没有母局就不能判断两条线路是否共用一个交换局，可用率按相互独立计算", "网络部") if lang == "zh" else (
        "The exchange of Fuqing is unknown", "12", "Without it nobody can tell whether both lines share an exchange; availability assumes that they do not", "Network department")
    return _table("7.1", lang, title=("41个待办问题，3个影响结论", "41 questions are open, and three of them touch the conclusions"), head=head, rows=[row] * 60)


def _assumptions(lang: Lang) -> Exhibit:
    head = ("假设", "行", "依据") if lang == "zh" else ("Assumption", "Row", "What it rests on")
    row = ("流失概率的陡度 s", "7", "与客户经理讨论后确定 <i>") if lang == "zh" else ("Slope of the probability of loss, s", "7", "Agreed with the account manager <i>")
    return _table("7.2", lang, title=("14项假设，其中2项由本客户修改", "14 assumptions, two of them changed for this client"), head=head, rows=[row] * 14)


def _sources(lang: Lang) -> Exhibit:
    head = ("文件", "行", "来源") if lang == "zh" else ("File", "Row", "Origin")
    return _table("7.3", lang, title=("数字来自9个文件", "The figures come from nine files"), head=head, rows=[("bills.csv", "35", _pick(lang, "客户经理2003年1月抄录", "Copied by the account manager, January 2003"))] * 9)
