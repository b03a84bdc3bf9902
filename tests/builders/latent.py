"""Clients with what the rules for latent needs read: lines, prices, peers, units."""

from __future__ import annotations

from typing import Any

from tests.builders.clients import Rows

Given = dict[str, Rows]
SITES: list[dict[str, Any]] = [
    {"site": "hq", "name": "Head office", "level": "head_office", "hub": "yes"},
    {"site": "a", "name": "Alpha", "level": "outlet", "required_kbps": 128},
]
MAIN = {
    "link": "l1",
    "from_site": "a",
    "to_site": "hq",
    "technology": "ddn",
    "bandwidth_kbps": 128,
    "role": "main",
    "state": "existing",
}
PRICES = [
    {"technology": technology, "bandwidth_kbps": kbps, "fee_month": fee}
    for technology, kbps, fee in (
        ("ddn", 64, 10),
        ("ddn", 128, 100),
        ("ddn", 256, 160),
        ("isdn", 64, 50),
        ("isdn", 128, 70),
        ("frame_relay", 32, 5),
        ("fibre", 1000, 130),
    )
]


def network(*links: dict[str, Any], site: dict[str, Any] | None = None) -> Given:
    return {"sites": [SITES[0], {**SITES[1], **(site or {})}], "links": list(links)}


INDUSTRY: Given = {"industries": [{"industry": "trade", "name": "Trade"}]}
PROFILE: dict[str, object] = {"industry": "trade"}


def usage(data: float, voice: float) -> Given:
    amounts = (("data", data), ("voice", voice))
    return INDUSTRY | {
        "service_usage": [
            {"industry": "trade", "service": service, "amount_month": amount} for service, amount in amounts
        ]
    }


def units(*rows: tuple[str, str, str, object]) -> Given:
    return {
        "unit_services": [
            {
                "unit": unit,
                "name": unit.upper(),
                "service": service,
                "holder": holder,
                "amount_month": amount,
                "operator": "rival" if holder == "rival" else "",
            }
            for unit, service, holder, amount in rows
        ]
    }
