"""What the client needs and has not asked for: rules over the data, each with the evidence that it rests on.

A rule looks at the client and yields the needs that it finds, each with its size in currency a month: NaN where nobody
can tell, never 0 for that. How likely a need is to be bought is a judgement, the assumption `need_confidence_<rule>`.
`RULES` is the table of contents. Needs of several rules may be about the same money;
:mod:`playbook.steps.needs.need_list` counts it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, ordered, records
from playbook.steps.industry.analysis import analyse
from playbook.steps.listing import several
from playbook.steps.needs.network import analyse_network
from playbook.steps.needs.price_list import Offer, cheapest, fee_of, line_name, listed_fee
from playbook.steps.needs.whitespace import whitespace
from playbook.steps.phrases import bandwidth_of, money_of, worded
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Number, Percent, Printable, bounded, inline, is_unknown, name_of

__all__ = ["RULES", "Need", "Rule", "latent_needs"]

Figures = dict[str, Printable | str | int]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Need:
    """A need. `need` is its stable id (`backup-marina`), `kind` stated or latent, `rule` what found it.

    `sites` are the client's sites that have it and `units` its units that are no site; none of both: the client as a
    whole. `amount_month` is what answering it would bring (currency a month, NaN unknown; `at_least`: a part of it is
    unknown), `confidence` how likely it is to be bought, `evidence` what it rests on, the cause first; `also` are the
    ids of needs that turned out to be the same money.
    """

    need: str
    name: Name
    amount_month: float
    status: str
    evidence: tuple[Name, ...] = ()
    sites: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    service: str | None = None
    at_least: bool = False
    kind: str = "latent"
    rule: str = ""
    confidence: float = _UNKNOWN
    also: tuple[str, ...] = ()

    @property
    def sized(self) -> bool:
        """True where its size is known, in whole or in part."""
        return not is_unknown(self.amount_month)

    @property
    def expected_month(self) -> float:
        """Size x confidence, in currency a month."""
        return self.amount_month * self.confidence

    @property
    def scope(self) -> frozenset[str]:
        """The sites and units that have it; empty: the client as a whole."""
        return frozenset((*self.sites, *self.units))


@dataclass(frozen=True)
class Rule:
    """A rule: its id, the assumption that says how likely its needs are bought, and the function that finds them.
    `by_service`: its needs are about what a site spends on a service, so two of them on the same site and service are
    the same money.
    """

    id: str
    assumption: str
    find: Callable[[Client], Iterator[Need]]
    by_service: bool = False


def latent_needs(client: Client) -> tuple[Need, ...]:
    """Every need that a rule finds, in the order of the rules; the id begins with the rule's."""
    return tuple(
        replace(
            need,
            need="-".join(filter(None, (rule.id.replace("_", "-"), need.need))),
            rule=rule.id,
            confidence=client.assume(rule.assumption),
        )
        for rule in RULES
        for need in rule.find(client)
    )


def _backup(client: Client) -> Iterator[Need]:
    """A site of the client (no outside party) that hangs on a single line of its own, without backup -> a backup line.

    Left out is what is in hand: a site with an intended backup, or that no single failure cuts off once the intended
    lines exist. The size is the fee of the cheapest line on the price list of another technology than the main line's,
    with at least the part of its bandwidth that assumption `backup_bandwidth_share` says.
    """
    links, names, prices = client.rows("links"), client.names("sites"), client.market.rows("prices")
    for row in ordered(records(analyse_network(client).sites), "site"):
        own = [link for link in _own(links, row["site"], "existing") if ("line", link["link"]) in row["points"]]
        in_hand = row["backup"] or row["protected_later"] or _own(links, row["site"], "intended", "backup")
        if not own or in_hand or row["level"] == "partner":
            continue
        main = min(own, key=lambda link: str(link["link"]))
        least = main["bandwidth_kbps"] * client.assume("backup_bandwidth_share")
        offer = cheapest((price for price in prices if price["technology"] != main["technology"]), least)
        cause = worded("needs.latent.backup.cause", line=line_name(main))
        yield Need(
            row["site"],
            worded("needs.latent.backup.name", site=names[row["site"]]),
            fee_of(offer),
            sites=(row["site"],),
            evidence=(cause, *_backup_basis(client, offer)),
            status=weakest([row["status"], *_status(offer)]),
        )


