"""What we promise: after-sales support against what is needed and what rivals promise, the pool of engineers,
commitments.

What we achieve lies near what is needed, now above, now below, and so do rivals' promises. A pool serves many clients,
this one by its size. For most of the chosen solutions something is promised, now and then more than the network can
keep; some promises are signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playbook.synth.draw import chance, within
from playbook.synth.outline import Offer, Outline, Rows
from playbook.synth.words import named, said, words
from playbook.units import inline

__all__ = ["promises"]

_TEXTS = {
    "availability": ["{solution}的可用率", "Availability: {solution}"],
    "restoration_hours": ["{solution}的恢复时间", "Restoration: {solution}"],
    "lead_days": ["{solution}的开通时间", "Lead time: {solution}"],
    "response_hours": ["重大故障的响应时间", "Response to critical faults"],
}


def promises(outline: Outline) -> dict[str, Rows]:
    """The tables support_grades, support_rivals, support_pools and commitments."""
    return {
        "support_grades": _grades(outline),
        "support_rivals": list(_rivals(outline)),
        "support_pools": [_pool(outline)],
        "commitments": list(_commitments(outline)),
    }


def _hours(value: float) -> float:
    """Hours as one promises them: whole ones, below three in halves."""
    return float(max(0.5, round(value * 2) / 2 if value < 3 else round(value)))


def _grades(outline: Outline) -> Rows:
    draw = outline.draw("grades")
    return [
        {
            "grade": key,
            "name": named([zh, en]),
            "response_hours": _hours(response * within(draw, 0.7, 1.5)),
            "restoration_hours": _hours(restoration * within(draw, 0.7, 1.4)),
            "needed_response_hours": _hours(needed * within(draw, 0.8, 1.3)),
            "needed_restoration_hours": None
            if key == "minor" and chance(draw, 0.4)
            else _hours(by * within(draw, 0.7, 1.3)),
        }
        for key, zh, en, response, restoration, needed, by in words("judgements")["grades"]
    ]


def _rivals(outline: Outline) -> Iterator[dict[str, Any]]:
    """Two rivals' promises; the second says nothing on minor faults."""
    draw = outline.draw("support rivals")
    for place, rival in enumerate(outline.rivals[:2]):
        for key, _, _, response, restoration, *_ in words("judgements")["grades"][: 3 - place]:
            yield {
                "operator": rival,
                "grade": key,
                "response_hours": _hours(response * within(draw, 0.6, 2)),
                "restoration_hours": None if chance(draw, 0.1) else _hours(restoration * within(draw, 0.7, 2)),
            }


def _pool(outline: Outline) -> dict[str, Any]:
    """Engineers on a shift, faults and times: loaded between two thirds and nine tenths."""
    draw = outline.draw("pool")
    engineers, handling = draw.randint(6, 18), round(within(draw, 1.6, 2.6), 1)
    return {
        "pool": "city",
        "name": said(words("judgements")["pool"], place=named(outline.city["name"])),
        "engineers": engineers,
        "handling_hours": handling,
        "travel_hours": round(handling * 0.3, 1),
        "faults_hour": round(engineers / handling * within(draw, 0.6, 0.9), 1),
        "client_share": min(0.2, round(0.0006 * outline.size**0.8, 4) + 0.0005),
    }


def _commitments(outline: Outline) -> Iterator[dict[str, Any]]:
    """Two promises for a chosen solution on the network, one for any other, and the response to critical faults at the
    head office."""
    draw, number = outline.draw("commitments"), 0
    for offer in outline.chosen:
        for measure, value in _promised(outline, offer):
            number += 1
            yield {
                "commitment": f"c{number}",
                "name": said(_TEXTS[measure], solution=inline(named(offer.row["name"]))),
                "solution": offer.id,
                "measure": measure,
                "value": value,
                "sites": offer.sites[: draw.randint(1, 4)] if measure == "availability" else None,
                "signed": chance(draw, 0.25),
            }
    yield {
        "commitment": f"c{number + 1}",
        "name": named(_TEXTS["response_hours"]),
        "sites": (outline.hub.id,),
        "measure": "response_hours",
        "value": draw.choice([1, 2, 2, 4]),
        "signed": False,
    }


def _promised(outline: Outline, offer: Offer) -> Iterator[tuple[str, float]]:
    """What is promised for an offer, or asked for; for one chosen offer in eight nothing yet."""
    draw = outline.draw(f"promised {offer.id}")
    if chance(draw, 0.12):
        return
    if offer.service in ("leased_lines", "broadband"):
        yield "availability", draw.choice([0.999, 0.999, 0.9995, 0.995])
        yield "lead_days", draw.choice([30, 45, 60, 90])
    else:
        yield "restoration_hours", draw.choice([4, 6, 8, 8, 12])
