"""3.8, power-attitude map."""

from __future__ import annotations

from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.contact_map import ContactMap
from playbook.units import Number, is_unknown, name_of

__all__ = ["build"]

#: Right of it stand those who support us: the worst of them is B- (2/3), the best of the others C+ (1/3).
_BETWEEN_C_AND_B = 0.5
#: Attitudes from E to A and powers from 1 to 5, with room for the points at the ends; powers split between two grades.
_ATTITUDES, _POWERS, _BETWEEN_POWERS = (-2.4, 2.4), (0.7, 5.3), 0.5
_ROLES: dict[str | None, Role] = {"supports": "accent", "doubts": "warning"}


@exhibit("3.8", "needs.contact_map", needs=("contacts",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.8 Power-attitude map: who decides against who is for us, with the move since the last progress form."""
    contact_map = result.contact_map
    forms = ("progress_roles",) if contact_map.contacts["before"].notna().any() else ()
    subtitle = page.say("needs.contact_map.subtitle", key=Number(page.subject.assume("power_high"))) + (
        page.say("needs.contact_map.moves") if forms else ""
    )
    return page.make(
        "quadrant",
        subtitle,
        _values(page, contact_map),
        sources=("contacts", *forms),
        status=contact_map.status,
        internal=True,
        draw=lambda: _draw(page, contact_map),
    )


def _draw(page: ClientPage, contact_map: ContactMap) -> Figure:
    names, high = page.subject.names("contacts"), page.subject.assume("power_high")
    points = [
        Point(
            page.show(names[row["contact"]]),
            drawable(row["value"]),
            drawable(row["power"]),
            role="ink" if row["key"] and row["stance"] == "accepts" else _ROLES.get(row["stance"], "grey"),
            from_x=drawable(row["before_value"]) if row["before_value"] != row["value"] else None,
            from_y=drawable(row["power"]),
        )
        for row in records(contact_map.contacts)
    ]
    corners: Any = tuple(page.say(f"needs.contact_map.corner.{corner}") for corner in ("win", "keep", "watch", "use"))
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("needs.contact_map.attitude"),
        y_label=page.say("needs.contact_map.power"),
        x_split=_BETWEEN_C_AND_B,
        y_split=high - _BETWEEN_POWERS,
        x_range=_ATTITUDES,
        y_range=_POWERS,
        corner_labels=corners,
        highlight_corner=0,
        x_ends=(page.say("needs.contact_map.opposes"), page.say("needs.contact_map.recommends")),
        y_ends=("1", "5"),
        unknown_label=page.say("needs.contact_map.cannot_place"),
    )


def _values(page: ClientPage, contact_map: ContactMap) -> Values:
    names = page.subject.names("contacts")
    departments = {row["contact"]: page.show(name_of(row, "department")) for row in page.subject.rows("contacts")}
    no_power, no_attitude, no_form = (
        page.say(f"needs.contact_map.{reason}") for reason in ("no_power", "no_attitude", "no_form")
    )
    return table(
        page,
        records(contact_map.contacts),
        (
            Column("contact", lambda row: names[row["contact"]], "category"),
            Column("department", lambda row: departments[row["contact"]], reason=page.say("needs.words.not_on_file")),
            Column("power", lambda row: Number(row["power"]), "y", "1-5", numeric=True, reason=no_power),
            Column("key", lambda row: yes_no(page, row["key"], no_power), "highlight"),
            Column("before", lambda row: _text(row["before"]), "start", reason=no_form),
            Column("now", lambda row: _text(row["attitude"]), "state", reason=no_attitude),
            Column("value", lambda row: Number(row["value"], 2, sign=True), "x", "-2..+2", True, reason=no_attitude),
            Column("stance", partial(_stance, page), reason=no_attitude),
        ),
    )


def _stance(page: ClientPage, row: Row) -> str | None:
    return page.say(f"needs.contact_map.stance.{row['stance']}") if row["stance"] else None


def _text(value: Any) -> str | None:
    return None if is_unknown(value) else str(value)
