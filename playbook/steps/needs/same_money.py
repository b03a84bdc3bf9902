"""Which needs are one need, or the same money, and what they come to when each counts once.

- A stated need whose id is that of a latent one (`upgrade-lantern`) or of a rule (`upgrade`: all of its needs, at the
  sites that it names) is that need, asked for: what the rule found becomes its evidence and, where nobody has given an
  amount, its size.
- Rules about spend on a service (whitespace by peers or by unit, win-back) that find the same service at the same site
  (a need without sites is the whole client's) have found the same money where both have a size, or neither: the one
  with the larger size x confidence is kept, of unknown sizes the surer one, and names the other as further evidence. A
  stated need with an amount is kept before any of them.
- A need without a size adds nothing to the total, so it never disappears into one with a size: nobody can tell that it
  is the same money.
"""

from __future__ import annotations

from dataclasses import replace

from playbook.client.model import Client
from playbook.steps.needs.latent import RULES, Need
from playbook.steps.phrases import worded
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, inline

__all__ = ["asked_for", "counted_once", "least", "need_order", "twins_of", "unsure"]

_BY_SERVICE = {rule.id for rule in RULES if rule.by_service}


def need_order(need: Need) -> tuple[bool, float, float, str]:
    """The rank of a need, as a key to sort by."""
    return (not need.sized, -need.expected_month if need.sized else 0.0, -need.confidence, need.need)


def asked_for(stated: list[Need], latent: tuple[Need, ...]) -> tuple[list[Need], list[Need]]:
    """The stated needs, each with the latent ones that it is, and the latent ones that are left."""
    taken: set[str] = set()
    joined = []
    for need in stated:
        own = [other for other in latent if need.need in (other.need, other.rule) and _meet(need, other)]
        taken |= {other.need for other in own}
        joined.append(_with_own(need, own) if own else need)
    return joined, [other for other in latent if other.need not in taken]


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


def counted_once(client: Client, stated: list[Need], latent: list[Need]) -> list[Need]:
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


def unsure(needs: list[Need]) -> tuple[frozenset[str], frozenset[str]]:
    """Stated needs of which nobody has said which service they are about, and the latent ones about a service that may
    be the same money."""
    stated = [need for need in needs if need.kind == "stated" and need.sized and need.service is None and not need.also]
    latent = [
        need
        for need in needs
        if need.sized and need.rule in _BY_SERVICE and any(_meet(other, need) for other in stated)
    ]
    return frozenset(need.need for need in stated if latent), frozenset(need.need for need in latent)


def least(needs: list[Need], twice: tuple[frozenset[str], frozenset[str]], figure: str) -> float:
    """The sum of a figure over the needs, as far as it is known; of two groups that may be the same money the larger
    counts."""
    sums = [sum(getattr(need, figure) for need in needs if need.sized and need.need in group) for group in twice]
    return float(
        sum(getattr(need, figure) for need in needs if need.sized and not any(need.need in group for group in twice))
        + max(sums)
    )


def twins_of(needs: list[Need]) -> dict[str, tuple[str, ...]]:
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
