"""The published case speaks the source's words: each of its terms is printed, and what is worded by us is not called published."""
from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.exhibits import EXHIBITS, build
from playbook.report.document import STEPS
from playbook.text import say
from tests.support import DATA, printed

FOLDER = DATA / "clients" / "pingan-life-fuzhou"
OURS = "措辞为本书所拟"
#: Each term, as it stands in the source, and the exhibit that shows it; brackets and commas are full-width in a Chinese plan.
TERMS: dict[str, tuple[str, ...]] = {
    "0.1": ("平安寿险福州分公司",),
    "1.4": ("通信质量", "通信速度", "稳定性", "接通率", "产品交付的及时性", "一体化方案的提供能力", "电路调度的灵活性", "价格", "回扣", "付款方式",
            "客户支持反应时间", "帐单管理的灵活性", "销售/服务人员的素质", "态度", "知识水平", "市场地位", "品牌", "信誉度",
            "产品的核心表现", "经济表现", "客户支持及服务表现", "公司总体形象"),
    "3.1": ("平安寿险福州分公司", "中国平安人寿保险有限公司福州分公司", "中国平安保险（集团）股份有限公司", "枢纽", "350003", "建行五一支行", "台江区",
            "4A", "电脑部"),
    "3.5": ("商业大厦", "广达", "仓山", "杨桥", "红宝石营业点", "福清支公司", "总公司", "分公司", "中心支公司", "营业网点", "工商银行", "保监会", "其它银行",
            "512K DDN", "256K DDN", "128K DDN", "64K DDN"),
    "3.6": ("大集中建设", "电话中心", "互联网", "综合业务系统", "平安3A服务体系"),
    "3.7": ("电脑部", "办公室"),
    "3.8": ("电脑部", "办公室", "财务部", "电话回访中心", "高层管理人员"),
    "4.1": ("省际长途电路", "省内DDN", "本地网DDN", "分组", "重点通信线路挂牌服务", "特殊标示", "重点线路保障", "上门培训、技术交流", "新业务技术资料",
            "全省保险行业客户经理服务机制", "服务标准", "SLA协议", "应总公司需求适时推出MPLS-VPN", "现有DDN改为备份", "传真件预受理", "上门后补手续",
            "拓展DDN技术", "为其网络正常开通提供保证", "签订IP或准IP直通车协议", "在排他条款的基础上有针对性", "推广虚拟网业务", "小交换机的替代产品",
            "解决使用虚拟网时的实际困难", "168、179语音平台", "移动替代竞争", "如VPN",
            "引导客户使用电信IP电话", "签订IP直通车协议或准IP直通车协议", "增加语音增值业务的宣传",
            "质量至上", "增强平安寿险对电信线路的信任度和依赖性", "提高服务质量水平", "在市场上保证绝对领先地位", "确保市场增长", "短期内不主动推广替代性业务",
            "立刻行动", "创造条件、灵活善变", "准备充分、适时推出"),
    "4.3": ("DDN组网", "2M数字电路组网", "MPLS-VPN组网", "上海/深圳-福州 512K DDN", "省内8地市 256K DDN", "重点县市 128K DDN", "重点乡镇 64K DDN",
            "ISDN备份", "512K DDN；2M；128K DDN/2M；64K DDN；2M；备份 ISDN, DDN, ISDN"),
    "4.4": ("DDN组网", "2M数字电路组网", "MPLS-VPN组网", "虚拟网", "取代交换机", "IP直通车协议抢回话务量", "通信质量和高接通率", "网络投保",
            "远程办公", "VPDN", "电视会议系统", "新视通", "移动办公", "天翼通", "网络解决方案1/4", "网络解决方案2/4", "网络解决方案3/4", "营销解决方案4/4",
            "网通、移动竞争", "已被网通渗透", "网通竞争激烈", "移动、联通无线接入业务发展迅速", "广域虚拟网"),
    "4.6": ("立刻行动", "创造条件、灵活善变", "准备充分、适时推出", "拓展DDN技术"),
    "4.7": ("营业点新增DDN收入", "争取电话回访中心的转网", "长、市话量减少"),
    "5.1": ("五一中路88号平安大厦30层", "鼓楼区中山路23号商业大厦2层", "台江区广达路438号双丰大厦6层", "仓山区六一南路320号烟山大厦4层",
            "鼓楼区杨桥东路118号宏杨新城4座8层", "晋安区国货东路331号红宝石大厦4层", "福清市城隍巷4号楼2层",
            "华林", "枢纽", "三叉街", "东街", "紫阳", "福清", "网元出租业务与基础数据业务", "DDN, FR, ATM, X.25等"),
    "6.1": ("第一责任人", "行业经理", "技术支撑经理", "营销支撑经理", "重点保障库", "光纤入户", "SDH设备", "高层写字楼宽带优惠方案", "MPLS-VPN推介会",
            "用户交换机使用年限", "5.17世界电信日新业务推介活动", "信息广场"),
    "6.2": ("5.17世界电信日新业务推介活动", "信息广场", "周末郊游", "其它业务部门", "高层管理人员"),
    "6.3": ("拜访方式", "拜访要点", "注意事项"),
    "6.4": ("专案目标", "目前主要突破", "下一步的工作计划", "原态度", "变化", "现态度", "现进度", "行业经理评估意见"),
    "7.3": ("512K DDN（总公司；数据中心）", "128K DDN（工商银行）", "64K DDN（保监会及其它银行）", "2M长途电路"),
}
PURPOSES = ("更好地了解各行业电信业务现状，以指导采用不同的业务策略", "知己知彼", "比客户更了解客户", "通过各种电信产品的组合寻找到更多市场机会",
            "确定对客户承诺的尺度", "进入营销的计划、实施和控制阶段")
