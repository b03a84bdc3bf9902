"""Three designs of the client's network beside today's (designs, design_links).

The cheapest that would do, today's network with its weak spots mended, and the best that there is. They differ in what
a site hangs on, not in which sites there are; so exhibit 4.3 can hold one against the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playbook.synth.network import backup_end, other_exchange
from playbook.synth.outline import Outline, Rows, Site
from playbook.synth.words import named, words

__all__ = ["designs"]

Link = tuple[str, int]
_CORE = ("hq", "dc")
#: Bandwidths in kbit/s: of a backup that is there for the worst, of a slow line, and what fibre is sold at.
_SPARE, _SLOW = 50000, 100000
_SPEEDS = (100000, 200000, 300000, 500000, 1000000)
_FASTEST = _SPEEDS[-1]


def designs(outline: Outline) -> dict[str, Rows]:
    """Nothing for a client of one site: there is no network to design."""
    if len(outline.sites) < 2:
        return {"designs": [], "design_links": []}
    solution = {"d2": "second-route", "d3": "one-network"}
    ids = {offer.key: offer.id for offer in outline.offers}
    rows = [
        {
            "design": key,
            "name": named([zh, en]),
            "note": named([zh_note, en_note]),
            "solution": ids.get(solution.get(key, "")),
        }
        for key, zh, en, zh_note, en_note in words("judgements")["designs"]
    ]
    return {"designs": rows, "design_links": [line for row in rows for line in _lines(outline, row["design"])]}


def _lines(outline: Outline, design: str) -> Iterator[dict[str, Any]]:
    """Main and backup of every site but the head office."""
    number = 0
    for site in outline.sites[1:]:
        for role, link in zip(("main", "backup"), _links(design, site), strict=True):
            number += 1
            end = backup_end(outline, site) if role == "backup" else outline.hub
            second = role == "backup" and not (design == "d1" and site.flaw == "shared")
            yield {
                "design": design,
                "link": f"{design}-{number:03}",
                "from_site": site.id,
                "to_site": end.id,
                "technology": link[0],
                "bandwidth_kbps": link[1],
                "role": role,
                "from_exchange": other_exchange(outline, site.exchange) if second else site.exchange,
                "to_exchange": other_exchange(outline, end.exchange) if second and end is outline.hub else end.exchange,
            }


def _links(design: str, site: Site) -> tuple[Link, Link]:
    """What a site hangs on in a design: its main line and its backup."""
    need, core = max(site.need_kbps, _SLOW), site.id in _CORE
    fibre = ("fibre", min(_FASTEST, next(kbps for kbps in (*_SPEEDS, need) if kbps >= need)))
    if design == "d1":
        return (
            site.main if core else ("broadband", _SLOW),
            (site.backup or site.main) if core else ("wireless", _SPARE),
        )
    if design == "d2":
        spare = ("wireless" if site.main[0] == "broadband" else "broadband", _SPARE)
        return (fibre if site.flaw == "short" else site.main), site.backup or spare
    return fibre, ("mpls_vpn", _SLOW)
