"""The tables of step 4: what we offer this client, and what revenue goes and is to come."""

from __future__ import annotations

from playbook.client.schema import STATUSES, TECHNOLOGIES, Column, Table, closing, judged, named

__all__ = ["OFFER_TABLES"]

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

OFFER_TABLES: tuple[Table, ...] = (SERVICE_LINES, INITIATIVES, SOLUTIONS, DESIGNS, DESIGN_LINKS, EROSIONS, TARGETS)
