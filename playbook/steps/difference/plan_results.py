"""What a plan says, item by item, in a form that can be held against another plan: needs, people, solutions,
commitments, risks, tasks.

An item is one need, one person, one solution; its facts are what the steps found about it, each as a value that is
compared and a value that is printed. An unknown fact is None, and equal to another unknown one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.capability.commitments import commitments_of
from playbook.steps.capability.promise_units import Promised
from playbook.steps.needs.contact_map import contact_map
from playbook.steps.needs.need_list import need_list
from playbook.steps.phrases import worded
from playbook.steps.planning.programmes import programmes_of
from playbook.steps.planning.risks import risks_of
from playbook.steps.planning.sales_progress import sales_progress_of
from playbook.steps.solutions.road_map import road_items
from playbook.units import Day, Money, Name, Number, Percent, Printable, is_unknown, name_of

__all__ = ["TOPICS", "Fact", "Item", "items_of"]


@dataclass(frozen=True)
class Fact:
    """One fact about an item: what is measured, the value that is compared (None unknown), and the one that is
    printed."""

    measure: str
    value: Any
    shown: Printable


@dataclass(frozen=True)
class Item:
    """One item of a topic. `ids` are what input rows call it, or what it stands at; `near` what else it is about: its
    service, its rival.

    `money_month` is what it is about, in currency a month (0 where money is not the point, or unknown); the first fact
    is its head. `tables` are those that it is found in, where they are fewer than its topic's.
    """

    id: str
    name: Name
    facts: tuple[Fact, ...]
    ids: frozenset[str]
    status: str
    near: frozenset[str] = frozenset()
    money_month: float = 0.0
    tables: tuple[str, ...] = ()

    def fact(self, measure: str) -> Fact:
        """The fact of that measure."""
        return next(fact for fact in self.facts if fact.measure == measure)


#: Rule of the latent needs -> the tables that it looks at; a stated need stands in `needs`.
_RULE_TABLES: Mapping[str, tuple[str, ...]] = {
    "backup": ("links", "sites", "prices"),
    "upgrade": ("links", "sites", "prices", "needs"),
    "whitespace": ("bills", "service_usage"),
    "unit_whitespace": ("unit_services",),
    "win_back": ("unit_services", "moves"),
    "proposal": ("goals",),
    "group_plan": ("staff_spend",),
    "taught": ("taught_needs", "needs"),
}


def items_of(client: Client, topic: str) -> dict[str, Item]:
    """The items of a topic by id, in the order in which the plan shows them."""
    return {item.id: item for item in _READERS[topic](client)}


def _needs(client: Client) -> Iterator[Item]:
    for row in records(need_list(client).needs):
        at, own = {*row["sites"], *row["units"]}, row["need"]
        facts = (
            _money(client, "amount", row["amount_month"]),
            _percent("confidence", row["confidence"]),
            _word("asked", row["kind"]),
        )
        bare = own if is_unknown(row["rule"]) else own.removeprefix(row["rule"].replace("_", "-") + "-")
        near = frozenset({*bare.split("-"), *(() if is_unknown(row["service"]) else (str(row["service"]),))})
        tables = _RULE_TABLES.get(str(row["rule"]), ("needs",))
        ids = frozenset({own, *at, *(() if bare == row["service"] else (bare,))})
        yield Item(own, row["name"], facts, ids, row["status"], near, _known(row["amount_month"]), tables)


def _people(client: Client) -> Iterator[Item]:
    names = client.names("contacts")
    for row in records(contact_map(client).contacts):
        grade = None if is_unknown(row["attitude"]) else str(row["attitude"])
        attitude = Fact("attitude", grade, _letter(grade))
        yield Item(
            row["contact"],
            names[row["contact"]],
            (attitude, _number("power", row["power"])),
            frozenset({row["contact"]}),
            row["status"],
        )
    progress = sales_progress_of(client)
    if progress.project is not None:
        facts = (
            _number("position", progress.position, sign=True),
            _number("mean", progress.mean_now, digits=2, sign=True),
        )
        roles = set(progress.roles["contact"])
        yield Item(
            f"project {progress.project}",
            name_of(progress.form, "aim"),
            facts,
            frozenset({progress.project, *roles}),
            progress.status,
        )


def _solutions(client: Client) -> Iterator[Item]:
    for row in road_items(client):
        benefit = (_money(client, "benefit", row["benefit_month"]),) if row["kind"] == "solution" else ()
        chosen = (_flag("chosen", row["chosen"]),) if row["kind"] == "solution" else ()
        facts = (
            *chosen,
            *benefit,
            _number("start", row["start_month"]),
            _word("phase", row["phase"]),
            _number("score", row["score"], digits=2),
        )
        name = Name(f"{row['id']} {row['name'].zh}", f"{row['id']} {row['name'].en}")
        yield Item(
            row["id"], name, facts, frozenset({row["id"]}), row["status"], money_month=_known(row["benefit_month"])
        )


def _commitments(client: Client) -> Iterator[Item]:
    found = commitments_of(client)
    sites = found.rows.groupby("commitment")["site"].agg(list).to_dict()
    names = {row["commitment"]: name_of(row) for row in client.rows("commitments")}
    for row in records(found.promises):
        own = row["commitment"]
        promised = Fact("promised", round(row["value"], 9), Promised(row["value"], row["measure"]))
        facts = (_flag("signed", row["signed"]), _word("verdict", row["verdict"]), promised)
        name = names[own] if names[own].zh or names[own].en else Name(own, own)
        yield Item(own, name, facts, frozenset({own, *(site for site in sites[own] if site)}), row["status"])


def _risks(client: Client) -> Iterator[Item]:
    for row in records(risks_of(client).recorded):
        facts = (
            _money(client, "expected", row["expected_month"]),
            _percent("probability", row["probability"]),
            _money(client, "cost", row["amount_month"]),
        )
        yield Item(
            row["risk"],
            row["name"],
            facts,
            frozenset({row["risk"]}),
            row["status"],
            money_month=_known(row["expected_month"]),
        )


def _tasks(client: Client) -> Iterator[Item]:
    for row in records(programmes_of(client).tasks):
        end = None if is_unknown(row["end"]) else row["end"]
        owner = row["owner_name"] or worded("common.unknown")
        facts = (
            _word("state", row["state"]),
            Fact("end", end, worded("common.unknown") if end is None else Day(end)),
            Fact("owner", row["owner"], owner),
        )
        yield Item(row["task"], row["name"], facts, frozenset({row["task"]}), row["status"])


_READERS: Mapping[str, Callable[[Client], Iterator[Item]]] = {
    "solutions": _solutions,
    "needs": _needs,
    "people": _people,
    "commitments": _commitments,
    "risks": _risks,
    "tasks": _tasks,
}
#: In the order in which a reader is told of them.
TOPICS = tuple(_READERS)


def _known(amount: float) -> float:
    return 0.0 if is_unknown(amount) else float(amount)


def _rounded(value: Any, digits: int) -> float | None:
    return None if is_unknown(value) else round(float(value), digits)


def _money(client: Client, measure: str, amount: float) -> Fact:
    return Fact(measure, _rounded(amount, 6), Money(amount, client.currency))


def _percent(measure: str, share: float) -> Fact:
    return Fact(measure, _rounded(share, 6), Percent(share, 0))


def _number(measure: str, value: float, *, digits: int = 0, sign: bool = False) -> Fact:
    places = digits if is_unknown(value) or digits or float(value).is_integer() else 1
    return Fact(measure, _rounded(value, digits or 6), Number(value, places, sign))


def _flag(measure: str, value: bool | None) -> Fact:
    known = None if is_unknown(value) else bool(value)
    return Fact(measure, known, worded("common.unknown" if known is None else "common.yes" if known else "common.no"))


def _word(measure: str, code: str | None) -> Fact:
    """A code, in the words of the catalogue: `diff.phase.act_now`."""
    return Fact(
        measure, code, worded("common.unknown") if code is None else worded(f"difference.words.{measure}.{code}")
    )


def _letter(grade: str | None) -> Name:
    printed = None if grade is None else grade.replace("-", "\N{MINUS SIGN}")
    return worded("common.unknown") if printed is None else Name(printed, printed)