def _backup_basis(client: Client, offer: Offer | None) -> tuple[Name, ...]:
    if offer is None:
        return ()
    fee = Money(offer["fee_month"], client.currency)
    return (worded("needs.latent.backup.basis", line=line_name(offer), fee=fee),)


def _upgrade(client: Client) -> Iterator[Need]:
    """A site below its required bandwidth -> an upgrade.

    Left out is a site whose intended main line has what it needs. The size is the fee of the cheapest line on the price
    list that carries the requirement, of the technology that the site has if there is one, less the list fees of its
    main lines today; an upgrade that costs less than today's lines brings 0. It is unknown where either side is not on
    the list.
    """
    links, names, prices = client.rows("links"), client.names("sites"), client.market.rows("prices")
    for row in ordered(records(analyse_network(client).sites), "site"):
        intended = _own(links, row["site"], "intended", "main")
        in_hand = any(line["bandwidth_kbps"] >= row["required_kbps"] for line in intended)
        if row["hub"] or in_hand or not row["short_kbps"] > 0:
            continue
        mains = _own(links, row["site"], "existing", "main")
        technologies = {line["technology"] for line in mains}
        same = cheapest((price for price in prices if price["technology"] in technologies), row["required_kbps"])
        offer = same or cheapest(prices, row["required_kbps"])
        today = sum(listed_fee(prices, line) for line in mains)
        more = fee_of(offer) - today
        figures: Figures = {"has": bandwidth_of(row["bandwidth_kbps"]), "needs": bandwidth_of(row["required_kbps"])}
        yield Need(
            row["site"],
            worded("needs.latent.upgrade.name", site=names[row["site"]]),
            _UNKNOWN if is_unknown(more) else max(0.0, more),
            sites=(row["site"],),
            evidence=(worded("needs.latent.upgrade.cause", **figures), *_upgrade_basis(client, offer, today)),
            status=weakest([row["status"], *_status(offer)]),
        )


def _upgrade_basis(client: Client, offer: Offer | None, today: float) -> tuple[Name, ...]:
    if offer is None or is_unknown(fee_of(offer) - today):
        return ()
    money: Figures = {"fee": Money(fee_of(offer), client.currency), "today": Money(today, client.currency)}
    return (worded("needs.latent.upgrade.basis", line=line_name(offer), **money),)


def _whitespace(client: Client) -> Iterator[Need]:
    """A service that weighs less in the client's bills than in its industry's (location quotient below the threshold)
    -> whitespace.

    The size is what the client would pay more at the industry's mix.
    """
    mix, names = analyse(client).mix, client.market.names("services")
    for row in ordered((row for row in records(mix.services) if row["signal"] == "whitespace"), "service"):
        quotient, own = (
            bounded(value, mix.side) for value in (Number(row["quotient"], 2), Percent(row["client_share"]))
        )
        figures: Figures = {"quotient": quotient, "own": own, "peers": Percent(row["industry_share"])}
        yield Need(
            row["service"],
            worded("needs.latent.whitespace.name", service=names[row["service"]]),
            -row["gap_month"],
            service=row["service"],
            at_least=mix.side != "exact",
            evidence=(worded("needs.latent.whitespace.cause", **figures),),
            status=mix.status,
        )


