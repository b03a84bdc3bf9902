"""Exhibit 3.7: the client's organisation, whom we know in it, and who has which part in which kind of purchase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.decision_map import MapContact, MapFoot, MapRow, MapSign, decision_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.decisions import DecisionMap
from playbook.units import Count, Percent, Side, bounded, inline, is_unknown

__all__ = ["build"]

_LEGEND = ("decides", "gap", "takes_part", "carries_out", "supports", "accepts", "doubts", "silent")


@exhibit("3.7", "needs.decisions", needs=("purchases", "decisions"), rests_on=("decisions.weight",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.7 Organisation and decision process: coverage of the decision power, and the share of it that supports us."""
    found = result.decisions
    forms = ("progress_roles",) if found.contacts["before"].notna().any() else ()
    subtitle = page.say(
        "needs.decisions.subtitle", basis=page.say(f"needs.decisions.basis.{'weight' if found.by_weight else 'points'}")
    )
    return page.make(
        "decision_map",
        subtitle,
        _values(page, found),
        sources=("purchases", "decisions", "contacts", *forms),
        status=found.status,
        internal=True,
        draw=lambda: _map(page, found),
        extra={"total_rows": len(found.purchases) + 1 + _promising(found)},
    )


def _purchases(page: ClientPage, found: DecisionMap) -> list[str]:
    """The kinds of purchase in the order of the client's table, which is that of its approval procedure."""
    return [str(purchase) for purchase in page.subject.frames["purchases"]["purchase"]]


def _map(page: ClientPage, found: DecisionMap) -> Figure:
    purchases, names = _purchases(page, found), page.subject.names("purchases")
    legend = {kind: page.say(f"needs.decisions.legend.{kind}") for kind in _LEGEND}
    return decision_chart(
        _rows(page, found, purchases),
        [page.show(names[purchase]) for purchase in purchases],
        lang=page.lang,
        nobody=page.say("needs.decisions.nobody"),
        foot=_foot(page, found, purchases),
        legend=legend,
    )


def _rows(page: ClientPage, found: DecisionMap, purchases: list[str]) -> list[MapRow]:
    """A row for each department of each level, from the top down."""
    places: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(found.decisions):
        department = (
            page.say("needs.decisions.no_department") if row["department"] is None else page.show(row["department"])
        )
        places.setdefault((page.say(f"needs.network.level.{row['level']}"), department), []).append(row)
    people = {row["contact"]: row for row in records(found.contacts)}
    return [
        MapRow(
            level,
            department,
            tuple(_contact(page, people[contact]) for contact in _known(rows)),
            tuple(_sign(page, [row for row in rows if row["purchase"] == purchase]) for purchase in purchases),
        )
        for (level, department), rows in places.items()
    ]


def _known(rows: list[dict[str, Any]]) -> list[str]:
    """Whom we know in a department, the same in whatever purchase."""
    return list(dict.fromkeys(contact for row in rows for contact in row["contacts"]))


def _contact(page: ClientPage, row: dict[str, Any]) -> MapContact:
    who = page.subject.names("contacts")[row["contact"]]
    label = (
        page.show(who)
        if is_unknown(row["attitude"])
        else page.say("needs.decisions.contact_grade", who=who, grade=str(row["attitude"]))
    )
    return MapContact(label, drawable(row["power"]), row["stance"])


def _sign(page: ClientPage, rows: list[dict[str, Any]]) -> MapSign | None:
    """The strongest part that the department has in the purchase, with its weight where that is known."""
    if not rows:
        return None
    part = next(part for part in ("decides", "takes_part", "carries_out") if any(row["part"] == part for row in rows))
    weights = [row["weight"] for row in rows if row["part"] != "carries_out"]
    known = weights and not any(is_unknown(weight) for weight in weights)
    return MapSign(part, page.show(Percent(sum(weights), 0)) if known else "")  # type: ignore[arg-type]


def _foot(page: ClientPage, found: DecisionMap, purchases: list[str]) -> tuple[MapFoot, MapFoot]:
    rows = {row["purchase"]: row for row in records(found.purchases)}
    weighed = found.by_weight
    coverage = tuple(_coverage(page, rows[purchase], by_weight=weighed) for purchase in purchases)
    supporting = tuple(
        page.show(bounded(Percent(rows[purchase]["supporting"], 0), _side(rows[purchase]["open"])))
        for purchase in purchases
    )
    lowest = min((row["coverage"] for row in rows.values() if not is_unknown(row["coverage"])), default=1.0)
    warn = tuple(place for place, purchase in enumerate(purchases) if rows[purchase]["coverage"] == lowest < 1)
    label = page.say("needs.decisions.foot.coverage" if weighed else "needs.decisions.foot.points")
    return MapFoot(label, coverage, warn=warn), MapFoot(page.say("needs.decisions.foot.supporting"), supporting)


def _side(partly: Any) -> Side:
    """How a share is to be read: a least where a part of it is not on record."""
    return "at_least" if partly else "exact"


def _coverage(page: ClientPage, row: dict[str, Any], *, by_weight: bool) -> str:
    if by_weight or not row["points"]:
        return page.show(bounded(Percent(row["coverage"], 0), _side(row["unseen"])))
    return _of(page, row["covered"], row["points"], row["unseen"]).printed


