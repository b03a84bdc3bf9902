"""The client's network: sites, lines, and our access at each (sites, links, resources).

A star: each site has a main line to the head office and a backup to the data centre (without one: to another exchange
of the head office); in a large network the small sites hang on a branch. A site's line is the best that the client's
leased-line bill can pay for. Weak spots are planted as people leave them: a site on a single line, one below the
bandwidth that it needs, one whose main and backup share an exchange.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from playbook.synth.draw import chance, pick, tidy, within
from playbook.synth.outline import Outline, Rows, Site
from playbook.synth.words import count_of, named, said, words
from playbook.units import Name

__all__ = ["backup_end", "exchange_name", "exchanges", "network", "other_exchange", "sites_of"]

#: From so many sites on there is a data centre; from so many on, small ones hang on a branch.
_WITH_CENTRE, _TREE = 5, 16
#: The slowest main line of a core site, and of any (kbit/s).
_SLOWEST_CORE, _SLOWEST = 100000, 50000
_CENTRE = ("数据中心", "Data centre")
_UPGRADE = {
    20000: 50000,
    50000: 100000,
    100000: 200000,
    200000: 300000,
    300000: 500000,
    500000: 1000000,
    1000000: 2000000,
}


def sites_of(outline: Outline, count: int) -> tuple[Site, ...]:
    """So many sites, the head office first, then the data centre (five sites and more)."""
    draw, kinds = outline.draw("sites"), outline.trade["kinds"]
    addresses = _addresses(draw, outline, count)
    budget = (
        outline.revenue_month
        * (outline.shares.get("leased_lines", 0) + outline.shares.get("broadband", 0) + 0.05)
        / (1.5 * count)
    )
    flaws = _flaws(draw, count)
    sites: list[Site] = []
    for number, (place, street) in enumerate(addresses):
        level = _level(draw, number, count)
        kind = {"head_office": kinds[0], "data_centre": _CENTRE, "outlet": kinds[2]}.get(level, kinds[1])
        repeated = any(other[1] == street for other in addresses[:number])
        where = (number, level, place, street)
        site = _site(
            draw, outline, where, kind=named(kind), repeated=repeated, others=sites, budget=budget, flaw=flaws[number]
        )
        sites.append(site)
    return tuple(sites)


def _level(draw: Random, number: int, count: int) -> str:
    if number == 0:
        return "head_office"
    if number == 1 and count >= _WITH_CENTRE:
        return "data_centre"
    if number == 2 and count >= _TREE:
        return "branch"
    return pick(draw, {"branch": 2, "sub_branch": 3, "outlet": 5})


def _addresses(draw: Random, outline: Outline, count: int) -> list[tuple[int, int]]:
    """Different places (numbers) and streets (numbers); half of them in the city itself, the first one certainly."""
    places, streets = range(len(outline.city["places"])), range(len(words("names")["streets"]))
    every = [(place, street) for place in places for street in streets]
    draw.shuffle(every)
    every.sort(key=lambda address: address[0] != 0 and draw.random() < 0.3)
    first = next(address for address in every if address[0] == 0)
    return [first, *(address for address in every if address != first)][:count]


def _flaws(draw: Random, count: int) -> list[str]:
    """The weak spots: more of them in a larger network, none at the head office and the data centre."""
    sound = list(range(2 if count >= _WITH_CENTRE else 1, count))
    draw.shuffle(sound)
    wanted = ["single"] * (1 + count // 14) + ["short"] * (1 + count // 18) + ["shared"] * (count >= 4)
    planted = dict(zip(sound, (flaw for flaw in wanted if chance(draw, 0.85)), strict=False))
    return [planted.get(number, "") for number in range(count)]


def _site(
    draw: Random,
    outline: Outline,
    where: tuple[int, str, int, int],
    *,
    kind: Name,
    repeated: bool,
    others: list[Site],
    budget: float,
    flaw: str,
) -> Site:
    number, level, place, street = where
    road, town = named(words("names")["streets"][street]), named(outline.city["places"][place])
    core = level in ("head_office", "data_centre")
    part = Name(f"{town.zh}{road.zh}", f"{town.en} {road.en}") if repeated else road
    name = kind if core else Name(f"{part.zh}{kind.zh}", f"{part.en} {kind.en[:1].lower() + kind.en[1:]}")
    identifier = {"head_office": "hq", "data_centre": "dc"}.get(level) or part.en.lower().replace(" ", "-")
    exchange = _exchange(draw, outline, place, apart=others[0].exchange if level == "data_centre" else None)
    main = _line(outline.level, budget * {"branch": 1.5, "sub_branch": 1, "outlet": 0.6}.get(level, 3), core=core)
    backup = None if flaw == "single" or number == 0 else _backup(main)
    need = _UPGRADE[main[1]] if flaw == "short" else main[1] if chance(draw, 0.8) else max(20000, main[1] // 2)
    house = draw.randint(1, 88)
    return Site(
        identifier,
        name,
        level,
        town,
        Name(f"{road.zh}{house}号", f"{house} {road.en}"),
        _parent(draw, level, place, others),
        exchange,
        main,
        backup,
        need,
        main[0] == "fibre" or chance(draw, 0.3),
        flaw,
        backup is None and number > 0 and chance(draw, 0.25),
    )


def _parent(draw: Random, level: str, place: int, others: list[Site]) -> str | None:
    """The site that the main line leads to: of a small site in a large network a branch, else the head office."""
    branches = [site.id for site in others if site.level == "branch"]
    if level == "outlet" and len(others) >= _TREE and branches:
        return branches[place % len(branches)]
    return others[0].id if others else None


def exchanges(outline: Outline) -> dict[str, int]:
    """The city's exchanges: id -> number of its place."""
    return {name.lower().replace(" ", "-"): place for _, name, place in outline.city["exchanges"]}


