"""The profile: every field of a client's `profile.yaml`, the client file's first page."""

from __future__ import annotations

from playbook.client.schema import CURRENCIES, STATUSES, Column, Table, named

__all__ = ["PROFILE", "PROFILE_TABLE"]

PROFILE: tuple[Column, ...] = (
    *named("name", "name of the client", example="平安寿险福州分公司", required=True),
    *named("full_name", "registered name", example="中国平安人寿保险有限公司福州分公司"),
    Column(
        "market",
        "id",
        "folder of the local market under data/markets",
        example="fuzhou-2002",
        blank="no market is known yet",
    ),
    Column(
        "currency",
        "choice",
        "currency of every amount",
        allowed=CURRENCIES,
        example="CNY",
        blank="the market's; without a market that of the bills",
    ),
    Column(
        "us",
        "id",
        "the operator that writes the plan",
        refers="operators.operator",
        example="telecom",
        blank="the market's",
    ),
    Column(
        "language",
        "choice",
        "language of the plan where none is asked for",
        allowed=("zh", "en"),
        required=True,
        example="zh",
    ),
    Column("as_of", "date", "the plan's date where none is asked for", example="2003-01-23"),
    Column("status", "choice", "how sure the profile is", allowed=STATUSES, required=True, example="published"),
    Column("illustrative_fields", "ids", "fields of the profile that are illustrative", example="bank"),
    Column(
        "estimated_fields", "ids", "fields of the profile that are estimated, or worded by us", example="main_business"
    ),
    Column(
        "none_in",
        "ids",
        "tables that were looked into and hold nothing",
        example="moves erosions",
        blank="what a table without rows would say is unknown",
    ),
    *named("source", "where the profile comes from"),
    Column("client_number", "text", "client number", example="110", identifies=True),
    *named("account_manager", "account manager, by role", internal=True),
    Column("grade", "text", "grade of the key account", example="4A"),
    Column(
        "industry", "id", "industry, as in the market's industries", refers="industries.industry", example="finance"
    ),
    Column(
        "sub_industry",
        "id",
        "sub-industry, as in the market's sub_industries",
        refers="sub_industries.sub_industry",
        example="insurance",
    ),
    *named("ownership", "ownership", example="股份制"),
    *named("district", "district", example="台江区"),
    *named("sub_bureau", "sub-bureau (office of the operator)", example="枢纽"),
    *named("address", "address"),
    Column("postcode", "text", "postcode", example="350003", identifies=True),
    *named("legal_representative", "legal representative, by role"),
    *named("parent", "parent group", example="中国平安保险（集团）股份有限公司"),
    Column("inaugurated", "text", "year or date of inauguration under this name", example="2003"),
    *named("main_business", "main business"),
    *named("business_region", "region of business"),
    *named("ability_to_pay", "ability to pay", internal=True),
    *named("approval_procedure", "purchase approval procedure", internal=True),
    *named("bank", "bank", example="建行五一支行"),
    Column(
        "payments_month",
        "number",
        "payments to us a month, on the sub-industry total's scope",
        unit="currency a month",
        low=0,
        example="64000",
        blank="what the bills of the base come to",
    ),
    *named("payments_scope", "scope and period of payments_month"),
)

#: The profile's fields as the columns of a table, by whose words they may be called.
PROFILE_TABLE = Table("profile", "the client file's first page", (), PROFILE)
