"""6.0, the plan on one page: every figure is a step's, and it says something else where inputs are missing."""
from __future__ import annotations

from playbook.client import load_client
from playbook.exhibits import build
from tests.support import DATA


def test_the_published_case_on_one_page() -> None:
    page = build("6.0", load_client("pingan-life-fuzhou", root=DATA), "zh")
    assert page.title == "守住市话，靠回访中心转网和新增营业点DDN，一年增收23%"
    assert [figure["value"] for figure in page.extra["figures"]] == ["64,008元", "14.2%", "35,824元", "+23%"]
    assert page.extra["figures"][0]["status"] == "published"
    assert page.extra["ask"][1] == "请批准已选的3项方案（S6、S5、S1），以及立即行动的5项举措（I6、I1、I2、I5、I3）。"


def test_findings_come_from_several_steps_and_link_to_their_exhibits() -> None:
    for client in ("pingan-life-fuzhou", "harbour-hotels"):
        findings = build("6.0", load_client(client, root=DATA), "en").extra["findings"]
        steps = [finding["exhibit"][0] for finding in findings]
        assert 3 <= len(findings) <= 5
        assert max(steps.count(step) for step in steps) <= 2
        assert [finding["link_label"].endswith(finding["exhibit"]) for finding in findings] == [True] * len(findings)


def test_a_client_without_inputs_is_told_to_collect_them() -> None:
    page = build("6.0", load_client("bare-minimum", root=DATA), "en")
    assert page.title == "Get to know the client first: 36 exhibits lack their data"
    assert (page.draw, len(page.extra["figures"])) == (None, 1)
