"""Usage by industry: shares, overlaps, what is left out, and which message it gives."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.families.plan import PLAN
from playbook.steps.findings import Finding
from playbook.steps.industry.analysis import analyse
from playbook.steps.industry.service_usage import ServiceUsage
from tests.support import make_client

INDUSTRIES: list[dict[str, Any]] = [
    {"industry": "finance", "name": "Finance", "revenue_month": 1000},
    {"industry": "trade", "name": "Trade", "revenue_month": 500},
    {"industry": "it", "name": "IT", "revenue_month": 200},
]
AMOUNTS = {"finance": (700, 300), "trade": (100, 400), "it": (100, 100)}


def usage_rows(**changes: tuple[Any, Any]) -> list[dict[str, Any]]:
    return [
        {"industry": industry, "service": service, "amount_month": amount}
        for industry, amounts in {**AMOUNTS, **changes}.items()
        for service, amount in zip(("data", "voice"), amounts, strict=True)
    ]


def usage_of(
    folder: Path,
    usage: list[dict[str, Any]],
    *,
    industries: list[dict[str, Any]] | None = None,
    industry: str = "finance",
) -> ServiceUsage:
    market = {"industries": industries or INDUSTRIES, "service_usage": usage}
    return analyse(make_client(folder, market=market, profile={"industry": industry})).usage


def rules(found: ServiceUsage, exhibit: str) -> list[str]:
    return [finding.rule for finding in found.findings if PLAN.id_of(finding.topic) == exhibit]


def first(found: ServiceUsage, exhibit: str) -> Finding:
    return next(finding for finding in found.findings if PLAN.id_of(finding.topic) == exhibit)


def printed(finding: Finding, name: str) -> str:
    return finding.figures[name].printed("en")


def test_shares_and_overlap_by_hand(tmp_path: Path) -> None:
    """Overlap with finance (0.7, 0.3): trade min(0.7, 0.2) + min(0.3, 0.8) = 0.5; IT 0.5 + 0.3 = 0.8."""
    found = usage_of(tmp_path, usage_rows())
    assert found.shares.to_dict("index") == {
        "finance": {"data": 0.7, "voice": 0.3},
        "trade": {"data": 0.2, "voice": 0.8},
        "it": {"data": 0.5, "voice": 0.5},
    }
    overlaps = found.industries.set_index("industry")["overlap"]
    assert math.isnan(overlaps["finance"])
    assert (overlaps["trade"], overlaps["it"]) == pytest.approx((0.5, 0.8))
    assert list(found.industries["verdict"]) == ["equal", "equal", "equal"]


def test_the_messages_by_hand(tmp_path: Path) -> None:
    """Data 700 + 100 + 100 = 900 of 1,700 = 52.9%; the others' mean on data is (20 + 50) / 2 = 35%."""
    found = usage_of(tmp_path, usage_rows())
    assert found.largest == ("finance", "data")
    assert (rules(found, "1.1b"), rules(found, "1.2")) == (
        ["industry.marimekko.own_block"],
        ["industry.service_usage.most", "industry.service_usage.nearest"],
    )
    assert [printed(first(found, "1.1b"), name) for name in ("share", "overall", "block", "block_share")] == [
        "70.0%",
        "52.9%",
        "¥700",
        "41.2%",
    ]
    assert [printed(first(found, "1.2"), name) for name in ("share", "others", "place")] == ["70.0%", "35.0%", "1"]


@pytest.mark.parametrize(
    ("industry", "block", "apart"),
    [
        ("trade", "industry.marimekko.own_more", "industry.service_usage.most"),
        ("it", "industry.marimekko.own_less", "industry.service_usage.apart"),
    ],
)
def test_other_industries_say_something_else(tmp_path: Path, industry: str, block: str, apart: str) -> None:
    """Trade buys the most voice of three; IT is in the middle, and its data share of 50% is below the 52.9% of all."""
    found = usage_of(tmp_path, usage_rows(), industry=industry)
    assert (rules(found, "1.1b")[0], rules(found, "1.2")[0]) == (block, apart)


