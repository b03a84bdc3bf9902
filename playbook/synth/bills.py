"""Bills, contracts, control totals and today's service lines.

A contract is a part of the client: the head office, the sites of a place, staff mobiles. Its bill for a service in a
month is the service's amount today taken back by its growth, times the industry's season, times a little noise.
Planted, as in any file of bills: a month that is far off, a month without bills, a zero, a credit. The control totals
agree with the bills but for rounding; one in six is off by more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import cos, exp, pi
from typing import Any

from playbook.synth.draw import YEAR, chance, within
from playbook.synth.outline import Outline, Rows
from playbook.synth.words import named, said, words
from playbook.units import Name, Names

__all__ = ["Bill", "bills", "lines_of", "totals"]

#: (month, contract, service): one bill.
Bill = tuple[str, str, str]


def bills(outline: Outline) -> dict[str, Rows]:
    """The tables bills, contracts, control_totals and service_lines."""
    billed = lines_of(outline)
    rows = [
        {"from": month, "to": month, "contract": contract, "service": service, "amount_month": amount}
        for (month, contract, service), amount in sorted(billed.items())
    ]
    contracts = [{"contract": contract, "note": note} for contract, (note, _) in _contracts(outline).items()]
    return {
        "bills": rows,
        "contracts": contracts,
        "control_totals": _controls(outline),
        "service_lines": _service_lines(outline, billed),
    }


@lru_cache(maxsize=4)
def _contracts(outline: Outline) -> dict[str, tuple[Name, dict[str, float]]]:
    """Contract number -> what it is for, and its part of each service; one number begins with a 0."""
    draw, shares = outline.draw("contracts"), outline.shares
    places = list(dict.fromkeys(site.place for site in outline.sites))[:4]
    notes = (
        [said(["{place}各站点", "Sites in {place}"], place=place) for place in places] if len(outline.sites) > 2 else []
    )
    names = [Name("总部", "Head office"), *notes]
    stem = draw.randint(1000, 9999)
    numbers = [f"{stem}-{place + 1}" for place in range(len(names))]
    parts: dict[str, dict[str, float]] = {number: {} for number in numbers}
    for service in (service for service in shares if service != "mobile"):
        weights = {number: within(draw, 0.4, 1.6) for number in numbers if number == numbers[0] or chance(draw, 0.8)}
        for number, weight in weights.items():
            parts[number][service] = weight / sum(weights.values())
    contracts = {number: (name, parts[number]) for number, name in zip(numbers, names, strict=True)}
    if "mobile" in shares:
        contracts[f"0{draw.randint(100000, 999999)}"] = (Name("员工移动套餐", "Mobile plan for staff"), {"mobile": 1.0})
    return {number: content for number, content in contracts.items() if content[1]}


@lru_cache(maxsize=4)
def lines_of(outline: Outline) -> Mapping[Bill, float]:
    """Every bill: amount in currency, rounded to the cent."""
    draw, billed = outline.draw("bills"), dict[Bill, float]()
    last = len(outline.months) - 1
    for contract, (_, parts) in _contracts(outline).items():
        for service, part in parts.items():
            base = outline.revenue_month * outline.shares[service] * part
            for place, month in enumerate(outline.months):
                trend = (1 + outline.growth[service]) ** ((place - last) / YEAR)
                amount = base * trend * _season(outline, service, month) * exp(draw.gauss(0, 0.012))
                billed[month, contract, service] = round(amount, 2)
    return _planted(outline, billed)


def _season(outline: Outline, service: str, month: str) -> float:
    """The season of a service in a calendar month: highest in the industry's peak month."""
    swing = outline.trade["swing"] * words("services")[service]["season"]
    return float(1 + swing * cos(2 * pi * (int(month[5:]) - outline.trade["peak"]) / YEAR))


def _planted(outline: Outline, billed: dict[Bill, float]) -> dict[Bill, float]:
    """The bills with what goes wrong in files of bills; the last three months stay as they are."""
    draw, months = outline.draw("planted"), outline.months[3:-3]
    if len(months) < 6:
        return billed
    contracts = sorted({contract for _, contract, _ in billed})
    for _ in range(draw.choice([0, 1, 1, 2])):
        where, factor = (draw.choice(months), draw.choice(contracts)), draw.choice([0.6, 1.3, 1.4, 1.6])
        billed |= {key: round(amount * factor, 2) for key, amount in billed.items() if key[:2] == where}
    if chance(draw, 0.15):
        gap = (draw.choice(months), draw.choice(contracts))
        billed = {key: amount for key, amount in billed.items() if key[:2] != gap}
    for probability, value in ((0.1, 0.0), (0.1, -0.4)):
        if chance(draw, probability):
            key = draw.choice([key for key in sorted(billed) if key[0] in months])
            billed[key] = round(billed[key] * value, 2)
    return billed


def totals(outline: Outline) -> dict[str, float]:
    """Month -> all its bills, in currency."""
    by_month: defaultdict[str, float] = defaultdict(float)
    for (month, _, _), amount in lines_of(outline).items():
        by_month[month] += amount
    return {month: round(by_month[month], 2) for month in outline.months}


def _controls(outline: Outline) -> Rows:
    """Reported totals: of each year of bills, counted back, and of the last three months; one in six is off by more
    than rounding."""
    draw, months, sums = outline.draw("controls"), outline.months, totals(outline)
    years = [months[end - YEAR : end] for end in range(len(months), YEAR - 1, -YEAR)][::-1]
    rows: Rows = []
    for period in [*years, *([months[-3:]] if len(months) >= 3 else [])]:
        mean = sum(sums[month] for month in period) / len(period)
        off = 1 + within(draw, 0.004, 0.02) if chance(draw, 0.16) else 1
        rows.append(
            {"from": period[0], "to": period[-1], "amount_month": round(mean * off + draw.choice([0, 0, 0.01, 0.3]), 2)}
        )
    return rows


def _service_lines(outline: Outline, billed: Mapping[Bill, float]) -> Rows:
    """A line for each service, with the revenue of the last twelve months of bills (of fewer: as of a year)."""
    months, rows = set(outline.months[-YEAR:]), Rows()
    for service in outline.shares:
        paid = sum(amount for (month, _, other), amount in billed.items() if other == service and month in months)
        year = YEAR / len(months) * paid
        rivals = Names(
            tuple(outline.operator(threat.operator) for threat in outline.threats if threat.service == service)
        )
        row: dict[str, Any] = {
            "line": service,
            "name": named(words("services")[service]["name"]),
            "revenue_year": round(year, -2),
        }
        told = Name(rivals.printed("zh"), rivals.printed("en")) if rivals.values else None
        rows.append(row | {"rivals": told, "strategy": named(words("services")[service]["strategy"])})
    return rows
