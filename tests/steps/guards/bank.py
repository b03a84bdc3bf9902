"""A small bank, sound: three contracts, four services, fourteen months whose amounts change from month to month."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook.client import Client
from playbook.steps.guards.caution import Caution
from playbook.steps.guards.doubts import cautions_of
from tests.builders.clients import Rows, make_client

Bills = list[dict[str, Any]]
LEVELS = {
    ("00282", "data"): 64000.0,
    ("6134", "data"): 37000.0,
    ("00282", "voice"): 21000.0,
    ("2671", "mobile"): 14000.0,
    ("2671", "internet"): 11900.0,
}
MONTHS = [f"2023-{month:02}" for month in range(1, 13)] + ["2024-01", "2024-02"]
SERVICES = [{"service": name, "name": name.title()} for name in ("data", "voice", "mobile", "internet")]
CONTRACTS = [{"contract": name} for name in ("00282", "6134", "2671")]
PROFILE = {"as_of": "2024-03-01"}


def bills() -> Bills:
    """Each month 1% more than the one before, and some cents of its own."""
    return [
        {
            "from": month,
            "to": month,
            "contract": contract,
            "service": service,
            "amount_month": round(level * (1 + place / 100) + 0.13 * number, 2),
        }
        for place, month in enumerate(MONTHS)
        for number, ((contract, service), level) in enumerate(LEVELS.items())
    ]


def bank(folder: Path, rows: Bills | None = None, **tables: Rows) -> Client:
    """The bank with these bills and tables."""
    given: Mapping[str, Rows] = {"bills": rows or bills(), "contracts": CONTRACTS, **tables}
    return make_client(folder, given, market={"services": SERVICES}, profile=PROFILE)


def found(folder: Path, rows: Bills | None = None, **tables: Rows) -> list[tuple[str, str]]:
    """The rules and places of its cautions, worst first."""
    return [(one.rule, one.place) for one in cautions(folder, rows, **tables)]


def cautions(folder: Path, rows: Bills | None = None, **tables: Rows) -> tuple[Caution, ...]:
    return cautions_of(bank(folder, rows, **tables))
