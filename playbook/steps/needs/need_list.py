"""The client's needs, stated and latent, ranked by size x confidence, each counted once (exhibit 3.9).

Stated needs come from the table `needs`, latent ones from the rules of :mod:`playbook.steps.needs.latent`. What counts
as one:

- A stated need whose id is that of a latent one (`upgrade-lantern`) or of a rule (`upgrade`: all of its needs, at the
  sites that it names) is that need, asked for: what the rule found becomes its evidence and, where nobody has given an
  amount, its size.
- Rules about spend on a service (whitespace by peers or by unit, win-back) that find the same service at the same site
  (a need without sites is the whole client's) have found the same money where both have a size, or neither: the one
  with the larger size x confidence is kept, of unknown sizes the surer one, and names the other as further evidence. A
  stated need with an amount is kept before any of them.
- A need without a size adds nothing to the total, so it never disappears into one with a size: nobody can tell that it
  is the same money.

The total is *at least* what it comes to where a need has no size, and where a table or a cell that a rule reads is not
there: what it would have found is unknown. Latent needs that may be the same money as stated ones, of which nobody has
said which service they are about, are not added to them: the larger of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.needs.latent import RULES, Need, latent_needs
from playbook.steps.phrases import money_of, worded
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Count, Day, Money, Name, Percent, Printable, bounded, inline, is_unknown, name_of

__all__ = ["NeedList", "need_list", "need_order"]

_COLUMNS = [
    "need",
    "kind",
    "rule",
    "name",
    "sites",
    "units",
    "service",
    "amount_month",
    "at_least",
    "confidence",
    "expected_month",
    "evidence",
    "also",
    "status",
]
_BY_SERVICE = {rule.id for rule in RULES if rule.by_service}
#: Rules whose sizes come from the price list.
_PRICED = ("backup", "upgrade")
#: What the rules read: where a table has no row, or one of these cells is blank, they may have missed a need.
_READ: dict[str, tuple[str, ...]] = {
    "needs": (),
    "sites": ("required_kbps",),
    "links": ("bandwidth_kbps",),
    "unit_services": ("holder", "operator"),
    "goals": ("supported",),
    "staff_spend": (),
    "moves": (),
    "service_usage": ("amount_month",),
    "taught_needs": (),
}


@dataclass(frozen=True)
class NeedList:
    """The needs, the largest size x confidence first, unknown sizes last, the surer first, then by id.

    `needs`: need (id), kind (stated, latent), rule (None for a stated one), name (Name), sites and units (tuples of
    ids; empty: the whole client), service (None), amount_month (NaN unknown), at_least (a part of it is unknown),
    confidence (0-1), expected_month (size x confidence), evidence (tuple of Name, the cause first), also (ids of needs
    found to be the same), status. `total` adds up the sizes, `expected_month` what is expected of those that are known;
    `complete` says that the rules had all that they read. `twins` are, for a sized need, those without a size that may
    be the same money.
    """

    needs: pd.DataFrame
    total: Total
    expected_month: float
    complete: bool
    twins: Mapping[str, tuple[str, ...]]
    status: str
    findings: tuple[Finding, ...]


@remembered
def need_list(client: Client) -> NeedList:
    """The needs of a client; whatever table is missing, the rest stands."""
    stated, latent = _stated(client), latent_needs(client)
    needs = sorted(_counted_once(client, *_asked_for(stated, latent)), key=need_order)
    complete, twice = _complete(client), _unsure(needs)
    open_ = sum(not need.sized or need.at_least for need in needs) + len(twice[1]) + (not complete)
    total = Total(_least(needs, twice, "amount_month"), open_)
    expected = _least(needs, twice, "expected_month")
    rows = [{column: getattr(need, column) for column in _COLUMNS} | {"rule": need.rule or None} for need in needs]
    frame = frame_of(rows, _COLUMNS, figures=("amount_month", "confidence", "expected_month"))
    status = weakest(need.status for need in needs)
    return NeedList(
        frame,
        total,
        expected,
        complete,
        _twins(needs),
        status,
        tuple(_findings(client, needs, total, expected)) if needs else (),
    )


def _complete(client: Client) -> bool:
    """Had the rules all that they read? What a market's table lacks nobody can have looked into."""
    if is_unknown(client.profile.get("industry")):
        return False
    for table, columns in _READ.items():
        tables = client if table in client.frames else client.market
        if not (client.answered(table) if tables is client else tables.has(table)):
            return False
        if any(
            is_unknown(row[column])
            for row in tables.rows(table)
            for column in columns
            if column != "operator" or row["holder"] == "rival"
        ):
            return False
    return True


