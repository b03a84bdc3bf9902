"""Every table of a client, in the order of the six steps: the one place that names them all.

A client's folder holds `profile.yaml` (:mod:`playbook.client.profile`) and one CSV file per table; only the profile and
the bills are compulsory. The client's sites, lines and people are here. Of steps 1 to 3, the bills stand in
:mod:`playbook.client.bill_tables`, rivals in :mod:`playbook.client.rival_tables`, goals and needs in
:mod:`playbook.client.need_tables`; steps 4 to 6 begin in :mod:`playbook.client.plan_tables`, and the market that
clients share is in :mod:`playbook.client.market_tables`.
"""

from __future__ import annotations

from playbook.client.bill_tables import BILL_TABLES
from playbook.client.need_tables import NEED_TABLES
from playbook.client.plan_tables import PLAN_TABLES
from playbook.client.rival_tables import RIVAL_TABLES, SCORES
from playbook.client.schema import ATTITUDES, LEVELS, TECHNOLOGIES, Column, Table, closing, judged, listed, named

__all__ = ["CLIENT_TABLES", "SCORES", "SITES"]

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
    *BILL_TABLES,
    *RIVAL_TABLES,
    SITES,
    LINKS,
    CONTACTS,
    *NEED_TABLES,
    *PLAN_TABLES,
)
