"""The tables of the bills: what the client pays us, and its contract numbers."""

from __future__ import annotations

from playbook.client.schema import CURRENCIES, Column, Table, closing, listed, named

__all__ = ["BILL_TABLES"]

BILLS = Table(
    "bills",
    "what the client pays us: one row per period, contract and service",
    ("from", "to", "contract", "service"),
    (
        Column("from", "period", "first month, or day, of the period", required=True, example="2002-10"),
        Column("to", "period", "last month, or day, of the period", required=True, example="2002-12"),
        Column(
            "contract",
            "text",
            "contract number, as text",
            alike="contracts.contract",
            example="分282",
            blank="not known: a series of its own",
        ),
        Column(
            "service",
            "id",
            "service, as in the market's services",
            required=True,
            refers="services.service",
            example="data",
        ),
        Column(
            "amount_month",
            "number",
            "average amount a month over the period",
            unit="currency a month",
            required=True,
            example="28184.12",
        ),
        Column(
            "credit",
            "flag",
            "yes: a credit to the bill of its months, which it is added to; at most 0",
            example="yes",
            blank="no: a bill",
        ),
        Column(
            "currency",
            "choice",
            "currency of the amount",
            allowed=CURRENCIES,
            example="CNY",
            blank="that of the profile, the market or the other bills, and no other is taken",
        ),
        *closing(),
    ),
    required=True,
)

CONTROL_TOTALS = Table(
    "control_totals",
    "totals that the client file reports, to reconcile the bills with",
    ("from", "to"),
    (
        Column("from", "month", "first month of the period", required=True, example="2002-10"),
        Column("to", "month", "last month of the period", required=True, example="2002-12"),
        Column(
            "amount_month",
            "number",
            "reported total a month",
            unit="currency a month",
            required=True,
            example="64007.81",
        ),
        *closing(),
    ),
)

CONTRACTS = Table(
    "contracts",
    "the client's contract numbers",
    ("contract",),
    (
        Column("contract", "text", "contract number, as text", required=True, example="分282"),
        Column(
            "begins",
            "period",
            "first month, or day, for which it is billed; before it the contract is 0, not unknown",
            example="2002-10",
        ),
        Column(
            "ends",
            "period",
            "last month, or day, for which it is billed; after it the contract is 0, not unknown",
            example="2003-09",
            blank="it runs on",
        ),
        Column(
            "replaces",
            "text",
            "the contract number that it takes over from: what either lacks while the other is billed is 0",
            refers="contracts.contract",
            blank="it takes over from none",
        ),
        *named("note", "what it is for"),
        listed(),
        *closing(),
    ),
    by=("order",),
)

BILL_TABLES: tuple[Table, ...] = (BILLS, CONTROL_TOTALS, CONTRACTS)