def _unit_whitespace(client: Client) -> Iterator[Need]:
    """Units without a service that other units of this client have, from us or from a rival -> the service for them
    too.

    The size is the mean of the other units' known amounts for each unit; unknown where none is known. An estimate,
    whatever it rests on.
    """
    space, names = whitespace(client), client.market.names("services")
    for (service,), cells in sorted(grouped(records(space.cells), "service").items()):
        without = ordered((cell for cell in cells if cell["holder"] == "none"), "unit")
        others = [cell for cell in cells if cell["holder"] in ("us", "rival")]
        if not (without and others):
            continue
        mean = _mean([cell["amount_month"] for cell in others])
        figures: Figures = {"n": Count(len(without)), "m": Count(len(others))}
        figures["which"] = several([cell["name"] for cell in without], 2)
        name = worded("needs.latent.unit_whitespace.name", service=names[service], **figures)
        sites, units = _scope(without)
        yield Need(
            service,
            name,
            mean * len(without),
            sites=sites,
            units=units,
            service=service,
            evidence=(worded("needs.latent.unit_whitespace.cause", **figures), *_mean_basis(client, mean)),
            status=_estimated(cell["status"] for cell in cells),
        )


def _mean_basis(client: Client, mean: float) -> tuple[Name, ...]:
    if is_unknown(mean):
        return ()
    return (worded("needs.latent.unit_whitespace.basis", mean=Money(mean, client.currency)),)


def _mean(amounts: Sequence[float]) -> float:
    """The mean of the known amounts; NaN where none is known."""
    return float(np.nanmean(amounts)) if any(map(known, amounts)) else _UNKNOWN


def _win_back(client: Client) -> Iterator[Need]:
    """What a rival serves at units of the client, and its moves in service on what no such row names -> win it back,
    rival by rival and service by service. The size is what the units spend on it: at least the known amounts, where one
    is unknown.
    """
    cells = ordered(records(whitespace(client).cells), "unit")
    held = grouped(
        ({**cell, "operator": cell["operator"] or ""} for cell in cells if cell["holder"] == "rival"),
        "operator",
        "service",
    )
    for what, rows in sorted(held.items()):
        yield _served(client, what, rows)
    parts = client.rows("competition_services")
    covered = {
        *held,
        *((rival, part["service"]) for rival, billed in held for part in parts if part["bill_service"] == billed),
    }
    moves = ordered((row for row in client.rows("moves") if row["stage"] == "in_service"), "move")
    for (rival, service), rows in sorted(grouped(moves, "operator", "service").items()):
        if not {(rival, service), ("", service)} & covered:
            told = tuple(worded("needs.latent.win_back.move", what=name_of(row, "what")) for row in rows)
            status = weakest(row["status"] for row in rows)
            yield _won(client, (rival, service), total_of(()), evidence=told, status=status)


def _served(client: Client, what: tuple[Any, ...], rows: Sequence[Row]) -> Need:
    """What a rival serves of one service at units of the client."""
    rival, service = what
    total = total_of(row["amount_month"] for row in rows)
    figures: Figures = {
        "rival": _rival(client, rival),
        "n": Count(len(rows)),
        "which": several([row["name"] for row in rows], 2),
    }
    evidence = [worded("needs.latent.win_back.cause", **figures)]
    if total.unknown and total.known > 0:
        counts = {"k": Count(len(rows) - total.unknown), "n": Count(len(rows))}
        evidence.append(worded("needs.latent.win_back.basis", **counts))
    sites, units = _scope(rows)
    status = weakest(row["status"] for row in rows)
    return _won(client, (rival, service), total, evidence=tuple(evidence), status=status, sites=sites, units=units)


def _won(client: Client, what: tuple[Any, Any], total: Total, **given: Any) -> Need:
    rival, service = what
    name = worded(
        "needs.latent.win_back.name",
        service=inline(client.market.names("services")[service]),
        rival=_rival(client, rival),
    )
    some = total.known > 0 or not total.unknown
    return Need(
        "-".join(filter(None, (service, rival))),
        name,
        total.known if some else _UNKNOWN,
        service=service,
        at_least=some and total.unknown > 0,
        **given,
    )


