"""Exhibit 6.3: the form in full."""

from __future__ import annotations

from tests.builders.clients import build, printed
from tests.builders.samples import sample


def test_the_published_form_in_full() -> None:
    shown = build("6.3", sample("pingan-life-fuzhou"), "zh")
    form = dict(zip(printed(shown, "field"), printed(shown, "content"), strict=True))
    assert form["客户（编号）"] == "平安寿险福州分公司（110）"
    assert (form["制表日期"], form["拜访时间"], form["关键人"]) == ("2003年1月8日", "2003年1月15日 9:00", "未知")
    assert form["情况"] == "月费约6万元：话音约3.5万元，数据约2.8万元"
    assert form["拜访要点"] == "技术负责人：对服务保障的意见、发展规划；业务负责人：新业务需要什么"
    assert form["0202"] == "2003年1月15日 9:00，客户经理 → 未知：已过期，没有去过的记录"
    assert all(
        text in shown._repr_mimebundle_()["text/html"]
        for text in ("需求还要深挖；留意其对其他运营商的态度", "电话预约，在关键人办公室")
    )
