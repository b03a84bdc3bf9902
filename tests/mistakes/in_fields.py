"""Slips in YAML: the profile's fields, the market's, and the marks of YAML itself."""

from __future__ import annotations

from tests.mistakes.slips import Mistake, content, field, put, without_field

__all__ = ["IN_FIELDS"]


IN_FIELDS = (
    Mistake("no name", without_field("name"), says=("name",)),
    Mistake("no language", without_field("language"), says=("language",)),
    Mistake("a language that plans do not come in", field("language", "fr"), says=("zh", "en")),
    Mistake("no status", without_field("status"), says=("status",)),
    Mistake("a status that is none", field("status", "sure"), says=("published",)),
    Mistake("a field that nobody knows", field("turnover", "1"), says=("turnover",)),
    Mistake("a misspelt field", field("payment_month", "1"), says=("payments_month",)),
    Mistake("a market that is misspelt", field("market", "saltmoth-2025"), says=("saltmouth-2025",)),
    Mistake("a market whose name is no id", field("market", "Salt Mouth"), says=("market",)),
    Mistake("an industry that the market lacks", field("industry", "hospitalty"), says=("hospitality",)),
    Mistake("a sub-industry that the market lacks", field("sub_industry", "hotel"), says=("hotels",)),
    Mistake("a date that the calendar lacks", field("as_of", "2025-11-31"), says=("as_of",)),
    Mistake("a date that may be two", field("as_of", "02/03/2025"), says=("2 March", "3 February")),
    Mistake("a date with slashes", field("as_of", "2025/11/30"), "understood", ("2025-11-30",)),
    Mistake("a date before the first bill", field("as_of", "2014-01-01"), says=("first bill",)),
    Mistake("an amount in words", field("payments_month", "about 45 thousand"), says=("payments_month",)),
    Mistake("an amount in 万", field("payments_month", "4.5万"), "understood", ("45000",)),
    Mistake("an amount below 0", field("payments_month", "-45254"), says=("payments_month",)),
    Mistake("a client number that became a power of ten", field("client_number", "4.17E+02"), says=("power of ten",)),
    Mistake("none_in names no table", field("none_in", "rivals"), says=("none_in",)),
    Mistake("none_in names a table with rows", field("none_in", "needs"), says=("needs",)),
    Mistake("illustrative_fields with a comma", field("illustrative_fields", "bank; address"), says=("ids",)),
    Mistake("a field twice", content("profile.yaml", lambda text: text + b"grade: 4A\n"), says=("grade",)),
    Mistake("a field indented", content("profile.yaml", lambda text: text + b"  extra: 1\n"), says=("indent",)),
    Mistake("a tab before a field", content("profile.yaml", lambda text: text + b"\textra: 1\n"), says=("tab",)),
    Mistake(
        "no blank after the colon", content("profile.yaml", lambda text: text + b"full_name:Hotels\n"), says=("colon",)
    ),
    Mistake(
        "a list below a field", content("profile.yaml", lambda text: text + b"full_name:\n- a\n- b\n"), says=("list",)
    ),
    Mistake(
        "a quotation mark not closed",
        content("profile.yaml", lambda text: text + b'full_name: "Hotels\n'),
        says=("quotation mark",),
    ),
    Mistake(
        "a colon within a text",
        content("profile.yaml", lambda text: text + b"full_name: Hotels: all\n"),
        says=("colon",),
    ),
    Mistake("an alias of YAML", content("profile.yaml", lambda text: text + b"full_name: *name\n"), says=("alias",)),
    Mistake(
        "a tag of YAML", content("profile.yaml", lambda text: text + b"full_name: !!python/none x\n"), says=("tag",)
    ),
    Mistake(
        "a second document", content("profile.yaml", lambda text: text + b"---\nname: x\n"), says=("second document",)
    ),
    Mistake("a list in the place of fields", put("profile.yaml", "- name\n- market\n"), says=("mapping",)),
    Mistake("the market's currency is none", field("currency", "POUND", "market/market.yaml"), says=("GBP",)),
    Mistake(
        "the market's operator that is ours is not listed",
        field("us", "saltmouth-telecon", "market/market.yaml"),
        says=("saltmouth-telecom",),
    ),
    Mistake(
        "an assumption that nobody knows",
        put("assumptions.yaml", "discount_rat:\n  value: 0.1\n  by: us\n  on: 2025-01-01\n"),
        says=("discount_rat",),
    ),
    Mistake(
        "an assumption without its value below it",
        put("assumptions.yaml", "discount_rate_year: 0.1\n"),
        says=("value",),
    ),
)
