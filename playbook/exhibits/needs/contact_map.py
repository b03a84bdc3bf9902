"""3.8, power-attitude map."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable, yes_no
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.contact_map import ContactMap
from playbook.units import Number, is_unknown, name_of

__all__ = ["build"]

#: Right of it stand those who support us: the worst of them is B- (2/3), the best of the others C+ (1/3).
_BETWEEN_C_AND_B = 0.5


_ROLES: dict[str | None, Role] = {"supports": "accent", "doubts": "warning"}


@exhibit("3.8", "needs.contact_map", needs=("contacts",))
def build(page: ClientPage, result: NeedsAnalysis) -> Exhibit:
    """3.8 Power-attitude map: who decides against who is for us, with the move since the last progress form."""
    found = result.contact_map
    forms = ("progress_roles",) if found.contacts["before"].notna().any() else ()
    subtitle = page.say("needs.contact_map.subtitle", key=Number(page.subject.assume("power_high"))) + (
        page.say("needs.contact_map.moves") if forms else ""
    )
    return page.make(
        "quadrant",
        subtitle,
        _contact_values(page, found),
        sources=("contacts", *forms),
        status=found.status,
        internal=True,
        draw=lambda: _draw_contacts(page, found),
    )


def _draw_contacts(page: ClientPage, found: ContactMap) -> Figure:
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
        for row in records(found.contacts)
    ]
    corners: Any = tuple(page.say(f"needs.contact_map.corner.{corner}") for corner in ("win", "keep", "watch", "use"))
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("needs.contact_map.attitude"),
        y_label=page.say("needs.contact_map.power"),
        x_split=_BETWEEN_C_AND_B,
        y_split=high - 0.5,
        x_range=(-2.4, 2.4),
        y_range=(0.7, 5.3),
        corner_labels=corners,
        highlight_corner=0,
        x_ends=(page.say("needs.contact_map.opposes"), page.say("needs.contact_map.recommends")),
        y_ends=("1", "5"),
        unknown_label=page.say("needs.contact_map.cannot_place"),
    )


def _contact_values(page: ClientPage, found: ContactMap) -> Values:
    lang, rows = page.lang, page.subject.frames["contacts"].set_index("contact")
    names = page.subject.names("contacts")
    fields = (
        Field("contact", page.say("needs.contact_map.contact"), "category"),
        Field("department", page.say("needs.contact_map.department"), "label"),
        Field("power", page.say("needs.contact_map.power"), "y", "1-5", numeric=True),
        Field("key", page.say("needs.contact_map.key"), "highlight"),
        Field("before", page.say("needs.contact_map.before"), "start"),
        Field("now", page.say("needs.contact_map.now"), "state"),
        Field("value", page.say("needs.contact_map.attitude_value"), "x", "-2..+2", numeric=True),
        Field("stance", page.say("needs.contact_map.stance"), "label"),
    )
    power, attitude, form = (page.say(f"needs.contact_map.{name}") for name in ("no_power", "no_attitude", "no_form"))
    return Values(
        fields,
        tuple(
            (
                cell(names[row["contact"]], lang),
                cell(
                    page.show(name_of(rows.loc[row["contact"]], "department")),
                    lang,
                    page.say("needs.words.not_on_file"),
                ),
                cell(Number(row["power"]), lang, power),
                yes_no(page, row["key"], power),
                cell(_text(row["before"]), lang, form),
                cell(_text(row["attitude"]), lang, attitude),
                cell(Number(row["value"], 2, sign=True), lang, attitude),
                cell(page.say(f"needs.contact_map.stance.{row['stance']}") if row["stance"] else None, lang, attitude),
            )
            for row in records(found.contacts)
        ),
    )


def _text(value: Any) -> str | None:
    return None if is_unknown(value) else str(value)
