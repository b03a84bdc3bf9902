"""Exhibit 3.7: the client's organisation, whom we know in it, and who has which part in which kind of purchase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.decision_map import MapContact, MapFoot, MapRow, MapSign, decision_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.decisions import DecisionMap
from playbook.units import Count, Name, Percent, Printable, Side, bounded, inline, is_unknown

__all__ = ["build"]

_LEGEND = ("decides", "gap", "takes_part", "carries_out", "supports", "accepts", "doubts", "silent")


@exhibit("3.7", "needs.decisions", needs=("purchases", "decisions"), rests_on=("decisions.weight",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.7 Organisation and decision process: coverage of the decision power, and the share of it that supports us."""
    decision_map = result.decisions
    forms = ("progress_roles",) if decision_map.contacts["before"].notna().any() else ()
    subtitle = page.say("needs.decisions.subtitle", basis=_basis(page, by_weight=decision_map.by_weight))
    return page.make(
        "decision_map",
        subtitle,
        _values(page, decision_map),
        sources=("purchases", "decisions", "contacts", *forms),
        status=decision_map.status,
        internal=True,
        draw=lambda: _map(page, decision_map),
        extra={"total_rows": len(decision_map.purchases) + 1 + _promising(decision_map)},
    )


def _basis(page: ClientPage, *, by_weight: bool) -> str:
    """What the shares are shares of."""
    return page.say(f"needs.decisions.basis.{'weight' if by_weight else 'points'}")


def _purchases(page: ClientPage) -> list[str]:
    """The kinds of purchase in the order of the client's table, which is that of its approval procedure."""
    return [str(purchase) for purchase in page.subject.frames["purchases"]["purchase"]]


def _map(page: ClientPage, decision_map: DecisionMap) -> Figure:
    purchases, names = _purchases(page), page.subject.names("purchases")
    legend = {kind: page.say(f"needs.decisions.legend.{kind}") for kind in _LEGEND}
    return decision_chart(
        _rows(page, decision_map, purchases),
        [page.show(names[purchase]) for purchase in purchases],
        lang=page.lang,
        nobody=page.say("needs.decisions.nobody"),
        foot=_foot(page, decision_map, purchases),
        legend=legend,
    )


def _rows(page: ClientPage, decision_map: DecisionMap, purchases: list[str]) -> list[MapRow]:
    """A row for each department of each level, from the top down."""
    places: dict[tuple[str, str], list[Row]] = {}
    for row in records(decision_map.decisions):
        department = (
            page.say("needs.decisions.no_department") if row["department"] is None else page.show(row["department"])
        )
        places.setdefault((page.say(f"needs.network.level.{row['level']}"), department), []).append(row)
    people = _people(decision_map)
    return [
        MapRow(
            level,
            department,
            tuple(_contact(page, people[contact]) for contact in _known(rows)),
            tuple(_sign(page, [row for row in rows if row["purchase"] == purchase]) for purchase in purchases),
        )
        for (level, department), rows in places.items()
    ]


def _people(decision_map: DecisionMap) -> dict[str, Row]:
    return {row["contact"]: row for row in records(decision_map.contacts)}


def _known(rows: list[Row]) -> list[str]:
    """Whom we know in a department, the same in whatever purchase."""
    return list(dict.fromkeys(contact for row in rows for contact in row["contacts"]))


def _contact(page: ClientPage, row: Row) -> MapContact:
    who = page.subject.names("contacts")[row["contact"]]
    label = (
        page.show(who)
        if is_unknown(row["attitude"])
        else page.say("needs.decisions.contact_grade", who=who, grade=str(row["attitude"]))
    )
    return MapContact(label, drawable(row["power"]), row["stance"])


def _sign(page: ClientPage, rows: list[Row]) -> MapSign | None:
    """The strongest part that the department has in the purchase, with its weight where that is known."""
    if not rows:
        return None
    part = next(part for part in ("decides", "takes_part", "carries_out") if any(row["part"] == part for row in rows))
    weights = [row["weight"] for row in rows if row["part"] != "carries_out"]
    known = weights and not any(is_unknown(weight) for weight in weights)
    return MapSign(part, page.show(Percent(sum(weights), 0)) if known else "")  # type: ignore[arg-type]


def _foot(page: ClientPage, decision_map: DecisionMap, purchases: list[str]) -> tuple[MapFoot, MapFoot]:
    rows = {row["purchase"]: row for row in records(decision_map.purchases)}
    weighed = decision_map.by_weight
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


def _coverage(page: ClientPage, row: Row, *, by_weight: bool) -> str:
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