def _proposal(client: Client) -> Iterator[Need]:
    """A goal of the client that no service of ours supports -> a proposal. Whether it is supported must be known."""
    for row in ordered(client.rows("goals"), "initiative"):
        if row["supported"] is False:
            telecom = name_of(row, "telecom")
            cause = worded("needs.latent.proposal.cause", goal=name_of(row, "goal"))
            name = worded("needs.latent.proposal.name", initiative=inline(name_of(row)))
            yield Need(
                row["initiative"],
                name,
                row["amount_month"],
                service=row["service"],
                evidence=(cause, *((telecom,) if telecom.zh or telecom.en else ())),
                status=row["status"],
            )


def _group_plan(client: Client) -> Iterator[Need]:
    """What employees spend with rivals -> a group plan, that wins a share of it (assumption `group_plan_share`); at
    least that, where an amount is unknown.
    """
    rivals = [row for row in client.by_operator("staff_spend") if row["operator"] != client.market.us]
    if not rivals:
        return
    total, share = total_of(row["amount_month"] for row in rivals), client.assume("group_plan_share")
    some = total.known > 0 or not total.unknown
    basis = (worded("needs.latent.group_plan.basis", share=Percent(share, 0)),) if some else ()
    yield Need(
        "",
        worded("needs.latent.group_plan.name"),
        total.known * share if some else _UNKNOWN,
        at_least=some and total.unknown > 0,
        evidence=(worded("needs.latent.group_plan.cause", spent=money_of(total, client.currency)), *basis),
        status=_estimated(row["status"] for row in rivals),
    )


def _taught(client: Client) -> Iterator[Need]:
    """What is typical of the client's industry, as taught, and has not been stated -> ask about it. Its size is
    unknown."""
    stated, industry = set(client.column("needs", "need")), client.profile.get("industry")
    for row in ordered((row for row in client.market.rows("taught_needs") if row["industry"] == industry), "need"):
        part = row["sub_industry"]
        if row["need"] not in stated and (is_unknown(part) or part == client.profile.get("sub_industry")):
            of = (
                client.market.names("industries")[row["industry"]]
                if is_unknown(part)
                else client.market.names("sub_industries")[part]
            )
            yield Need(
                row["need"],
                name_of(row),
                _UNKNOWN,
                service=row["service"],
                status=row["status"],
                evidence=(worded("needs.latent.taught.cause", industry=inline(of)),),
            )


#: The rules, in the order in which they look.
RULES: tuple[Rule, ...] = (
    Rule("backup", "need_confidence_backup", _backup),
    Rule("upgrade", "need_confidence_upgrade", _upgrade),
    Rule("whitespace", "need_confidence_whitespace", _whitespace, by_service=True),
    Rule("unit_whitespace", "need_confidence_whitespace", _unit_whitespace, by_service=True),
    Rule("win_back", "need_confidence_win_back", _win_back, by_service=True),
    Rule("proposal", "need_confidence_proposal", _proposal),
    Rule("group_plan", "need_confidence_group_plan", _group_plan),
    Rule("taught", "need_confidence_taught", _taught),
)


def _own(links: Sequence[dict[Any, Any]], site: Any, state: str, role: str = "") -> list[dict[Any, Any]]:
    """The lines at a site in that state; only those of a role, if one is named."""
    return [
        link
        for link in links
        if site in (link["from_site"], link["to_site"]) and link["state"] == state and role in ("", link["role"])
    ]


def _status(offer: Offer | None) -> tuple[str, ...]:
    return () if offer is None else (str(offer["status"]),)


def _estimated(statuses: Iterable[str | None]) -> str:
    """The status of what is estimated from rows: at best an estimate."""
    status = weakest(statuses)
    return "estimated" if status in ("published", "measured") else status


def _scope(cells: Sequence[dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sites of the cells, and the units that are no site."""
    return tuple(cell["site"] for cell in cells if known(cell["site"])), tuple(
        cell["unit"] for cell in cells if not known(cell["site"])
    )


def _rival(client: Client, rival: Any) -> Name:
    return client.market.names("operators").get(rival, worded("needs.whitespace.a_rival"))
