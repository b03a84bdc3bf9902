"""The outline of a made-up client: what all its tables have to agree on.

It is drawn first (:mod:`playbook.synth.invent`); the parts then write their tables from it, and draw only what is
theirs alone. So the site that hangs on one line in `links` is the one that `solutions`, `commitments` and `tasks` speak
of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

from playbook.synth.draw import month_of, stream
from playbook.synth.words import named, words
from playbook.units import Name, inline

__all__ = ["Goal", "Offer", "Outline", "Person", "Rows", "Site", "Threat"]

#: The rows of a table: a Name stands for a text and its twins; a value left out is unknown.
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Site:
    """A site: where it is, the site that its main line leads to (None: it is the hub), its exchange (id), its main and
    backup line (technology, kbit/s; None without), the bandwidth that it needs (kbit/s), whether it has fibre, the weak
    spot in it (single, short, shared or none), and whether the backup that it lacks is intended.
    """

    id: str
    name: Name
    level: str
    place: Name
    address: Name
    parent: str | None
    exchange: str
    main: tuple[str, int]
    backup: tuple[str, int] | None
    need_kbps: int
    fibre: bool
    flaw: str = ""
    planned: bool = False


@dataclass(frozen=True)
class Threat:
    """A rival on a contested service: how far it is (planned, tried, piloting, in_service), since when, and expected
    when in service."""

    service: str
    operator: str
    stage: str
    since: str
    expected: str | None


@dataclass(frozen=True)
class Person:
    """A contact: id, role, department (id of the lists), influence, attitude now and at an earlier date (None: only one
    is known)."""

    id: str
    role: Name
    desk: str
    power: int
    attitude: str
    before: str | None


@dataclass(frozen=True)
class Goal:
    """What the client does to reach a goal: its row of the lists, and whether a service of ours supports it (None: not
    known)."""

    goal: Name
    row: Mapping[str, Any]
    supported: bool | None


@dataclass(frozen=True)
class Offer:
    """A candidate solution: its id in the plan, its row of the lists, its benefit (currency a month), one-off cost, our
    effort (days), the month of the plan in which it starts, whether the team chose it, whether we are bound to it, its
    sites and the needs that it answers (ids).
    """

    id: str
    key: str
    row: Mapping[str, Any]
    benefit: float
    cost: float
    days: int
    start: int
    chosen: bool
    bound: bool
    sites: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def service(self) -> str:
        """The service that it earns on."""
        return str(self.row["service"])


@dataclass(frozen=True, eq=False)
class Outline:
    """A made-up client. `size` is how many times the smallest it is; `revenue_month` what it pays (currency a month,
    over the last three months of bills); `shares` how that is split over services; `growth` the yearly growth of each;
    `months` the months of bills; `employees` its people.
    """

    seed: int
    index: int
    id: str
    name: Name
    market: str
    industry: str
    sub_industry: str
    language: str
    as_of: date
    size: float
    revenue_month: float
    shares: Mapping[str, float]
    growth: Mapping[str, float]
    months: tuple[str, ...]
    employees: int
    sites: tuple[Site, ...] = ()
    people: tuple[Person, ...] = ()
    threats: tuple[Threat, ...] = ()
    goals: tuple[Goal, ...] = ()
    needs: tuple[tuple[str, str, str, str], ...] = ()
    offers: tuple[Offer, ...] = ()

    def draw(self, part: str) -> Random:
        """The stream of one part of this client."""
        return stream(self.seed, self.index, part)

    @cached_property
    def city(self) -> Mapping[str, Any]:
        """The market's row of the lists."""
        return dict(words("markets")[self.market])

    @cached_property
    def trade(self) -> Mapping[str, Any]:
        """The industry's row of the lists."""
        return dict(words("industries")[self.industry])

    @property
    def level(self) -> float:
        """How dear a thing of 1 yuan is in the client's currency."""
        return float(self.city["level"])

    @property
    def us(self) -> str:
        """Our id among the operators."""
        return str(next(iter(self.city["operators"])))

    @property
    def rivals(self) -> tuple[str, ...]:
        """The other operators."""
        return tuple(self.city["operators"])[1:]

    @property
    def hub(self) -> Site:
        """The head office."""
        return self.sites[0]

    @property
    def chosen(self) -> tuple[Offer, ...]:
        """The offers that the team chose."""
        return tuple(offer for offer in self.offers if offer.chosen)

    def month(self, back: int = 0) -> str:
        """The month that many months before the plan's; below 0 after it."""
        return month_of(self.as_of, back)

    def operator(self, identifier: str) -> Name:
        """An operator's name."""
        return named(self.city["operators"][identifier]["name"])

    def spoken(self) -> dict[str, Name]:
        """What the places in the lists' texts stand for at this client."""
        flawed = next((site for site in self.sites if site.flaw), self.sites[-1])
        threat = self.threats[0] if self.threats else None
        service = threat.service if threat else next(iter(self.shares))
        return {
            "site": flawed.name,
            "sites": named(self.trade["kinds"][3]),
            "work": inline(named(self.trade["work"])),
            "money": named(self.city["money"]),
            "rival": self.operator(threat.operator if threat else self.rivals[0]),
            "service": named(words("services")[service]["name"]),
        }