def _of(page: ClientPage, covered: int, points: int, unseen: int) -> Cell:
    """At how many of so many points we know somebody."""
    if unseen and unseen == points:
        return cell(None, page.lang, page.say("needs.decisions.not_recorded"))
    text = page.say(
        "needs.decisions.at_least_of" if unseen else "needs.decisions.of", n=Count(covered), points=Count(points)
    )
    return cell(text, page.lang)


def _values(page: ClientPage, found: DecisionMap) -> Values:
    """The decision points, then each kind of purchase with its two shares, then all of them."""
    fields = (
        Field("purchase", page.say("needs.decisions.purchase"), "category"),
        Field("level", page.say("needs.decisions.level"), "series"),
        Field("department", page.say("needs.decisions.department"), "label"),
        Field("part", page.say("needs.decisions.part"), "state"),
        Field("weight", page.say("needs.decisions.weight"), "size", "%", numeric=True),
        Field("contacts", page.say("needs.decisions.contacts"), "label"),
        Field("covered", page.say("needs.decisions.covered"), "value", numeric=True),
        Field("supports", page.say("needs.decisions.supports"), "value", "%", numeric=True),
    )
    order = _purchases(page, found)
    rows = sorted(records(found.decisions), key=lambda row: order.index(row["purchase"]))
    totals = sorted(records(found.purchases), key=lambda row: order.index(row["purchase"]))
    points = tuple(tuple(_point_cells(page, found, row)) for row in rows)
    whole = (tuple(_all_cells(page, found)), *((tuple(_next_cells(page, found)),) if _promising(found) else ()))
    return Values(fields, (*points, *(tuple(_total_cells(page, row)) for row in totals), *whole))


def _promising(found: DecisionMap) -> bool:
    """Is there someone whose support would add something?"""
    return len(found.gains) > 0 and bool(found.gains["gain"].iloc[0] > 0)


def _next_cells(page: ClientPage, found: DecisionMap) -> Iterator[Cell]:
    """What the share that supports us becomes with the contact whose support adds most."""
    first = found.gains.iloc[0]
    yield cell(
        page.say("needs.decisions.with_next", who=inline(page.subject.names("contacts")[first["contact"]])), page.lang
    )
    yield from [cell("–", page.lang)] * 5
    yield cell(
        bounded(Percent(found.coverage, 0), _side(found.unseen)), page.lang, page.say("needs.decisions.not_recorded")
    )
    yield cell(
        bounded(Percent(found.supporting + first["gain"], 0), _side(found.at_least)),
        page.lang,
        page.say("needs.decisions.not_recorded"),
    )


def _point_cells(page: ClientPage, found: DecisionMap, row: dict[str, Any]) -> Iterator[Cell]:
    lang, people = page.lang, {person["contact"]: person for person in records(found.contacts)}
    say = row["part"] != "carries_out"
    yield cell(page.subject.names("purchases")[row["purchase"]], lang)
    yield cell(page.say(f"needs.network.level.{row['level']}"), lang)
    yield cell(row["department"], lang, page.say("needs.decisions.no_department"))
    yield cell(page.say(f"needs.decisions.legend.{row['part']}"), lang)
    yield cell(Percent(row["weight"], 0), lang, page.say("needs.decisions.no_weight")) if say else cell("–", lang)
    unseen, missing = row["covered"] is None, page.say("needs.decisions.not_recorded")
    names = "; ".join(_contact(page, people[contact]).label for contact in row["contacts"])
    yield cell(names or (None if unseen else "–"), lang, missing)
    yield yes_no(page, row["covered"], missing) if say else cell("–", lang)
    share = bounded(Percent(row["supports"], 0), _side(row["open"]))
    yield cell(share, lang, missing if unseen else page.say("needs.decisions.no_stance")) if say else cell("–", lang)


def _total_cells(page: ClientPage, row: dict[str, Any]) -> Iterator[Cell]:
    lang, dash, reason = page.lang, cell("–", page.lang), page.say("needs.decisions.nobody_has_say")
    yield cell(page.subject.names("purchases")[row["purchase"]], lang)
    yield from (dash, dash, dash)
    yield cell(page.say(f"needs.decisions.basis.{'weight' if row['by_weight'] else 'points'}"), lang)
    reason = page.say("needs.decisions.not_recorded") if row["unseen"] else reason
    yield _of(page, row["covered"], row["points"], row["unseen"])
    yield cell(bounded(Percent(row["coverage"], 0), _side(row["unseen"])), lang, reason)
    yield cell(bounded(Percent(row["supporting"], 0), _side(row["open"])), lang, reason)


def _all_cells(page: ClientPage, found: DecisionMap) -> Iterator[Cell]:
    lang, dash, reason = page.lang, cell("–", page.lang), page.say("needs.decisions.nobody_has_say")
    points, covered = int(found.purchases["points"].sum()), int(found.purchases["covered"].sum())
    yield cell(page.say("needs.decisions.all_purchases"), lang)
    yield from (dash, dash, dash)
    yield cell(page.say(f"needs.decisions.basis.{'weight' if found.by_weight else 'points'}"), lang)
    reason = page.say("needs.decisions.not_recorded") if found.unseen else reason
    yield _of(page, covered, points, found.unseen)
    yield cell(bounded(Percent(found.coverage, 0), _side(found.unseen)), lang, reason)
    yield cell(bounded(Percent(found.supporting, 0), _side(found.at_least)), lang, reason)
