"""The tables of steps 4 to 6: what we offer this client, what we can deliver, who does what by when.

What is promised and what is followed up stands in :mod:`playbook.client.promise_tables`.
"""

from __future__ import annotations

from playbook.client.promise_tables import PROMISE_TABLES
from playbook.client.schema import ATTITUDES, STATUSES, TECHNOLOGIES, Column, Table, closing, judged, listed, named

__all__ = ["PLAN_TABLES"]

SERVICE_LINES = Table(
    "service_lines",
    "today's service lines at this client",
    ("line",),
    (
        Column("line", "id", "id of the line", required=True, example="long_distance"),
        *named("name", "name of the line", required=True),
        Column("revenue_year", "number", "revenue a year", unit="currency a year", low=0, example="89000"),
        *named("rivals", "rivals on the line", internal=True),
        *named("strategy", "our strategy on it", internal=True),
        *closing(),
    ),
    by=("-revenue_year",),
)

INITIATIVES = Table(
    "initiatives",
    "initiatives on today's service lines (I1, I2, ..)",
    ("initiative",),
    (
        Column("initiative", "id", "id of the initiative", required=True, example="I6"),
        *named("name", "what is done", required=True),
        Column("line", "id", "service line", refers="service_lines.line"),
        Column("benefit", "number", "financial benefit", low=0, high=4, example="3", internal=True),
        Column("technical", "number", "technical feasibility", low=0, high=4, example="4"),
        Column("policy", "number", "policy feasibility", low=0, high=4, example="3", internal=True),
        Column("contested", "flag", "yes where a rival is in", example="yes", internal=True),
        Column(
            "start_month", "integer", "starts in this month of the plan", unit="month of the plan", low=1, example="1"
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
)

SOLUTIONS = Table(
    "solutions",
    "candidate solutions (S1, S2, ..)",
    ("solution",),
    (
        Column("solution", "id", "id of the solution", required=True, example="S1"),
        *named("name", "name of the solution", required=True),
        *named("heading", "heading that it stands under among our offers", example="网络解决方案1/4"),
        Column("line", "id", "service line that it belongs to", refers="service_lines.line"),
        Column("service", "id", "service that it brings, where no line fits", refers="services.service"),
        Column(
            "effect",
            "choice",
            "which bar of the waterfall it feeds",
            allowed=("new", "won_back", "retained"),
            example="new",
        ),
        *named("effect_name", "name of that bar", example="营业点新增DDN收入"),
        *named("need", "need that it answers"),
        Column(
            "needs",
            "ids",
            "needs that it answers: ids of `needs`, or of latent needs as exhibit 3.9 lists them",
            example="faster-outlets",
        ),
        *named("rivals", "rival situation", example="网通、移动竞争", internal=True),
        *named("strategy", "how we go about it", internal=True),
        Column(
            "benefit_low_month",
            "number",
            "benefit a month, low",
            unit="currency a month",
            example="3000",
            internal=True,
        ),
        Column(
            "benefit_base_month",
            "number",
            "benefit a month, base (the most likely)",
            unit="currency a month",
            example="5000",
            internal=True,
        ),
        Column(
            "benefit_high_month",
            "number",
            "benefit a month, high",
            unit="currency a month",
            example="6500",
            internal=True,
        ),
        Column(
            "benefit_status",
            "choice",
            "how sure the base benefit is",
            allowed=STATUSES,
            example="published",
            blank="as the row",
        ),
        Column(
            "margin",
            "number",
            "contribution margin of the benefit",
            low=0,
            high=1,
            internal=True,
            blank="assumption `margin_default`",
        ),
        Column("cost_once", "number", "one-off cost", unit="currency", low=0, example="12000", internal=True),
        Column("cost_month", "number", "running cost", unit="currency a month", low=0, example="300", internal=True),
        Column("effort_days", "number", "effort of our team", unit="person-days", low=0, example="15", internal=True),
        Column(
            "replaces",
            "id",
            "billed service whose revenue it takes away",
            refers="services.service",
            internal=True,
            blank="none",
        ),
        Column(
            "replaced_share",
            "number",
            "part of that service's revenue that goes",
            low=0,
            high=1,
            example="0.2",
            internal=True,
        ),
        Column(
            "requires",
            "ids",
            "solutions without which it cannot be",
            refers="solutions.solution",
            internal=True,
            blank="none",
        ),
        Column(
            "excludes",
            "ids",
            "solutions that it cannot stand beside",
            refers="solutions.solution",
            internal=True,
            blank="none",
        ),
        Column("committed", "flag", "yes where we are bound to do it", internal=True),
        Column("technical", "number", "technical feasibility", low=0, high=4, example="4"),
        Column("policy", "number", "policy feasibility", low=0, high=4, example="4", internal=True),
        Column("contested", "flag", "yes where a rival is in", example="no", internal=True),
        Column(
            "start_month",
            "integer",
            "earns from this month of the plan on",
            unit="month of the plan",
            low=1,
            example="3",
        ),
        Column("chosen", "flag", "yes where the account team chose it", example="yes", internal=True),
        Column("needs_fibre", "flag", "yes where it needs fibre at the site"),
        Column("needs_copper", "flag", "yes where it needs copper at the site"),
        Column("needs_services", "ids", "services that the site's access must carry", example="basic_data"),
        Column("sites", "ids", "sites that it is for", refers="sites.site", blank="every site of the resources"),
        *judged(),
        *closing(),
    ),
    dated=True,
)

DESIGNS = Table(
    "designs",
    "alternative designs of the client's network",
    ("design",),
    (
        Column("design", "id", "id of the design", required=True, example="d1"),
        *named("name", "name of the design", required=True),
        Column(
            "solution", "id", "solution that it is", refers="solutions.solution", example="S1", blank="none of ours"
        ),
        *named("note", "what is particular about it"),
        *closing(),
    ),
)

DESIGN_LINKS = Table(
    "design_links",
    "the lines of each design",
    ("design", "link"),
    (
        Column("design", "id", "the design", required=True, refers="designs.design"),
        Column("link", "id", "id of the line", required=True, example="n1"),
        Column("from_site", "id", "one end", required=True, refers="sites.site"),
        Column("to_site", "id", "other end", required=True, refers="sites.site"),
        Column("technology", "choice", "technology", allowed=TECHNOLOGIES, required=True, example="2m"),
        Column("bandwidth_kbps", "number", "bandwidth", unit="kbit/s", low=0, example="2048"),
        Column("role", "choice", "main or backup", allowed=("main", "backup"), required=True, example="main"),
        Column(
            "fee_month",
            "number",
            "fee",
            unit="currency a month",
            low=0,
            internal=True,
            blank="that of the market's price list",
        ),
        Column(
            "from_exchange",
            "id",
            "exchange at one end",
            alike="resources.exchange",
            blank="the site's, where resources name it",
        ),
        Column(
            "to_exchange",
            "id",
            "exchange at the other end",
            alike="resources.exchange",
            blank="the site's, where resources name it",
        ),
        *closing(),
    ),
)

EROSIONS = Table(
    "erosions",
    "revenue expected to go within the plan's year",
    ("erosion",),
    (
        Column("erosion", "id", "id of the row", required=True, example="voice"),
        *named("name", "name of the bar", required=True),
        Column(
            "amount_month",
            "number",
            "loss a month by month 12, positive",
            unit="currency a month",
            low=0,
            example="3078.2",
            internal=True,
        ),
        *judged(),
        *closing(),
    ),
    dated=True,
    by=("-amount_month",),
)

TARGETS = Table(
    "targets",
    "what the plan sets out to reach",
    ("target",),
    (
        Column(
            "target",
            "choice",
            "which target",
            allowed=("revenue_growth_year",),
            required=True,
            example="revenue_growth_year",
        ),
        Column("value", "number", "target value, as a share", required=True, example="0.23"),
        *closing(),
    ),
)

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
    SERVICE_LINES,
    INITIATIVES,
    SOLUTIONS,
    DESIGNS,
    DESIGN_LINKS,
    EROSIONS,
    TARGETS,
    RESOURCES,
    TEAM,
    PROGRAMMES,
    TASKS,
    PROGRESS,
    PROGRESS_ROLES,
    *PROMISE_TABLES,
)
