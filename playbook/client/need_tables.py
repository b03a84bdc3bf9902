"""The tables of step 3 that tell who the client is and what it needs; and the consultant's own findings, of any
step."""

from __future__ import annotations

from playbook.client.schema import LEVELS, Column, Table, closing, judged, listed, named

__all__ = ["NEED_TABLES"]

EVENTS = Table(
    "events",
    "the history of the relationship",
    ("event",),
    (
        Column("event", "id", "id of the event", required=True, example="agreement-2001"),
        *named("name", "what happened", required=True),
        Column(
            "kind",
            "choice",
            "what kind of event",
            required=True,
            example="agreement",
            allowed=("agreement", "organisation", "win", "loss", "complaint", "contact"),
        ),
        Column("start", "month", "its month, or the first one", required=True, example="2001-05"),
        Column(
            "end", "month", "the last month of what went on for longer", example="2003-04", blank="it took one month"
        ),
        *closing(),
    ),
    by=("start",),
)

STAFF_SPEND = Table(
    "staff_spend",
    "what the client's employees spend themselves on telecom, by group and operator",
    ("group", "operator"),
    (
        Column("group", "id", "id of the group of employees", required=True, example="sales"),
        *named("name", "name of the group", required=True),
        Column("operator", "id", "the operator that they pay", required=True, refers="operators.operator"),
        Column("heads", "integer", "employees of the group with this operator", low=0, example="120"),
        Column(
            "amount_month", "number", "what they spend with it together", unit="currency a month", low=0, example="9600"
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

GOALS = Table(
    "goals",
    "the client's goals, what it does to reach them, and what that means for telecom",
    ("initiative",),
    (
        Column("initiative", "id", "id of what the client does", required=True, example="call-centre"),
        *named("goal", "the goal that it serves", required=True),
        *named("name", "what the client does", required=True),
        *named("telecom", "what it means for telecom"),
        Column("service", "id", "service that supports it", refers="services.service", example="data"),
        Column("supported", "flag", "does a service of ours support it today"),
        Column(
            "amount_month", "number", "what supporting it would bring", unit="currency a month", low=0, internal=True
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

PURCHASES = Table(
    "purchases",
    "kinds of purchase that are decided in different ways",
    ("purchase",),
    (
        Column("purchase", "id", "id of the kind of purchase", required=True, example="province-circuits"),
        *named("name", "its name", required=True),
        listed(),
        *closing(),
    ),
    by=("order",),
)

DECISIONS = Table(
    "decisions",
    "who has a say in which kind of purchase",
    ("decision",),
    (
        Column("decision", "id", "id of the say", required=True, example="branch-it-circuits"),
        Column("purchase", "id", "kind of purchase", required=True, refers="purchases.purchase"),
        Column(
            "level",
            "choice",
            "level in the client's organisation",
            allowed=LEVELS[:-1],
            required=True,
            example="branch",
        ),
        *named("department", "department", example="电脑部"),
        Column(
            "part",
            "choice",
            "what its part is",
            allowed=("decides", "takes_part", "carries_out"),
            required=True,
            example="decides",
        ),
        Column(
            "weight",
            "number",
            "share of the decision power over this purchase; the weights of a purchase add up to 1",
            low=0,
            high=1,
            example="0.6",
            internal=True,
        ),
        Column(
            "contacts",
            "ids",
            "contacts that we have there",
            refers="contacts.contact",
            example="it-manager",
            internal=True,
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("purchase", "level"),
)

NEEDS = Table(
    "needs",
    "needs that the client has stated",
    ("need",),
    (
        Column("need", "id", "id of the need", required=True, example="faster-outlets"),
        *named("name", "the need, in the client's words", required=True),
        Column("sites", "ids", "sites that have it", refers="sites.site", blank="the client as a whole"),
        Column("service", "id", "service that answers it", refers="services.service", example="data"),
        Column(
            "amount_month", "number", "what answering it would bring", unit="currency a month", low=0, internal=True
        ),
        Column(
            "confidence",
            "number",
            "how sure we are that it will be bought",
            low=0,
            high=1,
            example="0.7",
            internal=True,
            blank="assumption `stated_confidence`",
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

UNIT_SERVICES = Table(
    "unit_services",
    "who serves which unit of the client, service by service",
    ("unit", "service"),
    (
        Column("unit", "id", "id of the unit", required=True, example="callback-centre"),
        *named("name", "name of the unit; blank: that of its site"),
        Column("site", "id", "site that the unit is", refers="sites.site", blank="it is not one site"),
        Column("service", "id", "service as billed", required=True, refers="services.service", example="long_distance"),
        Column(
            "holder",
            "choice",
            "who serves it; blank where it is not known",
            allowed=("us", "rival", "in_house", "none"),
            example="rival",
        ),
        Column(
            "operator", "id", "the rival", refers="operators.operator", example="netcom", blank="no rival, or not known"
        ),
        Column(
            "amount_month",
            "number",
            "what the unit spends on it, whoever serves it",
            unit="currency a month",
            low=0,
            example="1200",
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

FINDINGS = Table(
    "findings",
    "the consultant's own findings: shown beside the computed ones, and told apart from them",
    ("finding",),
    (
        Column("finding", "id", "id of the finding", required=True, example="f1"),
        Column("step", "integer", "step that it belongs to", low=1, high=6, required=True, example="3"),
        Column("exhibit", "text", "exhibit that it stands under; blank: the first one of its step", example="3.5"),
        *named("text", "what was found, as a sentence", required=True),
        *named("evidence", "what it rests on"),
        Column(
            "amount_month",
            "number",
            "what it is about",
            unit="currency a month",
            low=0,
            internal=True,
            blank="no amount is claimed",
        ),
        Column("confidence", "number", "how sure one is", low=0, high=1, example="0.6", internal=True),
        Column("internal", "flag", "yes where the client may not see it", blank="no"),
        *named("by", "who found it, by role", example="account manager"),
        Column("on", "date", "when", example="2002-12-31"),
        *closing(),
    ),
    dated=True,
)

NEED_TABLES: tuple[Table, ...] = (EVENTS, STAFF_SPEND, GOALS, PURCHASES, DECISIONS, NEEDS, UNIT_SERVICES, FINDINGS)
