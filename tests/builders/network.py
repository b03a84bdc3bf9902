"""A client of sites and lines."""

from __future__ import annotations

from pathlib import Path

from playbook.client import Client
from tests.builders.clients import make_client


def network(
    folder: Path,
    lines: list[tuple[str, ...]],
    *,
    exchanges: dict[str, str] | None = None,
    sites: str = "habc",
    required: float | str = "",
) -> Client:
    """Sites by letter, `h` the hub; a line is (id, from, to) and then, if wanted, role, state and bandwidth."""
    links = [
        {
            "link": line[0],
            "from_site": line[1],
            "to_site": line[2],
            "technology": "ddn",
            "role": (*line, "main")[3] if len(line) > 3 else "main",
            "state": line[4] if len(line) > 4 else "existing",
            "bandwidth_kbps": line[5] if len(line) > 5 else "",
        }
        for line in lines
    ]
    tables = {
        "sites": [
            {
                "site": site,
                "name": site.upper(),
                "level": "branch",
                "hub": "yes" if site == "h" else "",
                "required_kbps": required,
            }
            for site in sites
        ],
        "links": links,
        "resources": [{"site": site, "exchange": exchange} for site, exchange in (exchanges or {}).items()],
    }
    return make_client(folder, tables)
