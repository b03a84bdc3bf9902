"""What is doubtful about the files, as documents show it: a strip at the head of the summary, the list in 7.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.exhibits.compose import ClientPage
from playbook.steps.guards.caution import Caution
from playbook.steps.guards.doubts import Acceptance, doubts_of
from playbook.units import Count, Day, Money, is_unknown

__all__ = ["listed_cautions", "strip"]

#: How many doubts the strip names.
_NAMED = 3


def strip(page: ClientPage) -> Mapping[str, Any]:
    """How many doubts there are, the worst three with their money; empty where there is none."""
    shown = _shown(page)
    if not shown:
        return {}
    return {
        "strip": {
            "label": page.say("guards.strip.label", n=Count(len(shown))),
            "grave": page.say("guards.strip.grave") if any(one.grave for one in shown) else "",
            "lines": [{"said": one.said(page.lang), "money": _money(page, one)} for one in shown[:_NAMED]],
            "exhibit": "7.1",
            "link_label": page.say("guards.strip.link"),
        }
    }


def listed_cautions(page: ClientPage) -> Mapping[str, Any]:
    """Every doubt: what, where, its money, how to mend it; and what was accepted, by whom, when, why. Empty where there
    is neither."""
    shown, accepted = _shown(page), [one for one in doubts_of(page.subject).accepted if one.caution.of_data]
    return {
        **({"cautions": _table(page, "list", [_row(page, one) for one in shown])} if shown else {}),
        **({"accepted": _table(page, "accepted", [_accepted(page, one) for one in accepted])} if accepted else {}),
    }


def _shown(page: ClientPage) -> list[Caution]:
    return [one for one in doubts_of(page.subject).cautions if one.of_data]


def _money(page: ClientPage, caution: Caution) -> str:
    """What it is about a month; blank where nobody can tell, or it is nothing."""
    known = not is_unknown(caution.money_month) and caution.money_month
    amount = Money(caution.money_month, page.subject.currency)
    return page.say("guards.strip.money", amount=amount) if known else ""


def _table(page: ClientPage, name: str, rows: list[list[str]]) -> Mapping[str, Any]:
    heads = ("what", "where", "money", "mend") if name == "list" else ("what", "where", "money", "by", "why")
    return {
        "title": page.say(f"guards.strip.{name}", n=Count(len(rows))),
        "heads": [page.say(f"guards.strip.head_{head}") for head in heads],
        "rows": rows,
    }


def _row(page: ClientPage, caution: Caution) -> list[str]:
    where = f"{caution.where(page.lang)} · {caution.rule} · {caution.place}"
    return [caution.said(page.lang), where, _money(page, caution), caution.mend(page.lang)]


def _accepted(page: ClientPage, one: Acceptance) -> list[str]:
    by = page.say("guards.strip.by", who=one.who, day=Day(one.when))
    return [*_row(page, one.caution)[:3], by, one.why]
