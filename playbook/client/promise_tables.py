"""The tables of what is promised and what is followed up: support and commitments, communication and visits, KPIs and
risks."""

from __future__ import annotations

from playbook.client.schema import Column, Table, closing, judged, named

__all__ = ["PROMISE_TABLES", "REVENUE"]

#: The id of the KPI that is the revenue from the client; it alone may be planned by service.
REVENUE = "revenue"

SUPPORT_GRADES = Table(
    "support_grades",
    "after-sales support by fault grade: what we achieve and what the client needs",
    ("grade",),
    (
        Column("grade", "id", "id of the fault grade", required=True, example="critical"),
        *named("name", "name of the grade", required=True),
        Column("response_hours", "number", "response that we achieve", unit="hours", low=0, example="1"),
        Column("restoration_hours", "number", "restoration that we achieve", unit="hours", low=0, example="4"),
        Column("needed_response_hours", "number", "response that the client needs", unit="hours", low=0),
        Column("needed_restoration_hours", "number", "restoration that the client needs", unit="hours", low=0),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("response_hours",),
)

SUPPORT_RIVALS = Table(
    "support_rivals",
    "what rivals promise, by fault grade",
    ("operator", "grade"),
    (
        Column("operator", "id", "the rival", required=True, refers="operators.operator"),
        Column("grade", "id", "the fault grade", required=True, refers="support_grades.grade"),
        Column("response_hours", "number", "response that it promises", unit="hours", low=0),
        Column("restoration_hours", "number", "restoration that it promises", unit="hours", low=0),
        *judged(),
        *closing(),
    ),
    dated=True,
)

SUPPORT_POOLS = Table(
    "support_pools",
    "the support pool that serves this client among others",
    ("pool",),
    (
        Column("pool", "id", "id of the pool", required=True, example="city"),
        *named("name", "name of the pool", required=True),
        Column("engineers", "integer", "engineers on a shift", low=0, example="6"),
        Column("faults_hour", "number", "faults of all its clients", unit="an hour", low=0, example="1.8"),
        Column(
            "handling_hours",
            "number",
            "an engineer's time for a fault, travel and repair included",
            unit="hours",
            low=0,
            example="2.5",
        ),
        Column("travel_hours", "number", "of which travel", unit="hours", low=0, example="0.7"),
        Column("client_share", "number", "this client's share of the faults", low=0, high=1, example="0.04"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

COMMITMENTS = Table(
    "commitments",
    "what we promise, or are asked to promise",
    ("commitment",),
    (
        Column("commitment", "id", "id of the commitment", required=True, example="c1"),
        *named("name", "what is promised, in words"),
        Column(
            "solution", "id", "solution that it belongs to", refers="solutions.solution", blank="none in particular"
        ),
        Column("sites", "ids", "sites that it holds for", refers="sites.site", blank="every site of the solution"),
        Column(
            "measure",
            "choice",
            "what is measured",
            allowed=("availability", "restoration_hours", "response_hours", "lead_days"),
            required=True,
        ),
        Column(
            "value", "number", "the promise: a share of the time, hours or days", required=True, low=0, example="0.999"
        ),
        Column("signed", "flag", "yes where it is signed already"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

COMMUNICATIONS = Table(
    "communications",
    "who talks to whom how often, to say what",
    ("communication",),
    (
        Column("communication", "id", "id of the row", required=True, example="k1"),
        Column("programme", "id", "its programme", refers="programmes.programme"),
        *named("channel", "the channel: a visit, an event, training on site", required=True),
        Column("member", "id", "member of our team", refers="team.member"),
        *named("audience", "department or people that it reaches", required=True),
        Column(
            "per",
            "choice",
            "period that the frequency is for",
            allowed=("week", "month", "quarter", "year", "once"),
            example="month",
        ),
        Column("times_low", "number", "times in that period, at least", low=0, example="1"),
        Column("times_high", "number", "times in that period, at most", low=0, example="2"),
        *named("message", "what is said"),
        *named("expected", "what is expected from it"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

VISITS = Table(
    "visits",
    "visit plans",
    ("visit",),
    (
        Column("visit", "text", "number of the plan", required=True, example="0202"),
        Column("planned_on", "date", "date of the plan", example="2003-01-08"),
        Column("member", "id", "who goes", refers="team.member"),
        Column("date", "date", "day of the visit", example="2003-01-15"),
        Column("time", "text", "time of the day", example="9:00"),
        Column("contacts", "ids", "whom it is to", refers="contacts.contact"),
        *named("situation", "the situation"),
        *named("manner", "how it is arranged, and where"),
        *named("points", "points to raise", internal=True),
        *named("cautions", "what to mind", internal=True),
        Column("done_on", "date", "when it took place", blank="not yet, or not known"),
        *named("result", "what came of it", internal=True),
        *closing(),
    ),
)

KPIS = Table(
    "kpis",
    "what the plan is measured by",
    ("kpi",),
    (
        Column("kpi", "id", f"id of the KPI; `{REVENUE}` is what the client pays us", required=True, example=REVENUE),
        *named("name", "its name", required=True),
        *named("unit", "its unit"),
        Column("better", "choice", "which way is good", allowed=("higher", "lower"), required=True, example="higher"),
        Column("solutions", "ids", "solutions that move it", refers="solutions.solution"),
        *closing(),
    ),
)

KPI_VALUES = Table(
    "kpi_values",
    "plan and actual of each KPI",
    ("kpi", "month", "service"),
    (
        Column("kpi", "id", "the KPI", required=True, refers="kpis.kpi"),
        Column("month", "month", "month, or last month of the period", required=True, example="2003-03"),
        Column(
            "service",
            "id",
            f"service whose part of `{REVENUE}` it is",
            refers="services.service",
            example="data",
            blank="the KPI as a whole",
        ),
        Column("target", "number", "plan", example="66000"),
        Column("actual", "number", "actual", example="65210"),
        Column("previous", "number", "a year before", example="61800"),
        *closing(),
    ),
)

RISKS = Table(
    "risks",
    "what may go wrong, and what we do about it",
    ("risk",),
    (
        Column("risk", "id", "id of the risk", required=True, example="r1"),
        *named("name", "what may happen", required=True, internal=True),
        Column(
            "probability",
            "number",
            "how likely it is within the plan's year",
            low=0,
            high=1,
            example="0.3",
            internal=True,
        ),
        Column("amount_month", "number", "what it would cost", unit="currency a month", low=0, internal=True),
        *named("measure", "what we do about it", internal=True),
        Column("owner", "id", "member who watches it", refers="team.member"),
        Column("solution", "id", "solution that it threatens", refers="solutions.solution", blank="none in particular"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

PROMISE_TABLES: tuple[Table, ...] = (
    SUPPORT_GRADES,
    SUPPORT_RIVALS,
    SUPPORT_POOLS,
    COMMITMENTS,
    COMMUNICATIONS,
    VISITS,
    KPIS,
    KPI_VALUES,
    RISKS,
)
