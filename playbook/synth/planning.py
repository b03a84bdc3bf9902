"""The plan's calendar: team, programmes and tasks, risks (team, programmes, tasks, risks, findings).

Each chosen solution has its tasks one after the other, from a month before the plan's date to a year after it; what
lies before it is mostly done. Some plans are not perfect: a task without an owner, one without a date, one that starts
before what it waits for has ended, a risk that nobody watches.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from playbook.synth.draw import chance, days_after, tidy, within
from playbook.synth.outline import Offer, Outline, Rows
from playbook.synth.words import named, said, words
from playbook.units import Name

__all__ = ["planning"]

_OWNERS = ("technical-manager", "account-manager", "marketing-manager")


def planning(outline: Outline) -> dict[str, Rows]:
    """The tables team, programmes, tasks, risks and findings."""
    programmes = list(_programmes(outline))
    programme_of = {solution: row["programme"] for row in programmes for solution in row["solutions"]}
    return {
        "team": _team(outline),
        "programmes": programmes,
        "tasks": list(_tasks(outline, programme_of)),
        "risks": list(_risks(outline)),
        "findings": list(_findings(outline)),
    }


def _team(outline: Outline) -> Rows:
    """Four roles; a large client has more of their days."""
    draw, part = outline.draw("team"), min(1.0, outline.size / 80)
    return [
        {
            "member": key,
            "role": named([zh, en]),
            "first_responsible": key == "account-manager",
            "days_month": round(few + (many - few) * part),
            "contacts_month": contacts + draw.randint(-2, 4),
        }
        for key, zh, en, few, many, contacts in words("people")["team"]
    ]


def _programmes(outline: Outline) -> Iterator[dict[str, Any]]:
    """The programmes that a chosen solution falls into."""
    number = 0
    for zh, en, services in words("judgements")["programmes"]:
        solutions = tuple(offer.id for offer in outline.chosen if offer.service in services)
        if solutions:
            number += 1
            yield {"programme": f"P{number}", "name": named([zh, en]), "solutions": solutions}


def _tasks(outline: Outline, programme_of: dict[str, str]) -> Iterator[dict[str, Any]]:
    draw, number = outline.draw("tasks"), 0
    for offer in sorted(outline.chosen, key=lambda offer: (programme_of[offer.id], int(offer.id[1:]))):
        start, before = days_after(outline.as_of, draw.randint(-35, 60)), ""
        for step, text in enumerate(offer.row["tasks"]):
            number += 1
            end = days_after(start, draw.randint(15, 75))
            row = _task(draw, outline, offer, text) | {
                "task": f"t{number:02}",
                "programme": programme_of[offer.id],
                "milestone": step == 1,
                "owner": None if chance(draw, 0.04) else _OWNERS[step % 3],
                "after": before or None,
                "start": start,
                "end": end,
                "effort_days": round(offer.days / len(offer.row["tasks"]), 1),
            }
            done = end < outline.as_of and chance(draw, 0.7)
            row["done_on"] = end - timedelta(days=draw.randint(0, 4)) if done else None
            yield row | ({"start": None, "end": None, "done_on": None} if chance(draw, 0.03) else {})
            before, start = f"t{number:02}", days_after(end, draw.choice([1, 3, 14, 30, -12]))


def _task(draw: Random, outline: Outline, offer: Offer, text: list[str]) -> dict[str, Any]:
    """What is done, at which site of the offer."""
    names = {site.id: site.name for site in outline.sites}
    return {"name": said(text, **(outline.spoken() | {"site": names[draw.choice(offer.sites)]})), "solution": offer.id}


def _risks(outline: Outline) -> Iterator[dict[str, Any]]:
    """Each chosen solution's own risk and one or two of the whole client; one in ten has no owner, one in ten no
    measure."""
    draw = outline.draw("risks")
    own: list[tuple[Offer | None, list[str], list[str]]] = [
        (offer, offer.row["risk"], offer.row["measure"]) for offer in outline.chosen
    ]
    whole = [(None, row[1:3], row[3:5]) for row in words("judgements")["risks"]]
    for number, (offer, what, measure) in enumerate([*own, *whole], start=1):
        amount = offer.benefit if offer else outline.revenue_month * within(draw, 0.03, 0.15)
        yield {
            "risk": f"r{number}",
            "name": said(what, **outline.spoken()),
            "probability": None if chance(draw, 0.06) else draw.randint(2, 11) / 20,
            "amount_month": tidy(amount),
            "measure": None if chance(draw, 0.1) else named(measure),
            "owner": None if chance(draw, 0.1) else draw.choice(_OWNERS),
            "solution": offer.id if offer else None,
        }


def _findings(outline: Outline) -> Iterator[dict[str, Any]]:
    """Two to four of the consultant's own findings."""
    draw, listed = outline.draw("findings"), words("judgements")["findings"]
    for number, place in enumerate(sorted(draw.sample(range(len(listed)), draw.randint(2, 4))), start=1):
        step, exhibit, zh, en, zh_evidence, en_evidence, internal = listed[place]
        yield {
            "finding": f"f{number}",
            "step": step,
            "exhibit": exhibit or None,
            "text": said([zh, en], **outline.spoken()),
            "evidence": said([zh_evidence, en_evidence], **outline.spoken()),
            "internal": internal,
            "by": Name("客户经理", "account manager"),
            "confidence": round(within(draw, 0.4, 0.9), 1),
            "amount_month": tidy(outline.revenue_month * 0.03) if chance(draw, 0.3) else None,
        }
