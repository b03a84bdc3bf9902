"""Checks that one cell cannot show: a key twice, a reference to nothing, weights that do not add up, an end before its
start.

Each check writes down every fault that it finds and goes on. What is merely missing is no fault: it becomes unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from playbook.client.bill_checks import check_bills, check_contracts
from playbook.client.conflicts import TOLERANCE, check_conflicts
from playbook.client.currencies import check_currency
from playbook.client.frames import Rows
from playbook.client.market_tables import MARKET, MARKET_TABLES
from playbook.client.model import Assumption, Market
from playbook.client.near import mend_of
from playbook.client.profile import PROFILE
from playbook.client.promise_tables import REVENUE
from playbook.client.references import Known, Part, check_references, check_spellings
from playbook.client.rows import grouped
from playbook.client.schema import Table
from playbook.client.source import Source
from playbook.client.tables import CLIENT_TABLES
from playbook.messages import Said, joined, said
from playbook.units import is_unknown

__all__ = ["check_rows", "check_together"]

#: (table, earlier column, later column): the second may not come before, or lie below, the first.
_ORDERED = (
    ("control_totals", "from", "to"),
    ("events", "start", "end"),
    ("moves", "since", "expected"),
    ("tasks", "start", "end"),
    ("solutions", "benefit_low_month", "benefit_base_month"),
    ("solutions", "benefit_base_month", "benefit_high_month"),
)


def check_rows(source: Source, table: Table, rows: Rows) -> None:
    """Checks within one table: keys that stand twice (credits are added to their bill, however many), and columns out
    of order."""
    _check_keys(source, table, [row for row in rows if not row.get("credit")])
    for name, first, second in _ORDERED:
        for row in rows if name == table.name else ():
            if not (is_unknown(row[first]) or is_unknown(row[second])) and row[first] > row[second]:
                source.fault_in(
                    name, row, second, said("not less than {first} ({value})", first=first, value=row[first])
                )


def _check_keys(source: Source, table: Table, rows: Rows) -> None:
    """One row for each key; what lacks a compulsory part of it has a fault already."""
    key = (*table.key, "on") if table.dated else table.key
    compulsory = [name for name in table.key if table.column(name).required]
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        values = tuple([row[name] for name in key])
        if values in first and all(row[name] is not None for name in compulsory):
            names = joined(key, said(", "))
            expected = said("a row of its own; row {other} has the same {columns}", other=first[values], columns=names)
            words = " ".join("-" if value is None else str(value) for value in values)
            mend = said("keep one of them, or tell them apart")
            source.fault(f"{table.name}.csv", expected, row=row["row"], value=words, mend=mend)
        first.setdefault(values, row["row"])


def check_together(
    source: Source,
    profile: Mapping[str, Any],
    tables: Mapping[str, Rows],
    market: Market,
    *,
    assumptions: Mapping[str, Assumption],
    unsound: Collection[str] = (),
) -> int:
    """Checks across tables, the profile, the market and the assumptions. Handed back is how many references were not
    checked, since what they refer to is `unsound`: files that could not be read whole, and columns (`sites.site`) with
    ids at fault."""
    known = Known({**{table.name: market.rows(table.name) for table in MARKET_TABLES}, **tables}, frozenset(unsound))
    market_source = Source(source.folder, f"markets/{market.id}", source.faults, source.warnings)
    own = Part(source, CLIENT_TABLES, "profile.yaml", PROFILE, profile)
    shared = Part(market_source, MARKET_TABLES, "market.yaml", MARKET, market.fields)
    check_references(own, known)
    check_references(shared, known)
    check_spellings(own, shared, known)
    _check_none_in(source, profile, tables)
    for check, table, columns in _SUMS:
        if not _is_named(source, f"{table}.csv", columns):
            check(source, tables[table])
    for name in ("links", "design_links"):
        _check_loops(source, name, tables[name])
    _check_paths(source, tables["links"])
    check_bills(source, tables["bills"])
    check_contracts(source, tables["contracts"])
    if not known.unsound & {"profile.yaml", "market.yaml"}:
        check_currency(source, profile, market, tables["bills"])
    _check_us(source, profile, market)
    _check_places(source, tables["findings"])
    _check_promises(source, tables["commitments"])
    check_conflicts(source, tables, assumptions)
    return known.held


def _is_named(source: Source, file: str, columns: Collection[str]) -> bool:
    """Whether something is at fault in these columns already: their sums would say no more."""
    place = source.place(file)
    return any(fault.file == place and fault.column in columns for fault in source.faults)


def _check_none_in(source: Source, profile: Mapping[str, Any], tables: Mapping[str, Rows]) -> None:
    """A table that holds nothing is one that may be left out, and has no row."""
    optional = {table.name for table in CLIENT_TABLES if not table.required}
    for name in profile.get("none_in") or ():
        if name not in optional:
            expected = said("the name of a table that may be left out, without .csv")
            source.fault("profile.yaml", expected, column="none_in", value=name, mend=mend_of(name, optional))
        elif tables[name]:
            expected = said("a table without rows; {table}.csv has {count}", table=name, count=len(tables[name]))
            mend = said("take the name out here, or the rows there")
            source.fault("profile.yaml", expected, column="none_in", value=name, mend=mend)


def _check_weights(source: Source, factors: Rows) -> None:
    """The weights given on one date add up to 1; where one is unknown, so is their sum."""
    for (on,), rows in grouped(factors, "on").items():
        total = sum(row["importance"] for row in rows)
        if abs(total - 1) > TOLERANCE:
            expected = said("weights that add up to 1")
            if on:
                expected = said("{what} (on {day})", what=expected, day=on)
            source.fault("buying_factors.csv", expected, column="importance", value=f"{total:g}")


def _check_shares(source: Source, services: Rows) -> None:
    totals: Counter[tuple[Any, Any]] = Counter()
    for row in services:
        totals[row["bill_service"], row["on"]] += 0 if is_unknown(row["share"]) else row["share"]
    for (service, _), total in totals.items():
        if total > 1 + TOLERANCE:
            expected = said("parts of {service} that add up to at most 1", service=service)
            source.fault("competition_services.csv", expected, column="share", value=f"{total:g}")


def _check_loops(source: Source, table: str, links: Rows) -> None:
    for row in links:
        if row["from_site"] is not None and row["from_site"] == row["to_site"]:
            source.fault_in(table, row, "to_site", said("another site than from_site"))


def _check_decisions(source: Source, decisions: Rows) -> None:
    """The weights of a purchase, given on one date, add up to 1 (those who carry out have no say)."""
    say = [row for row in decisions if row["part"] in ("decides", "takes_part") and row["purchase"] is not None]
    for (purchase, _), rows in grouped(say, "purchase", "on").items():
        total = sum(row["weight"] for row in rows)
        if abs(total - 1) > TOLERANCE:
            expected = said("weights of {purchase} that add up to 1", purchase=purchase)
            source.fault("decisions.csv", expected, column="weight", value=f"{total:g}")


def _check_paths(source: Source, links: Rows) -> None:
    """A backup on the path of its main line is none: it would be said to protect what it cannot."""
    known = [row for row in links if row["path"] is not None]
    for backup in (row for row in known if row["role"] == "backup"):
        for main in (
            row for row in known if row["role"] == "main" and row["path"] == backup["path"] and _same_site(row, backup)
        ):
            source.fault_in("links", backup, "path", _another_path(main))


def _another_path(main: Mapping[str, Any]) -> Said:
    return said("another path than main line {line} (row {row})", line=main["link"], row=main["row"])


def _same_site(main: Mapping[str, Any], backup: Mapping[str, Any]) -> bool:
    """Do both serve one site: the one that they start from, or both ends?"""
    return main["from_site"] == backup["from_site"] or {main["from_site"], main["to_site"]} == {
        backup["from_site"],
        backup["to_site"],
    }


def _check_us(source: Source, profile: Mapping[str, Any], market: Market) -> None:
    """A profile that says which operator is ours does not contradict its market."""
    own, shared = profile.get("us"), market.fields.get("us")
    if own and shared and own != shared:
        expected = said("{us}, as in market.yaml", us=shared)
        source.fault("profile.yaml", expected, column="us", value=own, mend=said("leave the field out"))


def _check_places(source: Source, findings: Rows) -> None:
    """A finding stands under an exhibit of its own step."""
    for row in findings:
        if is_unknown(row["exhibit"]) or is_unknown(row["step"]):
            continue
        step = f"{row['step']:.0f}"
        if not re.fullmatch(rf"{step}\.\d+[a-z]?", row["exhibit"]):
            expected = said("an exhibit of step {step}, such as {step}.1", step=step)
            source.fault_in("findings", row, "exhibit", expected)


def _check_promises(source: Source, commitments: Rows) -> None:
    """An availability is a share of the time: 0.999, not 99.9."""
    for row in commitments:
        if row["measure"] == "availability" and row["value"] > 1:
            expected = said("a share of the time such as 0.999")
            source.fault_in("commitments", row, "value", expected, value=f"{row['value']:g}")


def _check_parts(source: Source, values: Rows) -> None:
    """Only revenue has parts by service, and they do not exceed what is planned as a whole."""
    planned = {
        row["month"]: row["target"]
        for row in values
        if row["kpi"] == REVENUE and row["service"] is None and not is_unknown(row["target"])
    }
    parts: Counter[str] = Counter()
    for row in values:
        if row["service"] is not None and row["kpi"] not in (None, REVENUE):
            expected = said("a service for the KPI {kpi} alone", kpi=REVENUE)
            source.fault_in("kpi_values", row, "service", expected, mend=said("leave the cell blank"))
        elif row["service"] is not None:
            parts[row["month"]] += 0 if is_unknown(row["target"]) else row["target"]
    for month, total in parts.items():
        if month in planned and total > planned[month] + TOLERANCE:
            expected = said(
                "targets of services in {month} that add up to at most {whole:g}, that of all",
                month=month,
                whole=planned[month],
            )
            source.fault("kpi_values.csv", expected, column="target", value=f"{total:g}")


#: Checks of sums, and the columns that they rest on.
_SUMS: tuple[tuple[Callable[[Source, Rows], None], str, tuple[str, ...]], ...] = (
    (_check_weights, "buying_factors", ("importance", "on")),
    (_check_shares, "competition_services", ("bill_service", "share", "on")),
    (_check_decisions, "decisions", ("purchase", "part", "weight", "on")),
    (_check_parts, "kpi_values", ("kpi", "month", "service", "target")),
)
