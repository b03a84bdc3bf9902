"""The local markets: three invented cities, two currencies, each with every table that a market may have.

A market is the same for every seed and number of clients. Its revenue by industry, its spend by sub-industry and its
usage by service follow from one figure, our revenue there, so that they agree; prices and costs follow the currency's
level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from playbook.synth.draw import tidy
from playbook.synth.outline import Rows
from playbook.synth.words import named, said, words
from playbook.units import Name

__all__ = ["market_fields", "market_tables"]

#: When the market's resources were rated.
RATED = date(2026, 2, 27)
_BY = Name("网络部", "network department")
#: How a sub-industry shares its industry's spend: the first has more.
_SUBS = (0.6, 0.4)
_SCOPE = ["全部运营商，{place}，2026年第一季度月均", "All operators, {place}, average of the first quarter of 2026"]


def market_fields(market: str) -> dict[str, Any]:
    """The fields of market.yaml."""
    city = words("markets")[market]
    us, place = next(iter(city["operators"])), named(city["name"])
    ours = named(city["operators"][us]["name"])
    return {
        "name": place,
        "unit": said(["{us}大客户部", "{us} key accounts"], us=ours),
        "currency": city["currency"],
        "us": us,
        "key_account_revenue_month": sum(_revenues(city).values()),
        "key_account_period": "2026-01..2026-03",
        "key_account_scope": said(["{us}在{place}的大客户", "Key accounts of {us} in {place}"], us=ours, place=place),
        "key_account_status": "illustrative",
    }


def market_tables(market: str) -> dict[str, Rows]:
    """All tables of a market."""
    city, industries = words("markets")[market], words("industries")
    return {
        "operators": [{"operator": key, "name": named(row["name"])} for key, row in city["operators"].items()],
        "services": [{"service": key, "name": named(row["name"])} for key, row in words("services").items()],
        "industries": [
            {"industry": key, "name": named(row["name"]), "revenue_month": _revenues(city)[key]}
            for key, row in industries.items()
        ],
        "sub_industries": list(_sub_industries(city)),
        "service_usage": list(_usage(city)),
        "operator_resources": list(_resources(city)),
        "prices": list(_prices(city["level"])),
        "taught_needs": list(_taught()),
    }


def _revenues(city: Mapping[str, Any]) -> dict[str, float]:
    """Industry -> our key accounts' revenue in it: its usual part of the city's, tilted."""
    weights = {key: row["spend"] * city["tilt"].get(key, 1) for key, row in words("industries").items()}
    return {key: round(city["revenue_month"] * weight / sum(weights.values()), -3) for key, weight in weights.items()}


def _sub_industries(city: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the sub-industries spend with all operators."""
    for industry, revenue in _revenues(city).items():
        for (key, row), part in zip(words("industries")[industry]["subs"].items(), _SUBS, strict=True):
            yield {
                "sub_industry": key,
                "name": named(row["name"]),
                "industry": industry,
                "spend_month": tidy(revenue / city["ours"] * part),
                "scope": said(_SCOPE, place=named(city["name"])),
            }


def _usage(city: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What each industry spends with us, service by service: less where a rival is strong. It adds up to the industry's
    revenue."""
    strong = {row.get("strong") for row in city["operators"].values()}
    for industry, revenue in _revenues(city).items():
        usual = zip(words("services"), words("industries")[industry]["mix"], strict=True)
        parts = {service: part * (0.9 if service in strong else 1.1) for service, part in usual}
        for service, part in parts.items():
            yield {
                "industry": industry,
                "service": service,
                "amount_month": round(revenue * part / sum(parts.values()), -1),
            }


def _resources(city: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    evidence = words("network")["resources"]
    for operator, row in city["operators"].items():
        for (resource, texts), rating in zip(evidence.items(), row["resources"], strict=True):
            told = None if rating is None else named(texts[rating])
            yield {
                "operator": operator,
                "resource": resource,
                "rating": rating,
                "evidence": told,
                "by": _BY,
                "on": RATED,
            }


def _prices(level: float) -> Iterator[dict[str, Any]]:
    for technology, kbps, fee, once, margin in words("network")["prices"]:
        yield {
            "technology": technology,
            "bandwidth_kbps": kbps,
            "fee_month": tidy(fee * level, 3),
            "fee_once": tidy(once * level),
            "margin": margin,
        }


def _taught() -> Iterator[dict[str, Any]]:
    """Of each industry two needs that its clients have, whether they say so or not."""
    for industry, row in words("industries").items():
        for need, zh, en, service in (row["needs"][0], row["needs"][4]):
            yield {"need": need, "name": named([zh, en]), "industry": industry, "service": service or None}
