"""What is followed up: talks and visits, the sales project, KPIs (communications, visits, progress, progress_roles,
kpis, kpi_values).

Revenue as a KPI is the bills; its plan is the target from a year before on, for some by service. The others stay near
their plans: a few are red, one in ten has no plan. Visits lie around the plan's date: one done, one overdue, one due,
one later. The sales project is about the service on which a rival is furthest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from playbook.client.schema import ATTITUDES
from playbook.synth.bills import lines_of, totals
from playbook.synth.draw import YEAR, chance, days_after, tidy, within
from playbook.synth.offers import growth_of
from playbook.synth.outline import Outline, Rows
from playbook.synth.people import department
from playbook.synth.words import named, said, words
from playbook.units import inline

__all__ = ["follow_up"]


def follow_up(outline: Outline) -> dict[str, Rows]:
    """All six tables; communications name the programmes P1 to P3 only where they exist, so here none."""
    kpis = _kpis(outline)
    return {
        "communications": list(_talks(outline)),
        "visits": list(_visits(outline)),
        **_project(outline),
        "kpis": kpis,
        "kpi_values": [value for kpi in kpis for value in _values(outline, kpi)],
    }


def _talks(outline: Outline) -> Iterator[dict[str, Any]]:
    """Who talks to whom: one or two of the usual talks are not held at this client."""
    draw, listed = outline.draw("talks"), words("people")["communications"]
    dropped = set(draw.sample(range(len(listed)), draw.randint(0, 2)))
    for place, (zh, en, member, desk, per, low, high, *texts) in enumerate(listed):
        per = {"week": "month"}.get(per, per) if outline.size < 3 and chance(draw, 0.6) else per
        if place not in dropped:
            yield {
                "communication": f"k{place + 1:02}",
                "channel": named([zh, en]),
                "member": member,
                "audience": department(outline, desk),
                "per": per,
                "times_low": low,
                "times_high": high,
                "message": named(texts[:2]),
                "expected": named(texts[2:]),
            }


def _visits(outline: Outline) -> Iterator[dict[str, Any]]:
    draw, known, lists = outline.draw("visits"), {person.id for person in outline.people}, words("people")
    for number, (days, member, contacts, *texts) in enumerate(lists["visits"], start=11):
        day = days_after(outline.as_of, days + draw.randint(-2, 2))
        done = days < -14 and chance(draw, 0.85)
        situation, points, cautions = (named(texts[place : place + 2]) for place in (0, 2, 4))
        yield {
            "visit": f"V-{number}",
            "planned_on": day - timedelta(days=10),
            "member": member,
            "date": day,
            "time": draw.choice(["9:30", "10:00", "14:30"]),
            "contacts": tuple(contact for contact in contacts if contact in known),
            "situation": situation,
            "manner": named(lists["visit_manner"]),
            "points": points,
            "cautions": cautions,
            "done_on": day if done else None,
            "result": named(lists["visit_done"]) if done else None,
        }


def _project(outline: Outline) -> dict[str, Rows]:
    """The sales project, where a rival moves, and the people whose attitude it has changed."""
    draw, lists = outline.draw("project"), words("judgements")["project"]
    if not outline.threats:
        return {"progress": [], "progress_roles": []}
    texts = {field: said(text, **outline.spoken()) for field, text in lists.items()}
    roles = [
        {
            "project": "01",
            "contact": person.id,
            "attitude_before": _shifted(draw, person.attitude),
            "attitude_now": person.attitude,
        }
        for person in outline.people[1:5]
    ]
    return {"progress": [{"project": "01", **texts, "position": draw.randint(-3, 4)}], "progress_roles": roles}


def _shifted(draw: Random, attitude: str) -> str:
    """The attitude before the project: mostly a third or a letter worse."""
    return ATTITUDES[max(0, min(len(ATTITUDES) - 1, ATTITUDES.index(attitude) + draw.choice([-1, 0, 1, 2, 3])))]


def _kpis(outline: Outline) -> Rows:
    """Revenue, orders, visits, and the KPI of each chosen solution's service."""
    spoken, chosen = outline.spoken(), dict[str, list[str]]()
    for offer in outline.chosen:
        chosen.setdefault(offer.service, []).append(offer.id)
    rows = {
        **words("judgements")["kpis"],
        **{service: words("services")[service]["kpi"] for service in list(chosen)[:4]},
    }
    solutions = {"revenue": [offer.id for offer in outline.chosen if offer.start <= YEAR], **chosen}
    return [
        {
            "kpi": key.replace("_", "-"),
            "name": named([zh, en]),
            "unit": inline(said([zh_unit, en_unit], **spoken)),
            "better": better,
            "solutions": tuple(solutions.get(key, ())) or None,
        }
        for key, (zh, en, zh_unit, en_unit, better) in rows.items()
    ]


def _values(outline: Outline, kpi: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Twelve months to the plan's date, or as many as there are bills."""
    months = outline.months[-YEAR:]
    if kpi["kpi"] == "revenue":
        yield from _revenue(outline, months)
        return
    draw = outline.draw(f"kpi {kpi['kpi']}")
    target = (
        90.0
        if kpi["unit"].en == "%"
        else 4.0
        if kpi["better"] == "lower"
        else tidy(outline.employees * within(draw, 0.1, 0.6), 1)
    )
    planned, level = (
        not chance(draw, 0.1),
        within(draw, 0.9, 1.06) if kpi["better"] == "higher" else within(draw, 0.8, 1.35),
    )
    for place, month in enumerate(months):
        ramp = 1.0 if kpi["unit"].en == "%" or kpi["better"] == "lower" else 0.7 + 0.3 * (place + 1) / len(months)
        actual = target * ramp * level * within(draw, 0.97, 1.03)
        limited = min(100.0, actual) if kpi["unit"].en == "%" else actual
        digits = 1 if kpi["better"] == "lower" else 0
        yield {
            "kpi": kpi["kpi"],
            "month": month,
            "target": round(target * ramp, digits) if planned else None,
            "actual": round(limited, digits),
        }


def _revenue(outline: Outline, months: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The bills by month; the plan is the year before with the target's growth, where there is a year before."""
    sums = totals(outline)
    growth = growth_of(outline) * within(outline.draw("kpi revenue"), 0.5, 1.2)
    year_before = dict(zip(outline.months[YEAR:], outline.months, strict=False))
    for month in months:
        before = sums[year_before[month]] if month in year_before else None
        target = tidy((before or outline.revenue_month) * (1 + growth), 3)
        yield {"kpi": "revenue", "month": month, "target": target, "actual": sums[month], "previous": before}
        if month == months[-1]:
            yield from _parts(outline, months, target)


def _parts(outline: Outline, months: tuple[str, ...], target: float) -> Iterator[dict[str, Any]]:
    """The last month's plan by service, nearly as the months were billed; every second client plans that far."""
    draw, weights = outline.draw("kpi parts"), dict.fromkeys(outline.shares, 0.0)
    if not chance(draw, 0.5):
        return
    for (month, _, service), amount in lines_of(outline).items():
        weights[service] += amount if month in months else 0.0
    weights = {service: weight * within(draw, 0.95, 1.05) for service, weight in weights.items()}
    parts = {service: float(round(target * weight / sum(weights.values()))) for service, weight in weights.items()}
    parts[max(parts, key=lambda service: parts[service])] += target - sum(
        parts.values()
    )  # what rounding leaves is the largest one's
    for service, part in parts.items():
        yield {"kpi": "revenue", "month": months[-1], "service": service, "target": part}
