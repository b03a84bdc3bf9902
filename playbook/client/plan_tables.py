"""The tables of steps 4 to 6: what we can deliver, who does what by when.

What we offer stands in :mod:`playbook.client.offer_tables`, what is promised and what is followed up in
:mod:`playbook.client.promise_tables`.
"""

from __future__ import annotations

from playbook.client.offer_tables import OFFER_TABLES
from playbook.client.promise_tables import PROMISE_TABLES
from playbook.client.schema import ATTITUDES, Column, Table, closing, judged, listed, named

__all__ = ["PLAN_TABLES"]

RESOURCES = Table(
    "resources",
    "our access at each site",
    ("site",),
    (
        Column("site", "id", "the site", required=True, refers="sites.site"),
        *named("access_point", "access point", example="平安大厦"),
        Column("exchange", "id", "serving exchange", example="shuniu"),
        *named("exchange_name", "name of the exchange", example="枢纽"),
        Column("fibre", "flag", "fibre at the site"),
        *named("fibre_note", "fibre near it, cores free"),
        Column("dual_route", "flag", "fibre protected by two routes"),
        Column("copper", "flag", "copper pairs at the site"),
        *named("copper_note", "cable"),
        Column(
            "services",
            "ids",
            "services that its access can carry; blank: not known",
            example="leased_elements basic_data",
        ),
        Column("buildable", "flag", "can missing fibre or copper be built"),
        Column("build_days", "number", "lead time of building", unit="days", low=0, example="60"),
        Column("build_cost_once", "number", "cost of building", unit="currency", low=0, example="30000", internal=True),
        *judged(),
        *closing(),
    ),
    dated=True,
)

TEAM = Table(
    "team",
    "our team for this client, by role",
    ("member",),
    (
        Column("member", "id", "id of the member", required=True, example="account-manager"),
        *named("role", "role", required=True),
        listed(),
        Column("first_responsible", "flag", "yes for the first responsible"),
        Column(
            "days_month",
            "number",
            "working days that the member has for this client",
            unit="days a month",
            low=0,
            example="6",
            internal=True,
        ),
        Column(
            "contacts_month",
            "number",
            "contacts with the client that the member can keep up",
            unit="contacts a month",
            low=0,
            internal=True,
        ),
        *closing(),
    ),
    by=("first_responsible", "order"),
)

PROGRAMMES = Table(
    "programmes",
    "marketing programmes",
    ("programme",),
    (
        Column("programme", "id", "id of the programme", required=True, example="P1"),
        *named("name", "name of the programme", required=True),
        Column("solutions", "ids", "solutions that it brings", refers="solutions.solution", example="S1 S5 S6"),
        *closing(),
    ),
)

TASKS = Table(
    "tasks",
    "tasks of the programmes",
    ("task",),
    (
        Column("task", "id", "id of the task", required=True, example="t1"),
        Column("programme", "id", "its programme", required=True, refers="programmes.programme"),
        *named("name", "what is done", required=True),
        Column("solution", "id", "solution that it serves", refers="solutions.solution", blank="none in particular"),
        Column("owner", "id", "member who owns it", refers="team.member"),
        Column("start", "date", "start", example="2003-01-01"),
        Column("end", "date", "end; not before the start", example="2003-03-31"),
        Column("milestone", "flag", "yes for a milestone at its end", blank="no"),
        Column(
            "after",
            "ids",
            "tasks that must have ended before it starts",
            refers="tasks.task",
            example="t01",
            blank="none",
        ),
        Column(
            "effort_days",
            "number",
            "effort of its owner, spread evenly over its days",
            unit="person-days",
            low=0,
            example="4",
            internal=True,
        ),
        Column("done_on", "date", "when it was done", blank="not done, or not known"),
        *closing(),
    ),
)

PROGRESS = Table(
    "progress",
    "sales progress forms",
    ("project",),
    (
        Column("project", "text", "number of the project", required=True, example="0202"),
        *named("aim", "aim", required=True, internal=True),
        *named("breakthroughs", "breakthroughs", internal=True),
        *named("next_steps", "next steps", internal=True),
        *named("opinion", "industry manager's opinion", internal=True),
        Column("position", "number", "position from -5 (rival) to +5 (us)", low=-5, high=5, internal=True),
        *judged(),
        *closing(),
    ),
    dated=True,
)

PROGRESS_ROLES = Table(
    "progress_roles",
    "key influencing roles of a sales project, before and now",
    ("project", "contact"),
    (
        Column("project", "text", "number of the project", required=True, refers="progress.project"),
        Column("contact", "id", "the contact", required=True, refers="contacts.contact"),
        Column("attitude_before", "choice", "attitude before", allowed=ATTITUDES, example="C", internal=True),
        Column("attitude_now", "choice", "attitude now", allowed=ATTITUDES, example="B", internal=True),
        *judged(),
        *closing(),
    ),
    dated=True,
)

PLAN_TABLES: tuple[Table, ...] = (
    *OFFER_TABLES,
    RESOURCES,
    TEAM,
    PROGRAMMES,
    TASKS,
    PROGRESS,
    PROGRESS_ROLES,
    *PROMISE_TABLES,
)
