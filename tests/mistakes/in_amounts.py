"""Slips that no single cell shows: amounts, series and sums that are not believable, and what contradicts itself."""

from __future__ import annotations

from tests.mistakes.slips import Mistake, added, cell, column, scaled, without_rows

__all__ = ["IN_AMOUNTS"]

_LAST = ("2025-09", "2025-10", "2025-11")


def _gone(contract: str, *months: str):  # type: ignore[no-untyped-def]
    return without_rows("bills", lambda row: row["contract"] == contract and row["from"] in months)


IN_AMOUNTS = (
    Mistake(
        "one bill ten times as high", scaled("bills", "amount_month", 10, [560]), "warning", ("bills.csv",), lines=2
    ),
    Mistake(
        "one bill a hundred times as high", scaled("bills", "amount_month", 100, [560]), says=("control_totals.csv",)
    ),
    Mistake(
        "one bill in 万", scaled("bills", "amount_month", 1e-4, [560]), "warning", ("control_totals.csv",), lines=2
    ),
    Mistake("every bill in 万", scaled("bills", "amount_month", 1e-4), says=("control_totals.csv",)),
    Mistake("every bill ten times as high", scaled("bills", "amount_month", 10), says=("control_totals.csv",)),
    Mistake("a control total 4% off", scaled("control_totals", "amount_month", 1.04, [5]), "warning", ("control",)),
    Mistake(
        "a control total 20% off", scaled("control_totals", "amount_month", 1.2, [5]), says=("control_totals.csv",)
    ),
    Mistake(
        "a sub-industry's total in 万",
        scaled("market/sub_industries", "spend_month", 1e-4, [2]),
        "warning",
        ("sub_industries.csv",),
    ),
    Mistake(
        "a bill that is the sum of the others",
        added("bills", contract="HH-3004", service="broadband", amount_month="43992.76"),
        says=("control_totals.csv",),
    ),
    Mistake("a contract without its last three bills", _gone("HH-2002", *_LAST), "warning", ("HH-2002",), lines=2),
    Mistake("a contract with a gap", _gone("HH-2002", "2025-10"), "warning", ("HH-2002",), lines=2),
    Mistake(
        "a contract that begins with the last month",
        without_rows("bills", lambda row: row["contract"] == "HH-2002" and row["from"] < "2025-11"),
        "warning",
        ("HH-2002",),
        lines=2,
    ),
    Mistake("a target in per cent", cell("targets", 2, "value", "9"), "warning", ("targets.csv",)),
    Mistake("bandwidths in Mbit/s", scaled("links", "bandwidth_kbps", 1e-3), "warning", ("links.csv",)),
    Mistake("a judgement of next year", cell("contacts", 2, "on", "2026-10-20"), "warning", ("contacts.csv",)),
    Mistake("judgements older than a year", column("needs", "on", lambda _: "2024-02-01"), "warning", ("needs.csv",)),
    Mistake(
        "a need larger than all that the client pays",
        cell("needs", 2, "amount_month", "2400000"),
        "warning",
        ("needs.csv",),
    ),
    Mistake(
        "a bill below 0 that is no credit", cell("bills", 2, "amount_month", "-6064.18"), "warning", ("bills.csv",)
    ),
    Mistake(
        "weights of factors that do not add up to 1",
        cell("buying_factors", 2, "importance", "0.5"),
        says=("add up to 1",),
    ),
    Mistake(
        "weights of a decision that do not add up to 1", cell("decisions", 2, "weight", "0.5"), says=("add up to 1",)
    ),
    Mistake(
        "parts of a service that add up to more than 1",
        added("competition_services", bill_service="leased_lines", service="mobile", share="0.6"),
        says=("at most 1",),
    ),
    Mistake(
        "a low benefit above the expected one",
        cell("solutions", 2, "benefit_low_month", "999999"),
        says=("benefit_low_month",),
    ),
    Mistake(
        "targets by service above the whole",
        added("kpi_values", kpi="revenue", month="2024-12", service="mobile", target="99999"),
        says=("add up",),
    ),
    Mistake("committed solutions beyond the budget", scaled("solutions", "cost_once", 100), says=("budget",)),
    Mistake(
        "bills that overlap",
        added("bills", from_="2025-11-10", to="2025-11-20", contract="HH-1001", service="leased_lines"),
        says=("overlap",),
    ),
    Mistake("a finding under another step's exhibit", cell("findings", 2, "exhibit", "4.1"), says=("exhibit",)),
)
