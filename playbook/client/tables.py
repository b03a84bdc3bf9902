"""Every table of a client, in the order of the six steps: the one place that defines them.

A client's folder holds `profile.yaml` (:mod:`playbook.client.profile`) and one CSV file per table; only the profile and
the bills are compulsory. Steps 1 to 3 are here, with people, goals and needs in :mod:`playbook.client.need_tables`;
steps 4 to 6 in :mod:`playbook.client.plan_tables`, and the market that clients share in
:mod:`playbook.client.market_tables`.
"""

from __future__ import annotations

from playbook.client.need_tables import NEED_TABLES
from playbook.client.plan_tables import PLAN_TABLES
from playbook.client.schema import (
    ATTITUDES,
    CURRENCIES,
    LEVELS,
    TECHNOLOGIES,
    Column,
    Table,
    closing,
    judged,
    listed,
    named,
)

__all__ = ["CLIENT_TABLES", "SCORES", "SITES"]

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
            blank="the market's, and no other is taken",
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

BUYING_FACTORS = Table(
    "buying_factors",
    "what decides a purchase: weighted importance",
    ("factor",),
    (
        Column("factor", "id", "id of the factor", required=True, example="price"),
        *named("name", "name of the factor", required=True),
        *named("note", "what it is made of", example="通信速度，稳定性，接通率"),
        Column(
            "group",
            "choice",
            "its heading",
            allowed=("core", "economic", "support", "image"),
            required=True,
            example="economic",
        ),
        Column("importance", "number", "weight; the weights add up to 1", low=0, high=1, example="0.15"),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("group", "-importance"),
)

FACTOR_PERFORMANCE = Table(
    "factor_performance",
    "performance on the buying factors, by operator",
    ("factor", "operator"),
    (
        Column("factor", "id", "the buying factor", required=True, refers="buying_factors.factor"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column("score", "number", "performance", low=0, high=4, example="3"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

COMPETITION_SERVICES = Table(
    "competition_services",
    "which part of a billed service is contested as which service of step 2",
    ("bill_service", "service"),
    (
        Column("bill_service", "id", "service as billed", required=True, refers="services.service", example="data"),
        Column("service", "id", "service as contested", required=True, refers="services.service", example="local_2m"),
        Column(
            "share",
            "number",
            "part of the bill; the parts of a billed service add up to at most 1",
            low=0,
            high=1,
            example="0.63",
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

SCORES = Table(
    "scores",
    "competitiveness at this client: services x operators x six factors",
    ("service", "operator", "factor"),
    (
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column(
            "factor",
            "choice",
            "competition factor",
            required=True,
            example="price",
            allowed=("coverage", "stability", "price", "brand", "service_quality", "operations"),
        ),
        Column("score", "number", "score; blank where it is not known", low=0, high=4, example="3", internal=True),
        *named("evidence", "what the score rests on", internal=True),
        *judged(),
        *closing(),
    ),
    dated=True,
)

MOVES = Table(
    "moves",
    "known moves of rivals at this client",
    ("move",),
    (
        Column("move", "id", "id of the move", required=True, example="netcom-ip"),
        Column("operator", "id", "the rival", required=True, refers="operators.operator"),
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column(
            "stage",
            "choice",
            "how far it is",
            allowed=("planned", "tried", "piloting", "in_service"),
            required=True,
            example="in_service",
        ),
        *named("what", "what the rival does", required=True, internal=True),
        Column("since", "month", "month from which it has been at that stage", example="2002-09"),
        Column("expected", "month", "month in which it is expected to be in service", example="2003-06"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

SITES = Table(
    "sites",
    "the client's sites, and outside parties that it is linked to",
    ("site",),
    (
        Column("site", "id", "id of the site", required=True, example="branch"),
        *named("name", "name of the site", required=True),
        listed(),
        Column(
            "level", "choice", "level in the client's organisation", required=True, example="branch", allowed=LEVELS
        ),
        Column(
            "hub",
            "flag",
            "yes for the site that the others must reach",
            example="yes",
            blank="no; where no site says yes it is the head office, else the branch, else the first",
        ),
        *named("place", "city or county"),
        *named("address", "address"),
        Column("required_kbps", "number", "bandwidth that the site needs", unit="kbit/s", low=0, example="128"),
        *closing(),
    ),
    by=("order", "level"),
)

LINKS = Table(
    "links",
    "lines between sites",
    ("link",),
    (
        Column("link", "id", "id of the line", required=True, example="l1"),
        Column("from_site", "id", "one end", required=True, refers="sites.site"),
        Column("to_site", "id", "other end", required=True, refers="sites.site"),
        Column("technology", "choice", "technology", example="ddn", required=True, allowed=TECHNOLOGIES),
        Column("bandwidth_kbps", "number", "bandwidth", unit="kbit/s", low=0, example="128"),
        Column("role", "choice", "main or backup", allowed=("main", "backup"), required=True, example="main"),
        Column(
            "state",
            "choice",
            "existing or intended",
            allowed=("existing", "intended"),
            required=True,
            example="existing",
        ),
        Column(
            "from_exchange",
            "id",
            "exchange at one end",
            alike="resources.exchange",
            example="shuniu",
            blank="the site's, where resources name it",
        ),
        Column(
            "to_exchange",
            "id",
            "exchange at the other end",
            alike="resources.exchange",
            blank="the site's, where resources name it",
        ),
        Column(
            "path",
            "id",
            "cable or duct that it runs in, where known; a backup runs in another one than its main line; on file only",
            example="ring-east",
        ),
        *closing(),
    ),
)

CONTACTS = Table(
    "contacts",
    "people at the client, by role, never by name",
    ("contact",),
    (
        Column("contact", "id", "id of the contact", required=True, example="it-manager"),
        *named("role", "post", required=True),
        *named("department", "department"),
        listed(),
        Column("power", "integer", "influence on purchases", low=1, high=5, example="4", internal=True),
        Column("attitude", "choice", "attitude towards us", internal=True, example="B+", allowed=ATTITUDES),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("order", "-power"),
)

CLIENT_TABLES: tuple[Table, ...] = (
    BILLS,
    CONTROL_TOTALS,
    CONTRACTS,
    BUYING_FACTORS,
    FACTOR_PERFORMANCE,
    COMPETITION_SERVICES,
    SCORES,
    MOVES,
    SITES,
    LINKS,
    CONTACTS,
    *NEED_TABLES,
    *PLAN_TABLES,
)