#: What stood in the sample before, and not in the source.
WRONG = ("树鸟", "信息技术部", "IT部", "现在做", "时机成熟即推出", "伺机推出", "回访中心转网", "平安集团", "折扣", "付款条件")
#: The text columns that name a thing or a place, or list names: there the words of the method's page count as the source's, too.
NAMES = {
    "香港公司", "香港", "深圳总公司", "深圳", "上海数据中心", "上海", "福州分公司", "福州", "泉州", "福清", "商业大厦营业点", "广达营业点", "仓山营业点",
    "杨桥营业点", "长话", "市话", "营销方案一", "营销方案二", "营销方案三", "客户经理", "联通、网通", "联通、网通；2M：电力、广电", "联通、网通、铁通；2M：电力、广电",
    "网通",
}


@cache
def shown(exhibit_id: str, lang: str = "zh") -> str:
    """Everything that an exhibit says in words: its JSON and its HTML, without pictures."""
    exhibit = build(exhibit_id, load_client("pingan-life-fuzhou", root=DATA), lang)  # type: ignore[arg-type]
    return json.dumps(exhibit.as_json(), ensure_ascii=False) + unescape(exhibit.html)


@pytest.mark.parametrize(("exhibit_id", "term"), [(exhibit_id, term) for exhibit_id, terms in TERMS.items() for term in terms])
def test_a_term_of_the_source_is_printed_where_it_belongs(exhibit_id: str, term: str) -> None:
    assert term in shown(exhibit_id)


@pytest.mark.parametrize("exhibit_id", [exhibit_id for ids in EXHIBITS.values() for exhibit_id in ids])
def test_no_exhibit_says_what_the_source_does_not(exhibit_id: str) -> None:
    assert [word for word in WRONG if word in shown(exhibit_id).replace("争取电话回访中心的转网", "")] == []


def test_the_purposes_of_the_six_steps_are_the_sources() -> None:
    assert tuple(say("zh", f"report.purpose.{step}") for step in STEPS) == PURPOSES
    assert say("en", "report.purpose.3") == "Know the client better than it knows itself"


def test_the_addresses_of_all_seven_sites_are_printed_in_both_languages() -> None:
    for lang, first in (("zh", "五一中路88号平安大厦30层"), ("en", "30th floor, Ping An Tower, 88 Wuyi Middle Road")):
        addresses = printed(build("5.1", load_client("pingan-life-fuzhou", root=DATA), lang), "address")  # type: ignore[arg-type]
        assert (len(addresses), len(set(addresses)), addresses[0]) == (7, 7, first)


def test_the_rivals_stand_beside_each_application() -> None:
    found = build("4.4", load_client("pingan-life-fuzhou", root=DATA), "zh")
    rivals = {heading[-1]: text for heading, text in zip(printed(found, "heading"), printed(found, "rivals"), strict=True) if "应用" in heading}
    assert rivals == {
        "A": "网通、移动竞争", "B": "已被网通渗透", "C": "网通竞争激烈", "D": "网通竞争激烈", "E": "网通竞争激烈", "F": "移动、联通无线接入业务发展迅速",
    }


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(Path(FOLDER).glob("*.csv")):
        yield from ((f"{path.name} {number}", row) for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2))


def test_what_is_worded_by_us_is_not_published() -> None:
    assert [place for place, row in rows() if row["status"] == "published" and (OURS in row["source_zh"] or "our wording" in row["source"])] == []


def test_what_is_published_is_in_the_sources_words() -> None:
    """Every Chinese text of a published row is a term of the source, is made of such terms, or is a name."""
    terms = {term for part in TERMS.values() for term in part}

    def in_its_words(text: str) -> bool:
        pieces = [piece for piece in re.split(r"[；，（）]", text) if piece]
        return text in terms | NAMES or all(piece in terms | NAMES for piece in pieces)

    texts = [
        (place, text) for place, row in rows() if row["status"] == "published"
        for column, text in row.items() if column.endswith("_zh") and column not in ("source_zh", "by_zh") and text
    ]
    assert len(texts) > 60
    strange = {text for _, text in texts if not in_its_words(text)}
    assert strange == {"本地网DDN、分组"}  # two terms, joined
