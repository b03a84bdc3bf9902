"""4.3 as printed, with prices and without."""

from __future__ import annotations

from functools import cache

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import build, printed
from tests.charts.support import texts


@cache
def sample(client: str) -> Client:
    return load_client(client)


@cache
def built(exhibit_id: str, client: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, sample(client), lang)


def test_designs_as_printed() -> None:
    found = built("4.3", "harbour-hotels", "en")
    assert printed(found, "design") == ["Today", "Broadband and wireless", "Weak spots mended", "Fibre and MPLS-VPN"]
    assert printed(found, "cost") == ["£16,955", "£8,815", "£18,320", "£23,280"]
    assert printed(found, "extra") == ["unknown", "−£8,140", "+£1,365", "+£6,325"]
    assert printed(found, "worst") == ["Marina Hotel", "Old Mill Inn", "Cove Guest House", "Old Mill Inn"]
    assert found.draw is not None
    drawn = texts(found.draw())
    assert {"3.9 hours", "17 minutes", "4.23G", "5 of 13"} <= set(drawn)


def test_published_designs_have_no_cost_and_say_why() -> None:
    found = built("4.3", "pingan-life-fuzhou", "en")
    place = [field.name for field in found.values.fields].index("cost")
    assert {(row[place].value, row[place].reason) for row in found.values.rows} == {(None, "no line has a price")}
    assert "independence is assumed" in found.so_what[1]
    assert "Get" not in found.title and found.title.startswith('"DDN design" cuts a site\'s mean loss from at least')
