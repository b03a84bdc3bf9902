"""Clients with solutions: what each brings and costs, how far it can be done, what is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.client import Client, load_client
from tests.builders.clients import looked, write_client

#: No discount over a year, so that every figure can be added up by hand.
PLAIN = {"discount_rate_year": 0, "horizon_months": 12, "margin_default": 0.5}


def solution(number: int, **given: object) -> dict[str, object]:
    """A chosen, feasible, contested solution that brings 100 a month from month 1 on."""
    row: dict[str, object] = {
        "solution": f"S{number}",
        "name": f"Offer {number}",
        "service": "data",
        "effect": "new",
        "benefit_base_month": 100,
        "technical": 4,
        "policy": 4,
        "contested": "yes",
        "start_month": 1,
        "chosen": "yes",
    }
    return row | given


def initiative(number: int, **given: object) -> dict[str, object]:
    row: dict[str, object] = {
        "initiative": f"I{number}",
        "name": f"Work {number}",
        "benefit": 3,
        "technical": 4,
        "policy": 4,
        "contested": "yes",
        "start_month": 1,
    }
    return row | given


def made(folder: Path, *rows: dict[str, object], **assumptions: float) -> Client:
    """A client with these solutions and these assumptions of its own."""
    write_client(folder, {"solutions": rows})
    lines = [f'{name}: {{value: "{value}", by: test, on: "2003-01-01"}}' for name, value in assumptions.items()]
    if lines:
        (folder / "clients" / "acme" / "assumptions.yaml").write_text("\n".join(lines), encoding="utf-8")
    return load_client("acme", root=folder)


def rated(
    number: int, benefit: object, technical: object = 4, policy: object = 4, **given: object
) -> dict[str, object]:
    return solution(number, benefit_base_month=benefit, technical=technical, policy=policy, **given)


def benefit(number: int, low: object, base: object, high: object, **given: object) -> dict[str, object]:
    return solution(number, benefit_low_month=low, benefit_base_month=base, benefit_high_month=high, **given)


def with_amounts(
    folder: Path, *rows: dict[str, object], erosion: object = None, target: object = None, **assumptions: float
) -> Client:
    """A base of 1,000 a month; assumptions of its own may be given."""
    made(folder, **assumptions)
    tables: dict[str, Any] = {
        "solutions": rows,
        "service_lines": [{"line": name, "name": name} for name in ("voice", "data")],
    }
    if erosion is not None:
        tables["erosions"] = [{"erosion": "e", "name": "Gone", "amount_month": erosion}]
    if target is not None:
        tables["targets"] = [{"target": "revenue_growth_year", "value": target}]
    write_client(folder, tables, profile=looked(tables, "erosions"))
    return load_client("acme", root=folder)


def offer(number: int, **given: object) -> dict[str, object]:
    """A solution that brings 100 a month at a margin of 0.5 from month 3 on, costs 200 once and 10 a month and takes 5
    days."""
    row: dict[str, object] = {
        "solution": f"S{number}",
        "name": f"Offer {number}",
        "service": "data",
        "benefit_base_month": 100,
        "margin": 0.5,
        "cost_once": 200,
        "cost_month": 10,
        "effort_days": 5,
        "start_month": 3,
        "chosen": "yes",
        "committed": "no",
    }
    return row | given


def client_of(folder: Path, *rows: dict[str, object], assume: dict[str, float] | None = None, **tables: Any) -> Client:
    """A client with these solutions; `assume` overrides assumptions of the house."""
    root = write_client(folder, {"solutions": rows, **tables})
    lines = [
        f"{name}:\n  value: {value}\n  by: test\n  on: 2003-01-01\n" for name, value in (PLAIN | (assume or {})).items()
    ]
    (root / "clients" / "acme" / "assumptions.yaml").write_text("".join(lines), encoding="utf-8")
    return load_client("acme", root=root)


LINES = [{"line": "voice", "name": "Voice", "revenue_year": 5000}]
EROSIONS = [{"erosion": "e", "name": "Gone", "amount_month": 30}]
TARGETS = [{"target": "revenue_growth_year", "value": 0.17}]
SOLUTIONS = [
    solution(1, line="voice", effect_name="Lines"),
    solution(2, effect="won_back", effect_name="Calls"),
    solution(3, chosen="no", start_month=9),
]
TABLES: dict[str, Any] = {
    "service_lines": LINES,
    "initiatives": [initiative(1)],
    "solutions": SOLUTIONS,
    "erosions": EROSIONS,
    "targets": TARGETS,
}
