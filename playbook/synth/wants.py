"""What the client wants: its goals, and the needs that it has stated (goals, needs).

Both are its industry's. Half of the goals are supported by a service of ours; of some nobody knows. A stated need
brings a part of what the client pays for the service; how likely it is to be bought is a judgement, and some needs have
no size.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.synth.draw import chance, pick, tidy, within
from playbook.synth.outline import Goal, Outline, Rows
from playbook.synth.rivals import units
from playbook.synth.words import named, words

__all__ = ["latent_needs", "goals_of", "needs_of", "wants", "worth"]

#: A service that weighs less than this part of what is usual in the industry is whitespace.
_LITTLE = 0.69


def goals_of(outline: Outline) -> tuple[Goal, ...]:
    """Three or four of the industry's initiatives, in order."""
    draw = outline.draw("goals")
    listed = [(named(goal["goal"]), row) for goal in outline.trade["goals"] for row in goal["initiatives"]]
    dropped = draw.randrange(6)
    return tuple(
        Goal(goal, row, pick(draw, {True: 0.5, False: 0.38, None: 0.12}))
        for place, (goal, row) in enumerate(listed)
        if place != dropped
    )


def needs_of(outline: Outline) -> tuple[tuple[str, str, str, str], ...]:
    """The stated needs (id, words in both languages, service): two to all of the industry's."""
    draw, listed = outline.draw("needs"), outline.trade["needs"]
    count = draw.randint(2, len(listed))
    kept = sorted(draw.sample(range(len(listed)), count))
    return tuple((identifier, zh, en, service) for identifier, zh, en, service in (listed[place] for place in kept))


def worth(outline: Outline, service: str) -> float:
    """What the client pays for a service a month; for one that it does not buy half of what its industry would."""
    usual = dict(zip(words("services"), outline.trade["mix"], strict=True))
    return outline.revenue_month * (outline.shares.get(service) or usual[service] / 2)


def latent_needs(outline: Outline) -> Iterator[tuple[str, str, str]]:
    """The needs that the rules of exhibit 3.9 will find in this client: rule, service ("": the network or the staff),
    id."""
    for site in outline.sites:
        if site.flaw == "single" and not site.planned:
            yield "backup", "", f"backup-{site.id}"
        if site.flaw == "short":
            yield "upgrade", "", f"upgrade-{site.id}"
    held = [(row["service"], row["holder"], row["operator"]) for row in units(outline)]
    sold = [(threat.service, "rival", threat.operator) for threat in outline.threats if threat.stage == "in_service"]
    for service, _, operator in dict.fromkeys(cell for cell in [*held, *sold] if cell[1] == "rival"):
        yield "win-back", service, f"win-back-{service}-{operator}"
    for service in dict.fromkeys(service for service, holder, _ in held if holder == "none"):
        yield "unit-whitespace", service, f"unit-whitespace-{service}"
    for service, usual in zip(words("services"), outline.trade["mix"], strict=True):
        if outline.shares.get(service, 0) < _LITTLE * usual:
            yield "whitespace", service, f"whitespace-{service}"
    yield from (
        ("proposal", goal.row["service"], f"proposal-{goal.row['id']}")
        for goal in outline.goals
        if goal.supported is False
    )
    yield "group-plan", "", "group-plan"


def wants(outline: Outline) -> dict[str, Rows]:
    """The tables goals and needs."""
    draw = outline.draw("wants")
    goals = [
        {
            "initiative": goal.row["id"],
            "goal": goal.goal,
            "name": named(goal.row["name"]),
            "telecom": named(goal.row["telecom"]),
            "service": goal.row["service"],
            "supported": goal.supported,
            "amount_month": None
            if chance(draw, 0.15)
            else tidy(worth(outline, goal.row["service"]) * within(draw, 0.05, 0.2)),
        }
        for goal in outline.goals
    ]
    sites = [site.id for site in outline.sites if site.flaw]
    needs = [
        {
            "need": identifier,
            "name": named([zh, en]),
            "service": service or None,
            "sites": tuple(sites) if service == "leased_lines" else None,
            "amount_month": tidy(worth(outline, service) * within(draw, 0.06, 0.2))
            if service and chance(draw, 0.7)
            else None,
            "confidence": round(within(draw, 0.3, 0.9), 1) if chance(draw, 0.85) else None,
        }
        for identifier, zh, en, service in outline.needs
    ]
    return {"goals": goals, "needs": needs}
