"""3.5b by hand: a site that hangs on one line, and one without any."""

from __future__ import annotations

from pathlib import Path

from tests.builders.clients import build, make_client, printed
from tests.builders.network import network


def test_a_site_without_a_line_has_no_hours(tmp_path: Path) -> None:
    shown = build("3.5b", network(tmp_path, [("1", "h", "a")], sites="hab"), "en")
    told = zip(*(printed(shown, name) for name in ("site", "hours", "single")), strict=True)
    rows = {site.lower(): (hours, single) for site, hours, single in told}
    assert rows["b"] == ("unknown", "unknown") and rows["a"][0] != "unknown"


def test_without_lines_a_card_asks_for_them(tmp_path: Path) -> None:
    sites = [{"site": "h", "name": "Hub", "level": "branch", "hub": "yes"}]
    shown = build("3.5b", make_client(tmp_path, {"sites": sites}), "en")
    assert (shown.kind, [item["table"] for item in shown.extra["collect"]]) == ("card", ["links.csv"])
