"""Every table and profile field of a client, in the order of the six steps: the one place that defines them.

A client's folder holds `profile.yaml` and one CSV file per table; only the profile and the bills are compulsory.
The market that clients share is described in :mod:`playbook.client.market_tables`.
"""
from __future__ import annotations

from playbook.client.schema import STATUSES, Column, Table, named

__all__ = ["CLIENT_TABLES", "PROFILE", "closing", "judged"]


def closing() -> tuple[Column, ...]:
    """The two columns that close every table: how sure a row is, and where it comes from."""
    return (
        Column("status", "choice", "how sure the row is", allowed=STATUSES, required=True, example="published"),
        Column("source", "text", "where the row comes from", example="client file, 2002 Q4"),
    )


def judged() -> tuple[Column, ...]:
    """Who judged, and when: the columns of a table that holds judgements."""
    return (
        Column("by", "text", "who gave the judgement, by role", example="account manager", internal=True),
        Column("on", "date", "when it was given", example="2002-12-31", internal=True),
    )


PROFILE: tuple[Column, ...] = (
    *named("name", "name of the client", example="平安寿险福州分公司", required=True),
    Column("market", "id", "folder of the local market under data/markets", required=True, example="fuzhou-2002"),
    Column("language", "choice", "language of the plan where none is asked for", allowed=("zh", "en"), required=True, example="zh"),
    Column("as_of", "date", "the plan's date where none is asked for", example="2003-01-23"),
    Column("status", "choice", "how sure the profile is", allowed=STATUSES, required=True, example="published"),
    Column("illustrative_fields", "ids", "fields of the profile that are illustrative", example="bank"),
    Column("source", "text", "where the profile comes from"),
    Column("client_number", "text", "client number", example="110"),
    *named("account_manager", "account manager, by role", internal=True),
    Column("grade", "text", "grade of the key account", example="4A"),
    Column("industry", "id", "industry, as in the market's industries", refers="industries.industry", example="finance"),
    Column("sub_industry", "id", "sub-industry, as in the market's sub_industries", refers="sub_industries.sub_industry", example="insurance"),
    *named("ownership", "ownership", example="股份制"),
    *named("district", "district", example="台江区"),
    *named("sub_bureau", "sub-bureau (office of the operator)", example="树鸟分局"),
    *named("address", "address"),
    Column("postcode", "text", "postcode"),
    *named("legal_representative", "legal representative, by role"),
    *named("parent", "parent group"),
    Column("inaugurated", "text", "year or date of inauguration under this name", example="2003"),
    *named("main_business", "main business"),
    *named("business_region", "region of business"),
    *named("ability_to_pay", "ability to pay", internal=True),
    *named("approval_procedure", "purchase approval procedure", internal=True),
    *named("bank", "bank"),
    Column("payments_month", "number", "payments to us a month on the scope of the sub-industry total", unit="currency a month", low=0, example="64000"),
    *named("payments_scope", "scope and period of payments_month"),
)

BILLS = Table(
    "bills", "what the client pays us: one row per period, contract and service", ("from", "to", "contract", "service"),
    (
        Column("from", "month", "first month of the period", required=True, example="2002-10"),
        Column("to", "month", "last month of the period", required=True, example="2002-12"),
        Column("contract", "text", "contract number, as text; blank where it is not known", example="分282"),
        Column("service", "id", "service, as in the market's services", required=True, refers="services.service", example="data"),
        Column("amount_month", "number", "average amount a month over the period", unit="currency a month", required=True, example="28184.12"),
        *closing(),
    ),
    required=True,
)

CONTROL_TOTALS = Table(
    "control_totals", "totals that the client file reports, to reconcile the bills with", ("from", "to"),
    (
        Column("from", "month", "first month of the period", required=True, example="2002-10"),
        Column("to", "month", "last month of the period", required=True, example="2002-12"),
        Column("amount_month", "number", "reported total a month", unit="currency a month", required=True, example="64007.81"),
        *closing(),
    ),
)

CONTRACTS = Table(
    "contracts", "the client's contract numbers", ("contract",),
    (Column("contract", "text", "contract number, as text", required=True, example="分282"), *named("note", "what it is for"), *closing()),
)