def _values(page: ClientPage, decision_map: DecisionMap) -> Values:
    """The decision points, then each kind of purchase with its two shares, then all of them."""
    names, order = page.subject.names("purchases"), _purchases(page)
    points, purchases = (
        sorted(records(frame), key=lambda row: order.index(row["purchase"]))
        for frame in (decision_map.decisions, decision_map.purchases)
    )
    totals = [_total(page, names[row["purchase"]], row) for row in purchases]
    following = [_following(page, decision_map)] if _promising(decision_map) else []
    return with_rows(page, _points(page, decision_map, points), (*totals, _whole(page, decision_map), *following))


def _points(page: ClientPage, decision_map: DecisionMap, points: Sequence[Row]) -> Values:
    names, people = page.subject.names("purchases"), _people(decision_map)
    not_recorded, no_stance = page.say("needs.decisions.not_recorded"), page.say("needs.decisions.no_stance")

    def contacts(row: Row) -> str | None:
        labels = "; ".join(_contact(page, people[contact]).label for contact in row["contacts"])
        return labels or (None if row["covered"] is None else "–")

    def unsupported(row: Row) -> str:
        return not_recorded if row["covered"] is None else no_stance

    return table(
        page,
        points,
        (
            Column("purchase", lambda row: names[row["purchase"]], "category"),
            Column("level", lambda row: page.say(f"needs.network.level.{row['level']}"), "series"),
            Column("department", lambda row: row["department"], reason=page.say("needs.decisions.no_department")),
            Column("part", lambda row: page.say(f"needs.decisions.legend.{row['part']}"), "state"),
            Column("weight", _weight, "size", "%", numeric=True, reason=page.say("needs.decisions.no_weight")),
            Column("contacts", contacts, reason=not_recorded),
            Column("covered", partial(_covered, page), "value", numeric=True),
            Column("supports", _supports, "value", "%", numeric=True, reason=unsupported),
        ),
    )


def _weight(row: Row) -> Printable | str:
    return Percent(row["weight"], 0) if _has_say(row) else "–"


def _covered(page: ClientPage, row: Row) -> Cell | str:
    return yes_no(page, row["covered"], page.say("needs.decisions.not_recorded")) if _has_say(row) else "–"


def _supports(row: Row) -> Printable | str:
    return bounded(Percent(row["supports"], 0), _side(row["open"])) if _has_say(row) else "–"


def _has_say(row: Row) -> bool:
    """A department that carries out has none."""
    return bool(row["part"] != "carries_out")


def _total(page: ClientPage, what: Name | str, row: Row) -> Mapping[str, Content]:
    """What all points come to together: the basis of the two shares, at how many of them we know somebody, and the
    shares."""
    reason = page.say("needs.decisions.not_recorded" if row["unseen"] else "needs.decisions.nobody_has_say")
    return {
        "purchase": what,
        "weight": _basis(page, by_weight=row["by_weight"]),
        "contacts": _of(page, row["covered"], row["points"], row["unseen"]),
        "covered": cell(bounded(Percent(row["coverage"], 0), _side(row["unseen"])), page.lang, reason),
        "supports": cell(bounded(Percent(row["supporting"], 0), _side(row["open"])), page.lang, reason),
    }


def _whole(page: ClientPage, decision_map: DecisionMap) -> Mapping[str, Content]:
    counts = {name: int(decision_map.purchases[name].sum()) for name in ("points", "covered")}
    row = {**vars(decision_map), **counts, "open": decision_map.at_least}
    return _total(page, page.say("needs.decisions.all_purchases"), row)


def _promising(decision_map: DecisionMap) -> bool:
    """Is there someone whose support would add something?"""
    return len(decision_map.gains) > 0 and bool(decision_map.gains["gain"].iloc[0] > 0)


def _following(page: ClientPage, decision_map: DecisionMap) -> Mapping[str, Content]:
    """What the share that supports us becomes with the contact whose support adds most."""
    first, not_recorded = decision_map.gains.iloc[0], page.say("needs.decisions.not_recorded")
    coverage = bounded(Percent(decision_map.coverage, 0), _side(decision_map.unseen))
    supporting = bounded(Percent(decision_map.supporting + first["gain"], 0), _side(decision_map.at_least))
    who = inline(page.subject.names("contacts")[first["contact"]])
    return {
        "purchase": page.say("needs.decisions.with_next", who=who),
        "covered": cell(coverage, page.lang, not_recorded),
        "supports": cell(supporting, page.lang, not_recorded),
    }
