"""6.0, the plan on one page: every figure is a step's, and it says something else where inputs are missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.steps.needs.bill_trend import bill_trend
from playbook.units import Money, Percent
from tests.builders.clients import DATA, build, make_client


def test_the_published_case_on_one_page() -> None:
    page = build("6.0", load_client("pingan-life-fuzhou", root=DATA), "zh")
    assert page.title == "守住市话，靠争取电话回访中心的转网和营业点新增DDN收入，一年增收23%"
    assert [figure["value"] for figure in page.extra["figures"]] == ["64,008元", "14.2%", "35,824元", "+23%"]
    assert page.extra["figures"][0]["status"] == "published"
    assert page.extra["ask"][1] == "请批准已选的3项方案（S6、S5、S1），以及立刻行动的5项举措（I6、I1、I2、I5、I3）。"


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


def test_where_a_loss_is_not_known_the_chosen_solutions_are_not_denied(tmp_path: Path) -> None:
    rows = [
        {"service": "data", "operator": operator, "factor": "price", "score": score}
        for operator, score in (("us", 1), ("rival", 3))
    ]
    every = [
        {**row, "factor": factor} for row in rows for factor in ("price", "coverage", "stability", "service_quality")
    ]
    solution = {
        "solution": "S1",
        "name": "Offer",
        "service": "data",
        "benefit_base_month": 50,
        "start_month": 1,
        "chosen": "yes",
    }
    tables = {
        "scores": [dict(row) for row in {tuple(row.items()) for row in every}],
        "erosions": [{"erosion": "e1", "name": "Loss"}],
        "competition_services": [{"bill_service": "data", "service": "data", "share": 1}],
        "solutions": [solution],
    }
    titles = [
        build(
            "6.0", make_client(tmp_path / str(number), {**tables, "solutions": [{**solution, "chosen": chosen}]}), "en"
        ).title
        for number, chosen in enumerate(("yes", "no"))
    ]
    assert titles[0].endswith("is at risk; where the chosen solution leads is not known yet")
    assert titles[1].endswith("is at risk, and no solution is chosen yet")


def test_the_facts_of_the_published_case() -> None:
    facts = dict(build("6.0", load_client("pingan-life-fuzhou", root=DATA), "zh").extra["facts"])
    health = facts.pop("health")
    assert facts == {
        "industry": {"zh": "金融", "en": "Finance"},
        "market": "fuzhou-2002",
        "currency": "CNY",
        "revenue_month": 64007.8,
        "revenue_month_known": 64007.8,
        "growth_year": None,
        "at_risk_month": 18097.24182,
        "uplift_month": 17800.0,
        "findings": 5,
        "open_questions": 1,
    }
    assert round(health, 3) == 0.975


@pytest.mark.parametrize("client_id", ["pingan-life-fuzhou", "harbour-hotels"])
def test_the_facts_are_what_the_plan_prints(client_id: str) -> None:
    client = load_client(client_id, root=DATA)
    page, review, bridge = (build(exhibit_id, client, "en") for exhibit_id in ("6.0", "6.7", "4.7"))
    facts, figures = page.extra["facts"], [figure["value"] for figure in page.extra["figures"]]
    assert Money(facts["revenue_month"], facts["currency"]).printed("en") == figures[0]
    assert Money(facts["at_risk_month"], facts["currency"]).printed("en") in page.extra["figures"][2]["note"]
    erosions = sum(row[2].value for row in bridge.values.rows if row[1].value == "erosion")
    grown = (facts["uplift_month"] + erosions) / facts["revenue_month"]
    assert Percent(grown, 0, sign=True).printed("en") == figures[3]
    assert f"{100 * facts['health']:.0f}" in review.title
    assert f"The {facts['findings']} findings" in page.extra["findings_label"]


def test_the_growth_is_the_trend_of_all_bills() -> None:
    client = load_client("harbour-hotels", root=DATA)
    growth = build("6.0", client, "en").extra["facts"]["growth_year"]
    assert growth == 0.026452
    assert growth == pytest.approx(bill_trend(client).of("total")["growth"].iloc[0], abs=1e-6)


def test_what_nobody_knows_is_none_in_the_facts_and_plain_json() -> None:
    facts = build("6.0", load_client("bare-minimum", root=DATA), "zh").extra["facts"]
    unknown = [name for name, value in facts.items() if value is None]
    assert unknown == ["industry", "growth_year", "at_risk_month", "uplift_month"]
    assert (facts["revenue_month"], facts["open_questions"]) == (9000.0, 36)
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts


def test_the_facts_do_not_depend_on_the_language() -> None:
    client = load_client("harbour-hotels", root=DATA)
    assert build("6.0", client, "zh").extra["facts"] == build("6.0", client, "en").extra["facts"]
