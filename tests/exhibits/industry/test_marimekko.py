"""1.1b, industries and services."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import build, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")
IDS = ("1.1b", "1.1c", "1.2", "1.4")
OWN_IDS = ("1.1", "1.3", "1.5")


def test_the_picture_leaves_out_and_the_page_says_so() -> None:
    found = build("1.1b", load_client("harbour-hotels"), "en")
    assert found.subtitle.endswith("Left out: Manufacturing, Education and Media and leisure")
    assert any("manufacturing, education and media and leisure" in line for line in found.so_what)
    assert printed(found, "amount")[:5] == ["£160,000", "£58,000", "£74,000", "£69,000", "£51,000"]
    assert printed(found, "note").count("not in the picture") == 15
    assert round(sum(float(share.rstrip("%")) for share in printed(found, "of_all")[:30]), 6) == 100
    assert round(sum(float(share.rstrip("%")) for share in printed(found, "of_all")[-5:]), 6) == 100