def _unsure(needs: list[Need]) -> tuple[frozenset[str], frozenset[str]]:
    """Stated needs of which nobody has said which service they are about, and the latent ones about a service that may
    be the same money."""
    stated = [need for need in needs if need.kind == "stated" and need.sized and need.service is None and not need.also]
    latent = [
        need
        for need in needs
        if need.sized and need.rule in _BY_SERVICE and any(_meet(other, need) for other in stated)
    ]
    return frozenset(need.need for need in stated if latent), frozenset(need.need for need in latent)


def _least(needs: list[Need], twice: tuple[frozenset[str], frozenset[str]], figure: str) -> float:
    """The sum of a figure over the needs, as far as it is known; of two groups that may be the same money the larger
    counts."""
    sums = [sum(getattr(need, figure) for need in needs if need.sized and need.need in group) for group in twice]
    return float(
        sum(getattr(need, figure) for need in needs if need.sized and not any(need.need in group for group in twice))
        + max(sums)
    )


def _twins(needs: list[Need]) -> dict[str, tuple[str, ...]]:
    """For a sized need about a service, those that may be the same money: of the same place, and of the same service
    without a size, or of a size without a service. What nobody has given either of may be anything, and is taken for
    none of them."""
    spend = [need for need in needs if need.rule in _BY_SERVICE]
    others = [need for need in needs if need.rule in _BY_SERVICE or need.kind == "stated"]
    return {
        need.need: tuple(other.need for other in others if _may_be_same(other, need)) for need in spend if need.sized
    }


def _may_be_same(other: Need, need: Need) -> bool:
    same = other.service is None if other.sized else other.service == need.service
    return same and other.rule != need.rule and _meet(other, need)


def need_order(need: Need) -> tuple[bool, float, float, str]:
    """The rank of a need, as a key to sort by."""
    return (not need.sized, -need.expected_month if need.sized else 0.0, -need.confidence, need.need)


def _stated(client: Client) -> list[Need]:
    """The needs that the client has stated; a confidence that nobody gave is the assumption's."""
    assumed = client.assume("stated_confidence")
    return [
        Need(
            row["need"],
            name_of(row),
            row["amount_month"],
            row["status"],
            evidence=(
                worded("needs.latent.stated")
                if is_unknown(row["on"])
                else worded("needs.latent.stated_on", on=Day(row["on"])),
            ),
            sites=tuple(row["sites"] or ()),
            service=row["service"],
            kind="stated",
            confidence=assumed if is_unknown(row["confidence"]) else row["confidence"],
        )
        for row in client.rows("needs")
    ]


def _asked_for(stated: list[Need], latent: tuple[Need, ...]) -> tuple[list[Need], list[Need]]:
    """The stated needs, each with the latent ones that it is, and the latent ones that are left."""
    taken: set[str] = set()
    found = []
    for need in stated:
        own = [other for other in latent if need.need in (other.need, other.rule) and _meet(need, other)]
        taken |= {other.need for other in own}
        found.append(_with_own(need, own) if own else need)
    return found, [other for other in latent if other.need not in taken]


def _with_own(need: Need, own: list[Need]) -> Need:
    total = total_of(other.amount_month for other in own)
    some = any(other.sized for other in own)
    size = (
        {}
        if need.sized or not some
        else {"amount_month": total.known, "at_least": total.unknown > 0 or any(other.at_least for other in own)}
    )
    cause = own[0].evidence if len(own) == 1 else (worded(f"needs.latent.{own[0].rule}.folded", n=Count(len(own))),)
    return replace(
        need,
        evidence=(*need.evidence, *cause),
        also=tuple(sorted(other.need for other in own)),
        status=weakest([need.status, *(other.status for other in own)]),
        **size,  # type: ignore[arg-type]
    )


