"""What is said of the difference between two plans: one title for each of its parts, and what to do about it.

The numbering is the difference's own: 1 the money, 2 the topics in their order, 3 what stayed and what came in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from playbook.steps.attitude import attitude_value
from playbook.steps.difference.plan_money import Bridge, BridgeStep, moved
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.phrases import money_of, worded
from playbook.units import Count, Day, Money, Name, Names, Percent, Printable, bounded, inline, is_unknown

if TYPE_CHECKING:
    from playbook.steps.difference.plan_diff import Change, PlanDiff, TopicDiff

__all__ = ["diff_findings"]

Figures = dict[str, Printable]
#: Verdicts of a waterfall that compare its end with a target.
_COMPARED = ("lands", "over", "short")


def diff_findings(diff: PlanDiff, currency: str) -> tuple[Finding, ...]:
    """The findings of a difference, in the order in which a reader meets them."""
    parts = (_base, _landing, _risk, _topics, _rest)
    return tuple(found for part in parts for found in part(diff, currency))


def _say(rule: str, topic: str, figures: Figures, money: float = 0.0) -> Finding:
    shown = f"difference.{topic}"
    return Finding(f"difference.words.{rule}", figures, abs(money), confidence=0.8, internal=True, shown=shown)


def _direction(amount: float) -> str:
    return "up" if amount > 0 else "down" if amount < 0 else "same"


def _base(diff: PlanDiff, currency: str) -> Iterator[Finding]:
    """1.1: the base then and now, and the service that moved it most; what went the other way."""
    bridge, since = diff.base, Day(diff.before)
    bases = diff.money[0].base, diff.money[1].base
    figures: Figures = {"before": bases[0].money(currency), "after": bases[1].money(currency), "since": since}
    if bridge.before > 0:
        figures["share"] = Percent(bridge.after / bridge.before - 1, 1, sign=True)
    same_bills = (bases[0].start, bases[0].end) == (bases[1].start, bases[1].end)
    if not bridge.steps:
        yield _say("base_no_bills" if same_bills else "base_same", "base", figures)
        return
    lead, against = _lead_and_against(bridge)
    figures |= {
        "part": inline(lead.name),
        "amount": Money(lead.amount, currency, sign=True),
        "share": figures.get("share", Name("", "")),
    }
    yield _say(f"base_{_direction(bridge.amount)}", "base", figures, bridge.amount)
    if against:
        other: Figures = {"part": inline(against.name), "amount": Money(abs(against.amount), currency)}
        yield _say(f"base_against_{_direction(against.amount)}", "base", figures | other, against.amount)


def _lead_and_against(bridge: Bridge) -> tuple[BridgeStep, BridgeStep | None]:
    """The step that moved a total most in its direction, and the largest one against it."""
    up, down = bridge.steps[0], bridge.steps[-1]
    lead, other = (up, down) if bridge.amount >= 0 else (down, up)
    return lead, other if other.amount * lead.amount < 0 else None


def _landing(diff: PlanDiff, currency: str) -> Iterator[Finding]:
    """1.2: where the plan lands in month 12, against its target; why the target moved; what moved the landing most."""
    (then, now), bridge = diff.money, diff.landing
    verdict, earlier = now.flow.verdict, then.flow.verdict
    figures: Figures = {
        "before": bounded(Money(bridge.before, currency), then.flow.bound),
        "after": bounded(Money(bridge.after, currency), now.flow.bound),
        "amount": Money(bridge.amount, currency, sign=True),
        "target": Money(now.flow.target, currency),
        "gap": Money(abs(now.totals["short"]), currency),
        "then": worded(f"difference.words.then.{earlier}", gap=Money(abs(then.totals["short"]), currency)),
    }
    still = "_same" if not bridge.steps and verdict == earlier else ""
    yield _say(f"landing{still or '_' + verdict}", "landing", figures, bridge.amount)
    if bridge.steps:
        yield _levers(diff, currency)
    if (
        not is_unknown(moved(then.flow.target, now.flow.target))
        and moved(then.flow.target, now.flow.target)
        and verdict in _COMPARED
    ):
        yield _target(diff, currency)


def _levers(diff: PlanDiff, currency: str) -> Finding:
    """What lifted and what lowered the landing most; where the base grew, what went down may have come in with it."""
    up, down = (pick(diff.landing.steps, key=lambda step: step.amount) for pick in (max, min))
    figures: Figures = {
        "up": inline(up.name),
        "plus": Money(up.amount, currency, sign=True),
        "down": inline(down.name),
        "minus": Money(down.amount, currency, sign=True),
    }
    both = "levers_delivered" if diff.base.amount > 0 and down.ids else "levers"
    rule = both if up.amount > 0 > down.amount else "lever_up" if up.amount > 0 else "lever_down"
    return _say(rule, "landing", figures, max(abs(up.amount), abs(down.amount)))


def _target(diff: PlanDiff, currency: str) -> Finding:
    then, now = diff.money
    over = round(now.flow.end - then.flow.target, 6)
    figures: Figures = {
        "growth": Percent(now.flow.target_growth, 0),
        "before": Money(then.flow.target, currency),
        "after": Money(now.flow.target, currency),
        "gap": Money(abs(over), currency),
    }
    return _say("target_moved_ahead" if over >= 0 else "target_moved_behind", "landing", figures, over)


def _risk(diff: PlanDiff, currency: str) -> Iterator[Finding]:
    """1.3: revenue at risk then and now, and the service that moved it most; then the exposed revenue."""
    then, now = diff.money
    if not (then.at_risk or now.at_risk):
        return
    sides = (then.bounds["risk"], now.bounds["risk"])
    amount = moved(then.totals["risk"], now.totals["risk"], sides)
    figures: Figures = {"before": Money(then.totals["risk"], currency), "after": Money(now.totals["risk"], currency)}
    if is_unknown(amount):
        yield _say("risk_unknown", "revenue_at_risk", figures)
        return
    changes = {
        key: moved(then.at_risk.get(key, 0.0), now.at_risk.get(key, 0.0))
        for key in sorted(then.at_risk.keys() | now.at_risk.keys())
    }
    known = [key for key in changes if not is_unknown(changes[key])]
    most = max(known, key=lambda key: changes[key] * (1 if amount >= 0 else -1), default="")
    if most:
        by = changes[most]
        figures |= {
            "part": inline(diff.services[most]),
            "moved": Money(by, currency, sign=True),
            "by": Money(abs(by), currency),
        }
    yield _say(f"risk_{_direction(amount)}", "revenue_at_risk", figures, amount)
    exposed = moved(then.totals["exposed"], now.totals["exposed"])
    if exposed and not is_unknown(exposed):
        other: Figures = {
            "before": Money(then.totals["exposed"], currency),
            "after": Money(now.totals["exposed"], currency),
        }
        yield _say(f"exposed_{_direction(exposed)}", "revenue_at_risk", other, exposed)


def _topics(diff: PlanDiff, currency: str) -> Iterator[Finding]:
    """2.1 to 2.6: a title for each topic, and what to do about its first change."""
    special = {
        "solutions": _solutions,
        "people": _people,
        "commitments": _commitments,
        "risks": _risks,
        "tasks": _tasks,
    }
    for topic in diff.topics:
        counts = _counts(topic)
        if not topic.changes:
            yield _say(f"{topic.topic}_same", topic.topic, counts)
            continue
        found = _on_file(topic) or (special[topic.topic](diff, topic, currency) if topic.topic in special else None)
        rule, figures = found or (f"{topic.topic}_other", {})
        first = _first(topic.changes)
        yield _say(rule, topic.topic, counts | _told(first) | figures, first.money_month)


def _on_file(topic: TopicDiff) -> tuple[str, Figures] | None:
    """Where the earlier plan had nothing of the topic, that is what is said of it."""
    return None if topic.gone + topic.changed + topic.same else (f"{topic.topic}_first", {})


def _counts(topic: TopicDiff) -> Figures:
    """`2 new and 3 changed`, and the counts one by one."""
    numbers = {"new": topic.new, "gone": topic.gone, "changed": topic.changed}
    said = tuple(
        worded(f"difference.words.count.{kind}", n=Count(number)) for kind, number in numbers.items() if number
    )
    every = sum(numbers.values()) + topic.same
    counts: Figures = {kind: Count(number) for kind, number in numbers.items()}
    return {"counts": Names(said), "all": Count(every), "n": Count(sum(numbers.values())), **counts}


def _first(changes: Sequence[Change]) -> Change:
    """The change to lead with: new or gone before changed, the most money, in the plan's order; one that no row names
    comes last."""
    order = {"new": 0, "gone": 1, "changed": 2}
    return min(
        enumerate(changes), key=lambda pair: (pair[1].shared, order[pair[1].kind], -pair[1].money_month, pair[0])
    )[1]


def _told(change: Change) -> Figures:
    """The change as a phrase: `secure remote access is new`."""
    before, after = change.shown
    unknown = worded("common.unknown")
    lead = worded(
        f"difference.words.lead.{change.kind}",
        name=change.name,
        measure=inline(worded(f"difference.words.measure.{change.measure}")),
        before=before or unknown,
        after=after or unknown,
    )
    return {"lead": lead, "name": change.name}


def _of(topic: TopicDiff, measure: str) -> list[Change]:
    return [change for change in topic.changes if change.measure == measure and change.kind == "changed"]


def _solutions(diff: PlanDiff, topic: TopicDiff, currency: str) -> tuple[str, Figures] | None:
    flips = _of(topic, "chosen")
    taken = [change for change in flips if change.after and change.after.value]
    dropped = [change for change in flips if change not in taken]
    if not flips:
        return None
    which = taken or dropped
    return ("solutions_chosen" if taken else "solutions_dropped"), {
        "which": several([change.name for change in which]),
        "m": Count(len(which)),
    }


def _people(diff: PlanDiff, topic: TopicDiff, currency: str) -> tuple[str, Figures] | None:
    """Who moved towards us and who away; an attitude that was not known before is learned, not moved."""
    shifts = [(_shift(change), change) for change in _of(topic, "attitude")]
    up, down = ([change for shift, change in shifts if sign * shift > 0] for sign in (1, -1))
    if not (up or down):
        return None
    (_, worst) = min(
        (pair for pair in shifts if not is_unknown(pair[0])),
        key=lambda pair: (pair[0] if down else -pair[0], pair[1].id),
    )
    before, after = worst.shown
    figures: Figures = {"up": Count(len(up)), "down": Count(len(down)), "who": inline(worst.name)}
    figures |= {"before": before or Name("", ""), "after": after or Name("", "")}
    return "people_both" if up and down else "people_up" if up else "people_down", figures


def _shift(change: Change) -> float:
    values = [attitude_value(fact.value) if fact else float("nan") for fact in (change.before, change.after)]
    return values[1] - values[0]


def _commitments(diff: PlanDiff, topic: TopicDiff, currency: str) -> tuple[str, Figures] | None:
    signed = [change for change in topic.changes if change.measure == "signed" and change.after and change.after.value]
    return (
        ("commitments_signed", {"m": Count(len(signed)), "which": several([inline(change.name) for change in signed])})
        if signed
        else None
    )


def _risks(diff: PlanDiff, topic: TopicDiff, currency: str) -> tuple[str, Figures] | None:
    then, now = (money.expected for money in diff.money)
    figures: Figures = {"before": money_of(then, currency), "after": money_of(now, currency)}
    return ("risks_total", figures) if then.known != now.known else None


def _tasks(diff: PlanDiff, topic: TopicDiff, currency: str) -> tuple[str, Figures] | None:
    """What became of the tasks: done, past their end without a word, begun."""
    states = [change.after.value for change in _of(topic, "state") if change.after]
    counts = {state: Count(states.count(state)) for state in ("done", "ended", "under_way")}
    done, ended, begun = (count.value for count in counts.values())
    figures: Figures = {**counts, "since": Day(diff.before)}
    if ended:
        return ("tasks_overdue" if done else "tasks_overdue_all"), figures
    return ("tasks_moved", figures) if done or begun else None


def _rest(diff: PlanDiff, currency: str) -> Iterator[Finding]:
    """3.1 to 3.3: what stayed, what came in, and whether both plans rest on the same assumptions."""
    totals = {kind: sum(getattr(topic, kind) for topic in diff.topics) for kind in ("new", "gone", "changed", "same")}
    figures: Figures = {kind: Count(number) for kind, number in totals.items()}
    yield _say("stayed", "unchanged", figures | {"all": Count(sum(totals.values()))})
    places = {(row.table, row.key) for row in diff.rows}
    tables = {table for table, _ in places}
    inputs: Figures = {
        "n": Count(len(places)),
        "tables": Count(len(tables)),
        "values": Count(len(diff.rows)),
        "since": Day(diff.before),
    }
    yield _say("inputs" if diff.rows else "no_inputs", "inputs", inputs)
    if diff.assumptions:
        yield _say(
            "assumptions",
            "assumptions",
            {"n": Count(len(diff.assumptions)), "which": several([found.name for found in diff.assumptions])},
        )
