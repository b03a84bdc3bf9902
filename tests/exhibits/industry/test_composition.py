"""1.1, key-account revenue by industry, as printed."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_revenue_shares_add_up_as_printed() -> None:
    found = build("1.1", load_client("pingan-life-fuzhou"), "zh")
    shares = printed(found, "share")[:11]
    assert round(sum(float(share.rstrip("%")) for share in shares), 6) == 100
    assert printed(found, "revenue")[-2:] == ["25,600,000元", "25,600,000元"]