def _counted_once(client: Client, stated: list[Need], latent: list[Need]) -> list[Need]:
    """All needs, those that are the same money joined."""
    kept = list(stated)
    for need in sorted(latent, key=need_order):
        place = next((number for number, other in enumerate(kept) if _same_money(other, need)), None)
        if place is None:
            kept.append(need)
        else:
            size = Money(need.amount_month, client.currency)
            also = worded("needs.latent.also", name=inline(need.name), size=size)
            kept[place] = replace(
                kept[place],
                evidence=(*kept[place].evidence, also),
                also=(*kept[place].also, need.need),
                status=weakest([kept[place].status, need.status]),
            )
    return kept


def _same_money(kept: Need, need: Need) -> bool:
    comparable = kept.rule in _BY_SERVICE or (kept.kind == "stated" and kept.sized)
    return (
        comparable
        and need.rule in _BY_SERVICE
        and kept.rule != need.rule
        and kept.sized == need.sized
        and kept.service == need.service
        and _meet(kept, need)
    )


def _meet(first: Need, second: Need) -> bool:
    """Do they share a site or unit? A need of the whole client meets every other."""
    return not first.scope or not second.scope or bool(first.scope & second.scope)


def _findings(client: Client, needs: list[Need], total: Total, expected: float) -> Iterator[Finding]:
    """Exhibit 3.9: how many and how much; then the first that was not asked for, and what to size first."""
    latent = [need for need in needs if need.kind == "latent"]
    unsized = [need for need in needs if not need.sized]
    some = total if len(unsized) * 2 <= len(needs) else Total(total.known, sum(need.at_least for need in needs))
    figures: dict[str, Printable] = {
        "n": Count(len(needs)),
        "m": Count(len(latent)),
        "sized": Count(len(needs) - len(unsized)),
        "whose": _whose(len(needs), len(latent)),
        "money": money_of(some, client.currency),
        "top": inline(needs[0].name),
        "expected": bounded(Money(expected, client.currency), "at_least" if total.unknown else "exact"),
    }
    rule = "unsized" if len(unsized) == len(needs) else "ranked" if some is total else "mostly_unsized"
    confidence = expected / total.known if total.known > 0 else 0.5
    yield Finding(f"needs.need_list.{rule}", figures, money_month=total.known, confidence=confidence, internal=True)
    if latent:
        yield _first(client, latent[0])
    if unsized:
        yield _to_size(client, unsized)


def _whose(n: int, latent: int) -> Name:
    """`14 needs, 9 of them never asked for,`."""
    form = "stated" if not latent else "latent" if latent == n else "both"
    return worded(f"needs.need_list.whose.{form}", n=Count(n), m=Count(latent))


def _first(client: Client, need: Need) -> Finding:
    """The latent need that ranks first, and what to do about it, by its rule."""
    size = Total(need.amount_month, int(need.at_least)) if need.sized else Total(0.0, 1)
    figures: dict[str, Printable] = {
        "name": need.name,
        "what": inline(need.name),
        "money": money_of(size, client.currency),
        "confidence": Percent(need.confidence, 0),
        "cause": need.evidence[0],
    }
    return Finding(
        f"needs.need_list.first_{need.rule}",
        figures,
        money_month=size.known,
        confidence=need.confidence,
        internal=True,
    )


def _to_size(client: Client, unsized: list[Need]) -> Finding:
    """What to size first: where there is no price list, that, if it sizes anything; else the surest need, one of a
    known service first."""
    priced = [need for need in unsized if need.rule in _PRICED or need.need in _PRICED]
    first = min(unsized, key=lambda need: (is_unknown(need.service), *need_order(need)))
    figures: dict[str, Printable] = {"n": Count(len(unsized)), "m": Count(len(priced)), "what": inline(first.name)}
    rule = "needs.need_list.no_prices" if priced and not client.market.has("prices") else "needs.need_list.to_size"
    return Finding(rule, figures, confidence=first.confidence, internal=True)