@pytest.mark.parametrize("place", range(6))
def test_an_unknown_amount_takes_the_industry_out_and_is_never_0(tmp_path: Path, place: int) -> None:
    rows = [
        {**row, "amount_month": "" if number == place else row["amount_month"]}
        for number, row in enumerate(usage_rows())
    ]
    found = usage_of(tmp_path, rows)
    lost = ("finance", "trade", "it")[place // 2]
    frame = found.industries.set_index("industry")
    assert list(frame.loc[lost, ["complete", "shown"]]) == [False, False]
    assert math.isnan(frame.loc[lost, "usage_month"])  # type: ignore[arg-type]
    assert found.shares.loc[lost].isna().all()
    assert frame.drop(index=lost)["shown"].all()
    assert rules(found, "1.1b")[-1] == "industry.marimekko.industries_left_out"
    assert rules(found, "1.2")[-1] == "industry.service_usage.usage_unknown"
    assert printed(first(found, "1.2"), "n") == "2"
    if lost == "finance":
        assert (rules(found, "1.1b")[0], rules(found, "1.2")[0]) == (
            "industry.marimekko.largest_block",
            "industry.service_usage.widest",
        )


def test_a_service_without_a_row_is_unknown(tmp_path: Path) -> None:
    found = usage_of(tmp_path, usage_rows()[:-1])
    assert math.isnan(found.amounts.to_numpy()[2, 1])
    assert not found.industries.set_index("industry").loc["it", "complete"]


def test_a_true_zero_is_known(tmp_path: Path) -> None:
    found = usage_of(tmp_path, usage_rows(it=(200, 0)))
    assert list(found.shares.loc["it"]) == [1.0, 0.0]
    assert found.industries["shown"].all()


def test_an_industry_without_revenue_is_compared_but_not_drawn(tmp_path: Path) -> None:
    industries = [*INDUSTRIES[:2], {"industry": "it", "name": "IT", "revenue_month": ""}]
    frame = usage_of(tmp_path, usage_rows(), industries=industries).industries.set_index("industry")
    assert list(frame.loc["it", ["complete", "shown"]]) == [True, False]


def test_usage_is_held_against_the_revenue(tmp_path: Path) -> None:
    found = usage_of(tmp_path, usage_rows(trade=(100, 300)))
    assert list(found.industries["verdict"]) == ["equal", "error", "equal"]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (("finance",), ["industry.service_usage.widest", "industry.service_usage.usage_unknown"]),
        (
            ("finance", "it"),
            [
                "industry.service_usage.most",
                "industry.service_usage.nearest_only",
                "industry.service_usage.usage_unknown",
            ],
        ),
        ((), []),
    ],
)
def test_few_or_no_industries_known(tmp_path: Path, kept: tuple[str, ...], expected: list[str]) -> None:
    found = usage_of(tmp_path, [row for row in usage_rows() if row["industry"] in kept])
    assert rules(found, "1.2") == expected


def test_all_amounts_blank(tmp_path: Path) -> None:
    found = usage_of(tmp_path, [{**row, "amount_month": ""} for row in usage_rows()])
    assert (rules(found, "1.1b"), rules(found, "1.2")) == (
        ["industry.marimekko.blocks_unknown"],
        ["industry.service_usage.no_usage"],
    )
    assert found.largest is None


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    straight, mixed = (
        usage_of(tmp_path / "a", usage_rows()),
        usage_of(tmp_path / "b", usage_rows()[::-1], industries=INDUSTRIES[::-1]),
    )
    assert straight.shares.equals(mixed.shares)
    assert [finding.rule for finding in straight.findings] == [finding.rule for finding in mixed.findings]


@pytest.mark.parametrize(
    ("revenues", "rule"),
    [
        ((100, 100, 100), "industry.concentration.concentrated"),  # HHI 1/3, at least 0.18
        ((100,) * 6, "industry.concentration.spread"),  # HHI 1/6
        (("", "", ""), "industry.concentration.concentration_unknown"),
    ],
)
def test_concentration_says_what_it_means(tmp_path: Path, revenues: tuple[Any, ...], rule: str) -> None:
    rows = [
        {"industry": f"i{place}", "name": f"I{place}", "revenue_month": revenue}
        for place, revenue in enumerate(revenues)
    ]
    found = analyse(make_client(tmp_path, market={"industries": rows}))
    assert [finding.rule for finding in found.findings if PLAN.id_of(finding.topic) == "1.1c"] == [rule]


def test_an_unknown_revenue_is_named(tmp_path: Path) -> None:
    rows = [*INDUSTRIES, {"industry": "media", "name": "Media", "revenue_month": ""}]
    found = [
        finding
        for finding in analyse(make_client(tmp_path, market={"industries": rows})).findings
        if PLAN.id_of(finding.topic) == "1.1c"
    ]
    # with a revenue that nobody knows, how concentrated the whole is is not known
    assert [finding.rule for finding in found] == [
        "industry.concentration.concentration_partly",
        "industry.concentration.revenue_left_out",
    ]
    assert (printed(found[0], "n"), printed(found[1], "which")) == ("3", "media")


def test_money_of_the_market_is_not_this_clients() -> None:
    found = analyse(load_client("pingan-life-fuzhou"))
    market = ("industry.marimekko.", "industry.concentration.", "industry.service_usage.")
    assert {finding.money_month for finding in found.findings if finding.rule.startswith(market)} == {0.0}


def test_what_is_planted_in_harbour_hotels() -> None:
    found = analyse(load_client("harbour-hotels")).usage
    assert list(found.industries.loc[~found.industries["shown"], "industry"]) == ["manufacturing", "education", "media"]
    assert found.largest == ("public", "leased_lines")
    assert (
        first(found, "1.1b").rule,
        printed(first(found, "1.1b"), "service"),
        printed(first(found, "1.1b"), "share"),
    ) == ("industry.marimekko.own_more", "mobile", "23.0%")
    assert (
        first(found, "1.2").rule,
        printed(first(found, "1.2"), "service"),
        printed(first(found, "1.2"), "share"),
    ) == ("industry.service_usage.least", "leased lines", "18.0%")
