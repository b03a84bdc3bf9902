"""1.2, service usage by industry."""

from __future__ import annotations

from pathlib import Path

from playbook.client import load_client
from tests.builders.clients import build, make_client, printed
from tests.builders.industry import INDUSTRIES, usage_rows

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_rows_add_up_to_100_as_printed() -> None:
    found = build("1.2", load_client("harbour-hotels"), "en")
    services = [field.name for field in found.values.fields if field.role == "series"]
    columns = [printed(found, service) for service in services]
    sums = [sum(float(share.rstrip("%")) for share in row) for row in list(zip(*columns, strict=True))[:6]]
    assert [round(total, 6) for total in sums] == [100.0] * 6
    assert round(sum(float(column[-1].rstrip("%")) for column in columns), 6) == 100  # the mean of the others
    assert columns[0][6:9] == ["unknown"] * 3


def test_the_only_other_industry_known_is_named(tmp_path: Path) -> None:
    """Finance buys data and voice 70 to 30, IT 50 to 50: they overlap by 50% + 30%."""
    usage = [row for row in usage_rows() if row["industry"] in ("finance", "it")]
    market = {"industries": INDUSTRIES, "service_usage": usage}
    exhibit = build("1.2", make_client(tmp_path, market=market, profile={"industry": "finance"}), "en")
    assert (
        "Only IT can be compared, with an overlap of 80%: get the others to see whom to learn from." in exhibit.so_what
    )
