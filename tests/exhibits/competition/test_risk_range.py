"""2.4b, what moves the revenue at risk: picture and table."""

from __future__ import annotations

from playbook.client import load_client
from tests.builders.clients import DATA, build


def test_the_tornado_shows_eight_and_the_table_all() -> None:
    found = build("2.4b", load_client("harbour-hotels", root=DATA), "en")
    assert (found.kind, len(found.values.rows)) == ("tornado", 12)
    assert found.draw is not None
    bars = [
        artist.get_gid() for artist in found.draw().axes[0].get_children() if str(artist.get_gid()).startswith("high-")
    ]
    assert len(bars) == 8
    assert (
        found.title
        == "The gap's scale s matters most: from 0.5 to 1.2 it moves the revenue at risk from £8,572 to £17,202 a month"
    )
