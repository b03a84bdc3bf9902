"""2.2, needs: stated and latent ones, with the tables that each is found in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.difference.items import Item, code, known_or_0, money, percent
from playbook.steps.needs.need_list import need_list
from playbook.units import is_unknown

__all__ = ["items"]


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


def items(client: Client) -> Iterator[Item]:
    """The plan's needs. What a latent one is about stands in its id, after its rule."""
    for row in records(need_list(client).needs):
        at, own = {*row["sites"], *row["units"]}, row["need"]
        facts = (
            money(client, "amount", row["amount_month"]),
            percent("confidence", row["confidence"]),
            code("needs", "asked", row["kind"]),
        )
        bare = own if is_unknown(row["rule"]) else own.removeprefix(row["rule"].replace("_", "-") + "-")
        near = frozenset({*bare.split("-"), *(() if is_unknown(row["service"]) else (str(row["service"]),))})
        tables = _RULE_TABLES.get(str(row["rule"]), ("needs",))
        ids = frozenset({own, *at, *(() if bare == row["service"] else (bare,))})
        yield Item(own, row["name"], facts, ids, row["status"], near, known_or_0(row["amount_month"]), tables)
