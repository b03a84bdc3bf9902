"""The client file's first page (profile), and how the client judges operators (buying_factors, factor_performance).

The profile follows from the outline; what is paid is the mean of the last three months of bills. The weights of the
buying factors are the usual ones, bent and rounded so that they add up to 1. How operators perform on them follows
their usual scores; we are better known and slower.
"""

from __future__ import annotations

from random import Random
from typing import Any

from playbook.synth.bills import totals
from playbook.synth.draw import chance, halves, within
from playbook.synth.outline import Outline, Rows
from playbook.synth.people import thresholds
from playbook.synth.words import named, said, words
from playbook.units import Name, inline

__all__ = ["judgements", "profile"]

#: Above which size a client has which grade, the largest first.
_GRADES = ((60, "5A"), (15, "4A"), (4, "3A"), (0, "2A"))


def profile(outline: Outline) -> dict[str, Any]:
    """The fields of profile.yaml."""
    draw, city, trade = outline.draw("profile"), outline.city, outline.trade
    lists, place, address = words("names"), named(city["name"]), outline.hub.address
    places = list(dict.fromkeys(site.place for site in outline.sites))
    return {
        "name": outline.name,
        "market": outline.market,
        "language": outline.language,
        "as_of": outline.as_of,
        "client_number": f"{outline.index:05}",
        "account_manager": Name(f"{trade['name'][0]}客户经理", f"Account manager, {inline(named(trade['name'])).en}"),
        "grade": next(grade for least, grade in _GRADES if outline.size > least),
        "industry": outline.industry,
        "sub_industry": outline.sub_industry,
        "ownership": _ownership(draw, outline),
        "district": named(city["district"]),
        "sub_bureau": said(["{place}中心分局", "{place} central office"], place=place),
        "address": Name(f"{place.zh}{address.zh}", f"{address.en}, {place.en}"),
        "postcode": f"ZZ{outline.index % 90 + 10}",
        "legal_representative": Name("总经理", "Managing director"),
        "parent": Name("无：本身即控股公司", "None: the client is the holding company"),
        "inaugurated": str(draw.randint(1950, 2018)),
        "main_business": named(trade["subs"][outline.sub_industry]["business"]),
        "business_region": Name("、".join(item.zh for item in places[:4]), ", ".join(item.en for item in places[:4])),
        "ability_to_pay": named(draw.choice(lists["ability_to_pay"])),
        "approval_procedure": said(words("people")["approval"], **thresholds(outline)),
        "bank": said(["{place}一家商业银行", "A commercial bank in {place}"], place=place),
        **_payments(outline),
    }


def _payments(outline: Outline) -> dict[str, Any]:
    """What is paid a month, and over which months."""
    latest = list(totals(outline).values())[-3:]
    scope = Name("全部业务与站点，最近三个月月均", "All services and sites, average of the last three months")
    return {"payments_month": round(sum(latest) / len(latest), 2), "payments_scope": scope}


def _ownership(draw: Random, outline: Outline) -> Name:
    """Who owns it: the public sector its own, else one of the usual forms."""
    public = outline.sub_industry in ("town_halls", "utilities", "hospitals")
    return Name("公立", "Public") if public else named(draw.choice(words("names")["ownership"]))


def judgements(outline: Outline) -> dict[str, Rows]:
    """The tables buying_factors and factor_performance."""
    draw, listed = outline.draw("judgements"), words("judgements")["buying_factors"]
    weights = [weight * within(draw, 0.6, 1.5) for *_, weight, _ in listed]
    rounded = [round(weight / sum(weights), 2) for weight in weights]
    rounded[0] = round(rounded[0] + 1 - sum(rounded), 2)
    factors = [
        {"factor": key, "name": named([zh, en]), "group": group, "importance": weight}
        for (key, zh, en, group, *_), weight in zip(listed, rounded, strict=True)
    ]
    return {
        "buying_factors": factors,
        "factor_performance": [row for key, *_, ours in listed for row in _performance(draw, outline, key, ours)],
    }


def _performance(draw: Random, outline: Outline, factor: str, ours: float) -> Rows:
    rows: Rows = []
    for operator, row in outline.city["operators"].items():
        usual = sum(row["scores"]) / len(row["scores"]) + (ours if operator == outline.us else 0)
        score = None if chance(draw, 0.04) else halves(usual + draw.gauss(0, 0.5))
        rows.append({"factor": factor, "operator": operator, "score": score})
    return rows
