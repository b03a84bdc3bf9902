"""What tests build clients with: tables as lists of rows, written to files and loaded as any client is."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from playbook.client import Client, load_client
from playbook.client.market_tables import MARKET_TABLES
from playbook.client.tables import CLIENT_TABLES
from playbook.exhibits.exhibit import Exhibit
from playbook.families import building
from playbook.families.difference import DIFFERENCE
from playbook.families.plan import PLAN
from playbook.steps import findings
from playbook.steps.difference.comparison import Comparison
from playbook.steps.findings import Finding
from playbook.units import Lang

DATA = Path(__file__).resolve().parents[2] / "data"
Rows = Sequence[Mapping[str, object]]

PROFILE = {"name": "Acme", "market": "town", "language": "en", "status": "measured", "as_of": "2003-01-23"}
MARKET = {"name": "Town", "currency": "CNY", "us": "us"}
BILLS: Rows = [
    {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 600},
    {"from": "2002-10", "to": "2002-12", "service": "voice", "amount_month": 400},
]
OPERATORS: Rows = [
    {"operator": "us", "name": "Us"},
    {"operator": "rival", "name": "Rival"},
    {"operator": "other", "name": "Other"},
]
SERVICES: Rows = [{"service": "data", "name": "Data"}, {"service": "voice", "name": "Voice"}]


def write_client(
    folder: Path,
    tables: Mapping[str, Rows] | None = None,
    *,
    market: Mapping[str, Rows] | None = None,
    profile: Mapping[str, object] | None = None,
) -> Path:
    """A data folder with the one client `acme`, its market `town` and the house's assumptions."""
    client, town = folder / "clients" / "acme", folder / "markets" / "town"
    client.mkdir(parents=True, exist_ok=True)
    town.mkdir(parents=True, exist_ok=True)
    shutil.copy(DATA / "assumptions.yaml", folder)
    _yaml(client / "profile.yaml", {**PROFILE, **(profile or {})})
    _yaml(town / "market.yaml", MARKET)
    for name, rows in {"bills": BILLS, **(tables or {})}.items():
        write_table(client / f"{name}.csv", rows, next(table for table in CLIENT_TABLES if table.name == name))
    for name, rows in {"operators": OPERATORS, "services": SERVICES, **(market or {})}.items():
        write_table(town / f"{name}.csv", rows, next(table for table in MARKET_TABLES if table.name == name))
    return folder


def write_table(path: Path, rows: Rows, table: object) -> None:
    """One table's file: every column of its description, blank where a row has none; status is measured unless
    given."""
    columns = [column.name for column in table.columns]  # type: ignore[attr-defined]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({"status": "measured", **row} for row in rows)


def make_client(
    folder: Path,
    tables: Mapping[str, Rows] | None = None,
    *,
    market: Mapping[str, Rows] | None = None,
    profile: Mapping[str, object] | None = None,
) -> Client:
    """The client of `write_client`, loaded."""
    return load_client("acme", root=write_client(folder, tables, market=market, profile=profile))


def looked(tables: Mapping[str, object], *names: str) -> dict[str, object]:
    """A profile's field that says of these tables, where they have no row, that somebody looked and there is none."""
    return {"none_in": " ".join(name for name in names if not tables.get(name))}


def _yaml(path: Path, fields: Mapping[str, object]) -> None:
    path.write_text(
        yaml.safe_dump({name: str(value) for name, value in fields.items()}, allow_unicode=True), encoding="utf-8"
    )


def printed(exhibit: Exhibit, name: str) -> list[str]:
    """A column of an exhibit's table, as printed."""
    place = [field.name for field in exhibit.values.fields].index(name)
    return [row[place].printed for row in exhibit.values.rows]


def build(exhibit_id: str, client: Client, lang: Lang) -> Exhibit:
    """An exhibit of the client's plan."""
    return building.build(PLAN, exhibit_id, client, lang)


def differences(before: Client, after: Client, lang: Lang) -> tuple[Exhibit, ...]:
    """Every exhibit of the difference between two plans that has something to show."""
    return building.build_all(DIFFERENCE, Comparison(before, after), lang)


def findings_of(found: tuple[Finding, ...], exhibit_id: str) -> tuple[Finding, ...]:
    """The findings that an exhibit of the plan shows, in their order."""
    return findings.findings_of(found, PLAN.builders[exhibit_id].topic)