def exchange_name(outline: Outline, exchange: str) -> Name:
    """An exchange's name."""
    return next(named(row) for row in outline.city["exchanges"] if row[1].lower().replace(" ", "-") == exchange)


def _exchange(draw: Random, outline: Outline, place: int, *, apart: str | None) -> str:
    """An exchange of the place; the data centre's lies apart from the head office's."""
    own = [name for name, at in exchanges(outline).items() if at == place and name != apart]
    return draw.choice(own or [name for name in exchanges(outline) if name != apart])


def other_exchange(outline: Outline, exchange: str) -> str:
    """The exchange that a second route runs through: another one of the same place, else the next of all, but never the
    head office's own, that every main line runs through.
    """
    known, names = exchanges(outline), list(exchanges(outline))
    place = names.index(exchange)
    others = [name for name in (*names[place + 1 :], *names[:place]) if name != outline.hub.exchange]
    return next((name for name in others if known[name] == known[exchange]), others[0])


def backup_end(outline: Outline, site: Site) -> Site:
    """Where a backup leads to: the data centre where there is one behind another exchange than the site's, else the
    head office."""
    centre = next((other for other in outline.sites if other.id == "dc"), None)
    return centre if centre and site.exchange != centre.exchange else outline.hub


def _line(level: float, budget: float, *, core: bool) -> tuple[str, int]:
    """The best main line that the money can pay for; broadband where it pays for no more."""
    offers = [
        (technology, kbps)
        for technology, kbps, fee, *_ in words("network")["prices"]
        if fee * level <= budget and technology in (("fibre",) if core else ("fibre", "mpls_vpn", "broadband"))
    ]
    best = max(offers, key=lambda offer: (offer[0] != "broadband", offer[1], offer[0]), default=None)
    return best or ("broadband", _SLOWEST_CORE if core else _SLOWEST)


