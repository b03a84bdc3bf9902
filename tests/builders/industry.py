"""Clients in an industry, with buying factors, and markets with revenue and usage by industry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.client import Client
from playbook.steps.findings import Finding
from playbook.steps.industry.analysis import IndustryAnalysis, analyse
from tests.builders.clients import findings_of, make_client

PROFILE = {"industry": "finance", "sub_industry": "insurance", "payments_month": 900}
MARKET: dict[str, list[dict[str, Any]]] = {
    "industries": [
        {"industry": "finance", "name": "Finance", "revenue_month": 3000},
        {"industry": "trade", "name": "Trade", "revenue_month": 2000},
        {"industry": "it", "name": "IT", "revenue_month": 1000},
    ],
    "sub_industries": [{"sub_industry": "insurance", "name": "Insurance", "industry": "finance", "spend_month": 4500}],
    "service_usage": [
        {"industry": "finance", "service": "data", "amount_month": 1000},
        {"industry": "finance", "service": "voice", "amount_month": 3000},
    ],
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "buying_factors": [
        {"factor": "price", "name": "Price", "group": "economic", "importance": 0.4},
        {"factor": "quality", "name": "Quality", "group": "core", "importance": 0.3},
        {"factor": "brand", "name": "Brand", "group": "image", "importance": 0.2},
        {"factor": "terms", "name": "Terms", "group": "economic", "importance": 0.1},
    ],
    "factor_performance": [
        {"factor": factor, "operator": operator, "score": score}
        for factor, scores in {"price": (1, 3, 2), "quality": (3, 2, 1), "brand": (3, 1, 2), "terms": (2, 1, 3)}.items()
        for operator, score in zip(("us", "rival", "other"), scores, strict=True)
    ],
}
INDUSTRIES: list[dict[str, Any]] = [
    {"industry": "finance", "name": "Finance", "revenue_month": 1000},
    {"industry": "trade", "name": "Trade", "revenue_month": 500},
    {"industry": "it", "name": "IT", "revenue_month": 200},
]
AMOUNTS = {"finance": (700, 300), "trade": (100, 400), "it": (100, 100)}


def client_of(
    folder: Path, *, market: dict[str, Any] | None = None, tables: dict[str, Any] | None = None, **profile: Any
) -> Client:
    return make_client(
        folder, {**TABLES, **(tables or {})}, market={**MARKET, **(market or {})}, profile={**PROFILE, **profile}
    )


def rules(result: IndustryAnalysis, exhibit: str) -> list[str]:
    return [finding.rule for finding in findings_of(result.findings, exhibit)]


def first(result: IndustryAnalysis, exhibit: str) -> Finding:
    return findings_of(result.findings, exhibit)[0]


def printed(finding: Finding, name: str) -> str:
    return finding.figures[name].printed("en")


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
) -> IndustryAnalysis:
    market = {"industries": industries or INDUSTRIES, "service_usage": usage}
    return analyse(make_client(folder, market=market, profile={"industry": industry}))
