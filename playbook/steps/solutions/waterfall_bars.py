"""The bars of the waterfall, each with its amount as far as it is known, and how a sum of them is to be read."""

from __future__ import annotations

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.shares import Total, total_of
from playbook.steps.status import weakest
from playbook.units import Name, Side, is_unknown, name_of

__all__ = ["EFFECTS", "MONTH", "additions", "bar_of", "bound_of", "earning", "erosions"]

#: The month of the plan in which the waterfall ends.
MONTH = 12
#: The effects of solutions, in the order of the bars; a solution without one comes last.
EFFECTS = ("new", "won_back", "retained", "other")


def bar_of(label: Name | None, kind: str, amount: Total, *, solutions: tuple[str, ...] = (), status: str) -> Row:
    """A bar; its amount is unknown where a part of it is."""
    return {
        "label": label,
        "kind": kind,
        "amount_month": amount.value,
        "known_month": amount.known,
        "solutions": solutions,
        "status": status,
    }


def earning(client: Client) -> list[Row]:
    """The solutions that earn by month 12, as far as one knows: those that start later are left out."""
    return [row for row in client.rows("solutions") if not row["start_month"] > MONTH]


def additions(client: Client) -> list[Row]:
    """A bar per effect and name of it; a solution without such a name is a bar of its own."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in (row for row in earning(client) if row["chosen"] is True):
        effect = "other" if is_unknown(row["effect"]) else str(row["effect"])
        own = is_unknown(row["effect_name"])
        groups.setdefault(
            (effect, f"solution {row['solution']}" if own else f"effect {row['effect_name']}"), []
        ).append(row)
    ordered = sorted(groups.items(), key=lambda item: EFFECTS.index(item[0][0]))
    return [_group(members, effect) for (effect, _), members in ordered]


def _group(members: list[Row], effect: str) -> Row:
    label = name_of(members[0]) if is_unknown(members[0]["effect_name"]) else name_of(members[0], "effect_name")
    amount = total_of(float("nan") if is_unknown(row["start_month"]) else row["benefit_base_month"] for row in members)
    return bar_of(
        label,
        effect,
        amount,
        solutions=tuple(row["solution"] for row in members),
        status=weakest(map(_benefit_status, members)),
    )


def _benefit_status(row: Row) -> str:
    """How sure the benefit is: its own status where it has one, else the row's."""
    return str(row["status"] if is_unknown(row["benefit_status"]) else row["benefit_status"])


def erosions(client: Client) -> list[Row]:
    """A bar for each thing that goes."""
    rows = client.rows("erosions")
    return [bar_of(name_of(row), "erosion", total_of([-row["amount_month"]]), status=row["status"]) for row in rows]


def bound_of(changes: list[Row], *, more: bool = False, less: bool = False) -> Side:
    """How a sum is to be read: `more` says that there may be further additions, `less` further losses."""
    unknown = {bar["kind"] == "erosion" for bar in changes if is_unknown(bar["amount_month"])}
    gains, losses = more or False in unknown, less or True in unknown
    return "unknown" if gains and losses else "at_least" if gains else "at_most" if losses else "exact"
