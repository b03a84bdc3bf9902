"""3.2, inputs."""

from __future__ import annotations

from tests.builders.clients import printed
from tests.builders.difference_exhibits import LANGS, made, row


def test_many_new_rows_are_one_line() -> None:
    """48 bills a quarter of the invented client: three months of sixteen."""
    inputs = made("harbour-hotels", "en")["3.2"]
    assert row(inputs, "bills.csv")["column"] == "48 new rows"
    assert row(made("pingan-life-fuzhou", "en")["3.2"], "contacts.csv") == {
        "table": "contacts.csv",
        "key": "finance-head",
        "column": "attitude",
        "before": "unknown",
        "after": "C+",
        "by": "account team",
        "on": "2003-04-16",
    }


def test_who_wrote_a_row_is_said_in_the_plans_language() -> None:
    inputs = {lang: dict.fromkeys(printed(made("pingan-life-fuzhou", lang)["3.2"], "by")) for lang in LANGS}
    assert {lang: list(names) for lang, names in inputs.items()} == {"zh": ["", "客户团队"], "en": ["", "account team"]}