def _backup(main: tuple[str, int]) -> tuple[str, int]:
    """Another technology with about half of the bandwidth."""
    other = {"fibre": ("mpls_vpn", "broadband"), "mpls_vpn": ("broadband",), "broadband": ("wireless",)}[main[0]]
    offers = [
        (technology, kbps)
        for technology, kbps, *_ in words("network")["prices"]
        if technology in other and kbps <= max(main[1], _SLOWEST)
    ]
    return min(offers, key=lambda offer: (abs(offer[1] - main[1] / 2), other.index(offer[0])))


def network(outline: Outline) -> dict[str, Rows]:
    """The tables sites, links and resources."""
    return {
        "sites": [
            {
                "site": site.id,
                "name": site.name,
                "level": site.level,
                "hub": site is outline.hub,
                "place": site.place,
                "address": site.address,
                "required_kbps": site.need_kbps,
            }
            for site in outline.sites
        ],
        "links": list(_links(outline)),
        "resources": list(_resources(outline)),
    }


def _links(outline: Outline) -> Iterator[dict[str, Any]]:
    """A main line to the parent, a backup to the data centre; for some sites on a single line the backup is
    intended."""
    number = 0
    by_id = {site.id: site for site in outline.sites}
    for site in outline.sites[1:]:
        ends = [("main", by_id[str(site.parent)], site.main, "existing")]
        far = backup_end(outline, site)
        if site.backup or site.planned:
            ends.append(("backup", far, site.backup or _backup(site.main), "existing" if site.backup else "intended"))
        for role, end, (technology, kbps), state in ends:
            number += 1
            second = role == "backup" and site.flaw != "shared"
            yield {
                "link": f"l{number:03}",
                "from_site": site.id,
                "to_site": end.id,
                "technology": technology,
                "bandwidth_kbps": kbps,
                "role": role,
                "state": state,
                "from_exchange": other_exchange(outline, site.exchange) if second else site.exchange,
                "to_exchange": other_exchange(outline, end.exchange) if second and end is outline.hub else end.exchange,
            }


def _resources(outline: Outline) -> Iterator[dict[str, Any]]:
    """Our access at each site; one in twenty has not been surveyed, so that nobody knows of fibre and building
    there."""
    draw = outline.draw("resources")
    for site in outline.sites:
        surveyed, copper = not chance(draw, 0.05), chance(draw, 0.85)
        note = ["空闲{n}对", "{n} pairs free"] if copper else ["楼内无铜缆", "No copper in the building"]
        services = [
            service
            for service in ("broadband", "voice", "cloud", "mobile")
            if site.level != "outlet" or chance(draw, 0.93)
        ]
        yield {
            "site": site.id,
            "access_point": site.name,
            "exchange": site.exchange,
            "exchange_name": exchange_name(outline, site.exchange),
            "copper": copper,
            "copper_note": said(note, n=count_of(2 * draw.randint(2, 30))),
            "services": ("ethernet", *services),
            **(_fibre(draw, outline, site) if surveyed else {"fibre_note": Name("未勘查", "Not surveyed")}),
        }


def _fibre(draw: Random, outline: Outline, site: Site) -> dict[str, Any]:
    """Fibre at a site, or whether it can be built, in how many days and at what cost."""
    if site.fibre:
        dual = site.flaw != "single" and chance(draw, 0.4)
        note = said(["空闲{n}芯", "{n} cores free"], n=count_of(2 * draw.randint(1, 12)))
        return {
            "fibre": True,
            "fibre_note": note,
            "dual_route": dual,
            "buildable": True,
            "build_days": 0,
            "build_cost_once": 0,
        }
    can, metres = chance(draw, 0.85), 10 * draw.randint(3, 90)
    days, cost = 5 * draw.randint(6, 20), tidy(outline.level * (6000 + metres * within(draw, 40, 70)), 3)
    return {
        "fibre": False,
        "fibre_note": said(["最近管道距{n}米", "nearest duct {n} m away"], n=count_of(metres)),
        "dual_route": False,
        "buildable": can,
        "build_days": days if can else None,
        "build_cost_once": cost if can else None,
    }
