"""Every table of a local market: the industries, services and operators that its clients share.

A market's folder under `data/markets` holds `market.yaml` and one CSV file per table.
"""

from __future__ import annotations

from playbook.client.schema import CURRENCIES, TECHNOLOGIES, Column, Table, closing, judged, listed, named

__all__ = ["MARKET", "MARKET_TABLES"]

MARKET: tuple[Column, ...] = (
    *named("name", "name of the market", example="福州", required=True),
    *named("unit", "unit of ours that writes the plan", example="福州大客户部"),
    Column("currency", "choice", "currency of every amount", allowed=CURRENCIES, required=True, example="CNY"),
    Column(
        "us", "id", "the operator that writes the plan", required=True, refers="operators.operator", example="telecom"
    ),
    Column(
        "key_account_revenue_month",
        "number",
        "control total of revenue by industry",
        unit="currency a month",
        low=0,
        example="25600000",
    ),
    Column("key_account_period", "text", "period of the revenue by industry", example="2002-10..2002-12"),
    *named("key_account_scope", "scope of the revenue by industry"),
    Column(
        "key_account_status",
        "choice",
        "how sure that total is",
        allowed=("published", "measured", "estimated", "illustrative"),
    ),
    *named("source", "where the market's figures come from"),
)

OPERATORS = Table(
    "operators",
    "operators in the market, ours first",
    ("operator",),
    (
        Column("operator", "id", "id of the operator", required=True, example="netcom"),
        *named("name", "name", required=True),
        listed(),
        *closing(),
    ),
    by=("order",),
)

SERVICES = Table(
    "services",
    "services, as billed and as contested",
    ("service",),
    (
        Column("service", "id", "id of the service", required=True, example="local_voice"),
        *named("name", "name", required=True),
        listed(),
        *closing(),
    ),
    by=("order",),
)

INDUSTRIES = Table(
    "industries",
    "revenue of our key accounts by industry",
    ("industry",),
    (
        Column("industry", "id", "id of the industry", required=True, example="finance"),
        *named("name", "name", required=True),
        Column(
            "revenue_month",
            "number",
            "our key accounts' revenue in it",
            unit="currency a month",
            low=0,
            example="6400000",
        ),
        *closing(),
    ),
    by=("-revenue_month",),
)

SUB_INDUSTRIES = Table(
    "sub_industries",
    "the local market's total telecom spend by sub-industry",
    ("sub_industry",),
    (
        Column("sub_industry", "id", "id of the sub-industry", required=True, example="insurance"),
        *named("name", "name", required=True),
        Column("industry", "id", "its industry; on file only, no exhibit uses it yet", refers="industries.industry"),
        Column(
            "spend_month",
            "number",
            "its total telecom spend in this market",
            unit="currency a month",
            low=0,
            example="450000",
        ),
        *named("scope", "scope and period of that total"),
        *closing(),
    ),
    by=("-spend_month",),
)

SERVICE_USAGE = Table(
    "service_usage",
    "what an industry spends on each service",
    ("industry", "service"),
    (
        Column("industry", "id", "the industry", required=True, refers="industries.industry"),
        Column("service", "id", "service as billed", required=True, refers="services.service"),
        Column("amount_month", "number", "spend on it", unit="currency a month", low=0, example="120000"),
        *closing(),
    ),
)

OPERATOR_RESOURCES = Table(
    "operator_resources",
    "network resources in this market, operator by operator, each rated with its evidence",
    ("operator", "resource"),
    (
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column(
            "resource",
            "choice",
            "kind of network resource",
            required=True,
            example="fibre",
            allowed=("coverage", "fibre", "exchanges", "local_access", "international_gateway"),
        ),
        Column(
            "rating",
            "number",
            "how strong the operator is in it; blank where it is not known",
            low=0,
            high=4,
            example="3",
            internal=True,
        ),
        *named("evidence", "what the rating rests on", internal=True),
        *judged(),
        *closing(),
    ),
)

PRICES = Table(
    "prices",
    "our price list for lines",
    ("technology", "bandwidth_kbps"),
    (
        Column("technology", "choice", "technology of the line", allowed=TECHNOLOGIES, required=True, example="fibre"),
        Column("bandwidth_kbps", "number", "bandwidth", unit="kbit/s", low=0, required=True, example="100000"),
        Column("fee_month", "number", "fee", unit="currency a month", low=0, example="480"),
        Column(
            "fee_once",
            "number",
            "one-off fee; on file only, no exhibit uses it yet",
            unit="currency",
            low=0,
            example="1500",
        ),
        Column(
            "margin",
            "number",
            "contribution margin, as a share of the fee; on file only, no exhibit uses it yet",
            low=0,
            high=1,
            example="0.55",
            internal=True,
        ),
        *closing(),
    ),
)

TAUGHT_NEEDS = Table(
    "taught_needs",
    "needs that are typical of an industry, as taught",
    ("need",),
    (
        Column(
            "need",
            "id",
            "id of the need; a client that has stated it has this id in `needs`",
            required=True,
            example="per-room-charging",
        ),
        *named("name", "the need", required=True),
        Column("industry", "id", "industry that it is typical of", required=True, refers="industries.industry"),
        Column(
            "sub_industry",
            "id",
            "only of this sub-industry",
            refers="sub_industries.sub_industry",
            blank="of the whole industry",
        ),
        Column(
            "service", "id", "service that answers it; on file only, no exhibit uses it yet", refers="services.service"
        ),
        *closing(),
    ),
)

MARKET_TABLES: tuple[Table, ...] = (
    OPERATORS,
    SERVICES,
    INDUSTRIES,
    SUB_INDUSTRIES,
    SERVICE_USAGE,
    OPERATOR_RESOURCES,
    PRICES,
    TAUGHT_NEEDS,
)