BUYING_FACTORS = Table(
    "buying_factors", "what decides a purchase: weighted importance", ("factor",),
    (
        Column("factor", "id", "id of the factor", required=True, example="price"),
        *named("name", "name of the factor", required=True),
        Column("group", "choice", "heading that it belongs under", allowed=("core", "economic", "support", "image"), required=True, example="economic"),
        Column("importance", "number", "weight; the weights add up to 1", low=0, high=1, example="0.15"),
        *judged(), *closing(),
    ),
    dated=True,
)

FACTOR_PERFORMANCE = Table(
    "factor_performance", "performance on the buying factors, by operator", ("factor", "operator"),
    (
        Column("factor", "id", "the buying factor", required=True, refers="buying_factors.factor"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column("score", "number", "performance", low=0, high=4, example="3"),
        *judged(), *closing(),
    ),
    dated=True,
)

COMPETITION_SERVICES = Table(
    "competition_services", "which part of a billed service is contested as which service of step 2", ("bill_service", "service"),
    (
        Column("bill_service", "id", "service as billed", required=True, refers="services.service", example="data"),
        Column("service", "id", "service as contested", required=True, refers="services.service", example="local_2m"),
        Column("share", "number", "part of the bill; the parts of a billed service add up to at most 1", low=0, high=1, example="0.63"),
        *judged(), *closing(),
    ),
    dated=True,
)

SCORES = Table(
    "scores", "competitiveness at this client: services x operators x six factors", ("service", "operator", "factor"),
    (
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column("operator", "id", "the operator", required=True, refers="operators.operator"),
        Column("factor", "choice", "competition factor", required=True, example="price",
               allowed=("coverage", "stability", "price", "brand", "service_quality", "operations")),
        Column("score", "number", "score; blank where it is not known", low=0, high=4, example="3", internal=True),
        *named("evidence", "what the score rests on", internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

MOVES = Table(
    "moves", "known moves of rivals at this client", ("move",),
    (
        Column("move", "id", "id of the move", required=True, example="netcom-ip"),
        Column("operator", "id", "the rival", required=True, refers="operators.operator"),
        Column("service", "id", "contested service", required=True, refers="services.service"),
        Column("stage", "choice", "how far it is", allowed=("planned", "tried", "piloting", "in_service"), required=True, example="in_service"),
        *named("what", "what the rival does", required=True, internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

SITES = Table(
    "sites", "the client's sites, and outside parties that it is linked to", ("site",),
    (
        Column("site", "id", "id of the site", required=True, example="branch"),
        *named("name", "name of the site", required=True),
        Column("level", "choice", "level in the client's organisation", required=True, example="branch",
               allowed=("head_office", "data_centre", "branch", "central_sub_branch", "sub_branch", "outlet", "partner")),
        Column("hub", "flag", "yes for the site that the others must reach", example="yes"),
        *named("place", "city or county"),
        *named("address", "address"),
        Column("required_kbps", "number", "bandwidth that the site needs", unit="kbit/s", low=0, example="128"),
        *closing(),
    ),
)

LINKS = Table(
    "links", "lines between sites", ("link",),
    (
        Column("link", "id", "id of the line", required=True, example="l1"),
        Column("from_site", "id", "one end", required=True, refers="sites.site"),
        Column("to_site", "id", "other end", required=True, refers="sites.site"),
        Column("technology", "choice", "technology", example="ddn", required=True,
               allowed=("ddn", "frame_relay", "isdn", "pstn", "2m", "sdh", "atm", "mpls_vpn", "internet", "broadband", "fibre", "wireless")),
        Column("bandwidth_kbps", "number", "bandwidth", unit="kbit/s", low=0, example="128"),
        Column("role", "choice", "main or backup", allowed=("main", "backup"), required=True, example="main"),
        Column("state", "choice", "existing or intended", allowed=("existing", "intended"), required=True, example="existing"),
        Column("from_exchange", "id", "exchange at one end; blank: the site's, where resources name it", example="shuniu"),
        Column("to_exchange", "id", "exchange at the other end; blank: the site's, where resources name it"),
        *closing(),
    ),
)

CONTACTS = Table(
    "contacts", "people at the client, by role, never by name", ("contact",),
    (
        Column("contact", "id", "id of the contact", required=True, example="it-manager"),
        *named("role", "post", required=True),
        *named("department", "department"),
        Column("power", "integer", "influence on purchases", low=1, high=5, example="4", internal=True),
        Column("attitude", "choice", "attitude towards us", internal=True, example="B+",
               allowed=tuple(letter + sign for letter in "ABCDE" for sign in ("+", "", "-"))),
        *judged(), *closing(),
    ),
    dated=True,
)

SERVICE_LINES = Table(
    "service_lines", "today's service lines at this client", ("line",),
    (
        Column("line", "id", "id of the line", required=True, example="long_distance"),
        *named("name", "name of the line", required=True),
        Column("revenue_year", "number", "revenue a year", unit="currency a year", low=0, example="89000"),
        *named("rivals", "rivals on the line", internal=True),
        *named("strategy", "our strategy on it", internal=True),
        *closing(),
    ),
)

INITIATIVES = Table(
    "initiatives", "initiatives on today's service lines (I1, I2, ..)", ("initiative",),
    (
        Column("initiative", "id", "id of the initiative", required=True, example="I6"),
        *named("name", "what is done", required=True),
        Column("line", "id", "service line", refers="service_lines.line"),
        Column("benefit", "number", "financial benefit", low=0, high=4, example="3", internal=True),
        Column("technical", "number", "technical feasibility", low=0, high=4, example="4"),
        Column("policy", "number", "policy feasibility", low=0, high=4, example="3", internal=True),
        Column("contested", "flag", "yes where a rival is in", example="yes", internal=True),
        Column("start_month", "integer", "starts in this month of the plan", unit="month of the plan", low=1, example="1"),
        *judged(), *closing(),
    ),
    dated=True,
)

SOLUTIONS = Table(
    "solutions", "candidate solutions (S1, S2, ..)", ("solution",),
    (
        Column("solution", "id", "id of the solution", required=True, example="S1"),
        *named("name", "name of the solution", required=True),
        Column("line", "id", "service line that it belongs to", refers="service_lines.line"),
        Column("effect", "choice", "which bar of the waterfall it feeds", allowed=("new", "won_back", "retained"), example="new"),
        *named("effect_name", "name of that bar", example="新营业点新增DDN"),
        *named("need", "need that it answers"),
        *named("strategy", "how we go about it", internal=True),
        Column("benefit_low_month", "number", "benefit a month, low", unit="currency a month", example="3000", internal=True),
        Column("benefit_base_month", "number", "benefit a month, base (the most likely)", unit="currency a month", example="5000", internal=True),
        Column("benefit_high_month", "number", "benefit a month, high", unit="currency a month", example="6500", internal=True),
        Column("benefit_status", "choice", "how sure the base benefit is; blank: as the row", allowed=STATUSES, example="published"),
        Column("technical", "number", "technical feasibility", low=0, high=4, example="4"),
        Column("policy", "number", "policy feasibility", low=0, high=4, example="4", internal=True),
        Column("contested", "flag", "yes where a rival is in", example="no", internal=True),
        Column("start_month", "integer", "earns from this month of the plan on", unit="month of the plan", low=1, example="3"),
        Column("chosen", "flag", "yes where the account team chose it", example="yes", internal=True),
        Column("needs_fibre", "flag", "yes where it needs fibre at the site"),
        Column("needs_copper", "flag", "yes where it needs copper at the site"),
        Column("needs_services", "ids", "services that the site's access must carry", example="basic_data"),
        Column("sites", "ids", "sites that it is for; blank: every site of the resources", refers="sites.site"),
        *judged(), *closing(),
    ),
    dated=True,
)

EROSIONS = Table(
    "erosions", "revenue expected to go within the plan's year", ("erosion",),
    (
        Column("erosion", "id", "id of the row", required=True, example="voice"),
        *named("name", "name of the bar", required=True),
        Column("amount_month", "number", "loss a month by month 12, as a positive number", unit="currency a month", low=0, example="3078.2", internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

TARGETS = Table(
    "targets", "what the plan sets out to reach", ("target",),
    (
        Column("target", "choice", "which target", allowed=("revenue_growth_year",), required=True, example="revenue_growth_year"),
        Column("value", "number", "target value, as a share", required=True, example="0.23"),
        *closing(),
    ),
)

RESOURCES = Table(
    "resources", "our access at each site", ("site",),
    (
        Column("site", "id", "the site", required=True, refers="sites.site"),
        *named("access_point", "access point", example="平安大厦"),
        Column("exchange", "id", "serving exchange", example="shuniu"),
        *named("exchange_name", "name of the exchange", example="树鸟"),
        Column("fibre", "flag", "fibre at the site"),
        *named("fibre_note", "fibre near it, cores free"),
        Column("dual_route", "flag", "fibre protected by two routes"),
        Column("copper", "flag", "copper pairs at the site"),
        *named("copper_note", "cable"),
        Column("services", "ids", "services that its access can carry; blank: not known", example="leased_elements basic_data"),
        Column("buildable", "flag", "can missing fibre or copper be built"),
        Column("build_days", "number", "lead time of building", unit="days", low=0, example="60"),
        Column("build_cost_once", "number", "cost of building", unit="currency", low=0, example="30000", internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

TEAM = Table(
    "team", "our team for this client, by role", ("member",),
    (
        Column("member", "id", "id of the member", required=True, example="account-manager"),
        *named("role", "role", required=True),
        Column("first_responsible", "flag", "yes for the first responsible"),
        *closing(),
    ),
)

PROGRAMMES = Table(
    "programmes", "marketing programmes", ("programme",),
    (
        Column("programme", "id", "id of the programme", required=True, example="P1"),
        *named("name", "name of the programme", required=True),
        Column("solutions", "ids", "solutions that it brings", refers="solutions.solution", example="S1 S5 S6"),
        *closing(),
    ),
)

TASKS = Table(
    "tasks", "tasks of the programmes", ("task",),
    (
        Column("task", "id", "id of the task", required=True, example="t1"),
        Column("programme", "id", "its programme", required=True, refers="programmes.programme"),
        *named("name", "what is done", required=True),
        Column("solution", "id", "solution that it serves", refers="solutions.solution"),
        Column("owner", "id", "member who owns it", refers="team.member"),
        Column("start", "date", "start", example="2003-01-01"),
        Column("end", "date", "end; not before the start", example="2003-03-31"),
        Column("milestone", "flag", "yes for a milestone at its end"),
        *closing(),
    ),
)

PROGRESS = Table(
    "progress", "sales progress forms", ("project",),
    (
        Column("project", "text", "number of the project", required=True, example="0202"),
        *named("aim", "aim", required=True, internal=True),
        *named("breakthroughs", "breakthroughs", internal=True),
        *named("next_steps", "next steps", internal=True),
        *named("opinion", "industry manager's opinion", internal=True),
        Column("position", "number", "position from -5 (rival) to +5 (us)", low=-5, high=5, internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

PROGRESS_ROLES = Table(
    "progress_roles", "key influencing roles of a sales project, before and now", ("project", "contact"),
    (
        Column("project", "text", "number of the project", required=True, refers="progress.project"),
        Column("contact", "id", "the contact", required=True, refers="contacts.contact"),
        Column("attitude_before", "choice", "attitude before", allowed=CONTACTS.column("attitude").allowed, example="C", internal=True),
        Column("attitude_now", "choice", "attitude now", allowed=CONTACTS.column("attitude").allowed, example="B", internal=True),
        *judged(), *closing(),
    ),
    dated=True,
)

CLIENT_TABLES: tuple[Table, ...] = (
    BILLS, CONTROL_TOTALS, CONTRACTS, BUYING_FACTORS, FACTOR_PERFORMANCE, COMPETITION_SERVICES, SCORES, MOVES, SITES, LINKS,
    CONTACTS, SERVICE_LINES, INITIATIVES, SOLUTIONS, EROSIONS, TARGETS, RESOURCES, TEAM, PROGRAMMES, TASKS, PROGRESS, PROGRESS_ROLES,
)
