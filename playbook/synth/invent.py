"""Inventing a client: its trade, name, size and what follows from the size.

The size is a Pareto draw between 1 and 400 times the smallest key account: few clients pay most of the revenue (the top
fifth about four fifths), as operators' books do. Sites grow with the square root of it, staff with the sites. The mix
of services is the industry's, bent for each client; small ones lack some services. Voice falls, cloud and the internet
of things grow, each client at its own pace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from math import exp
from random import Random
from typing import Any

from playbook.synth.draw import chance, month_of, pick, stream, within
from playbook.synth.network import sites_of
from playbook.synth.offers import offers_of
from playbook.synth.outline import Outline
from playbook.synth.people import people_of
from playbook.synth.rivals import threats_of
from playbook.synth.wants import goals_of, needs_of
from playbook.synth.words import named, said, words
from playbook.units import Name

__all__ = ["AS_OF", "LARGEST", "SMALLEST_MONTH", "invent", "size_of"]

#: The date of most plans; some have not been brought up to date since the quarter before.
AS_OF, BEFORE = date(2026, 6, 30), date(2026, 3, 31)
#: What the smallest key account pays, in currency a month at a level of 1, and how many times that the largest does.
SMALLEST_MONTH, LARGEST = 5000.0, 400.0
_PARETO = 0.8
#: Months of bills, and how likely: a few clients are new.
_MONTHS = {48: 0.25, 36: 0.35, 24: 0.25, 12: 0.1, 7: 0.02, 3: 0.02, 1: 0.01}


def invent(seed: int, index: int) -> Outline:
    """The outline of client `index` (from 1) of a seed; it does not depend on any other client."""
    draw = stream(seed, index, "client")
    market, industry = (
        pick(draw, {key: row["share"] for key, row in words(lists).items()}) for lists in ("markets", "industries")
    )
    city, trade = words("markets")[market], words("industries")[industry]
    sub = draw.choice(list(trade["subs"]))
    name, slug = _name(draw, (seed, index), trade["subs"][sub], city)
    as_of = BEFORE if chance(draw, 0.15) else AS_OF
    size = size_of(draw)
    shares = _shares(draw, trade, size)
    sites = 1 if size < 10 and chance(draw, 0.05) else max(2, min(60, round(3 * size**0.47 * exp(draw.gauss(0, 0.25)))))
    length = pick(draw, _MONTHS)
    outline = Outline(
        seed=seed,
        index=index,
        id=f"c{index:05}-{slug}",
        name=name,
        market=market,
        industry=industry,
        sub_industry=sub,
        language=city["language"] if chance(draw, 0.92) else {"zh": "en", "en": "zh"}[city["language"]],
        as_of=as_of,
        size=size,
        revenue_month=size * SMALLEST_MONTH * city["level"],
        shares=shares,
        growth=_growth(draw, shares),
        months=tuple(month_of(as_of, back) for back in reversed(range(length))),
        employees=max(5, round(trade["heads"] * sites**0.9 * exp(draw.gauss(0, 0.4)))),
    )
    return _with_parts(outline, sites)


def _with_parts(outline: Outline, sites: int) -> Outline:
    """The outline with so many sites and all that follows, each part decided on those before it."""
    parts: dict[str, Callable[[Outline], Any]] = {
        "sites": partial(sites_of, count=sites),
        "threats": threats_of,
        "people": people_of,
        "goals": goals_of,
        "needs": needs_of,
        "offers": offers_of,
    }
    for part, decide in parts.items():
        outline = replace(outline, **{part: decide(outline)})
    return outline


def size_of(draw: Random) -> float:
    """How many times the smallest client this one is: Pareto, cut off at the largest."""
    return float((1 - draw.random() * (1 - LARGEST**-_PARETO)) ** (-1 / _PARETO))


def _name(draw: Random, key: tuple[int, int], sub: Mapping[str, Any], city: Mapping[str, Any]) -> tuple[Name, str]:
    """A name that nobody has, and the part of it that the id takes. The pairs of words are dealt like cards: none comes
    twice in a deck."""
    lists, deck = words("names"), _deck(key[0])
    material, creature = deck[(key[1] - 1) % len(deck)]
    trade = draw.choice(sub["trades"])
    short = Name(f"{material[0]}{creature[0]}{trade[0]}", f"{material[1]} {creature[1]} {trade[1]}")
    slug = re.sub(r"[^a-z]+", "-", f"{material[1]} {creature[1]}".lower())
    if not chance(draw, 0.04):
        return short, slug
    first, second = draw.sample(city["places"], 2)
    return said(draw.choice(lists["long"]), name=short, first=named(first), second=named(second)), slug


@lru_cache(maxsize=4)
def _deck(seed: int) -> list[tuple[list[str], list[str]]]:
    """Every pair of words, shuffled for a seed."""
    lists = words("names")
    deck = [(material, creature) for material in lists["materials"] for creature in lists["creatures"]]
    stream(seed, "names").shuffle(deck)
    return deck


def _shares(draw: Random, trade: Mapping[str, Any], size: float) -> dict[str, float]:
    """What it spends on each service, as shares: the industry's mix, bent; a small client may do without some."""
    lacks = {"iot": 0.6, "cloud": 0.25, "leased_lines": 0.15, "mobile": 0.15}
    bent = {
        service: part * exp(draw.gauss(0, 0.35)) for service, part in zip(words("services"), trade["mix"], strict=True)
    }
    kept = {service: part for service, part in bent.items() if not chance(draw, lacks.get(service, 0) / size**0.4)}
    return {service: part / sum(kept.values()) for service, part in kept.items()}


def _growth(draw: Random, shares: Mapping[str, float]) -> dict[str, float]:
    """Growth a year of each service: the service's own, the client's, and chance."""
    own = draw.gauss(0, 0.05)
    return {service: words("services")[service]["growth"] + own + within(draw, -0.06, 0.06) for service in shares}
