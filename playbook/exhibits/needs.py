"""The exhibits of step 3: the client file and the contacts; spend, bills, people, network and needs have modules of
their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.quadrant import Point, quadrant_chart
from playbook.client.rows import records
from playbook.exhibits import needs_bills, needs_list, needs_network, needs_people, needs_spend  # noqa: F401
from playbook.exhibits.compose import Page, cell, drawable, exhibit, yes_no
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Span, Table, Values
from playbook.exhibits.table import Row
from playbook.steps.needs.analysis import NeedsAnalysis
from playbook.steps.needs.client_file import FileField
from playbook.steps.needs.contact_map import ContactMap
from playbook.units import Number, is_unknown, name_of

__all__ = ["client_file", "contacts"]

_COLUMNS = ("field", "value", "status")
#: Right of it stand those who support us: the worst of them is B- (2/3), the best of the others C+ (1/3).
_BETWEEN_C_AND_B = 0.5
_ROLES: dict[str | None, Role] = {"supports": "accent", "doubts": "warning"}


@exhibit("3.1")
def client_file(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.1 The client file: every field, its value, and how sure it is."""
    file, lang = result.file, page.lang
    fields = (
        Field("group", page.say("needs.group")),
        *(Field(name, page.say(f"needs.{name}"), "category" if name == "field" else "label") for name in _COLUMNS),
    )
    reason = page.say("needs.not_on_file")
    rows = tuple(
        (
            cell(page.say(f"needs.group.{field.group}"), lang),
            cell(_label(page, field), lang),
            cell(field.value, lang, reason),
            cell(page.status_label(field.status), lang),
        )
        for field in file.fields
    )
    subtitle = page.say("needs.3_1.subtitle", n=len([field for field in file.fields if field.weight]))
    return page.make(
        "table",
        subtitle,
        Values(fields, rows),
        sources=("bills", "control_totals", "contracts"),
        status=file.status,
        table=_form(page, file.fields),
    )


def _label(page: Page, field: FileField) -> str:
    text = page.show(field.label)
    text = text[:1].upper() + text[1:]
    return text if field.weight else page.say("needs.of_which", what=text)


def _form(page: Page, fields: tuple[FileField, ...]) -> Table:
    """The file as a form of two columns of fields: one table, so that it can be read aloud and goes on over slides."""
    heads = tuple(Field(name, page.say(f"needs.{name}")) for name in _COLUMNS * 2)
    pairs = (("identity", "organisation"), ("business", "money"))
    return Table(heads, tuple(row for pair in pairs for row in _form_rows(page, fields, pair)))


def _form_rows(page: Page, fields: tuple[FileField, ...], groups: tuple[str, str]) -> Iterator[Row]:
    columns = [[field for field in fields if field.group == group] for group in groups]
    yield tuple(Span(page.say(f"needs.group.{group}"), len(_COLUMNS)) for group in groups)
    for pair in zip_longest(*columns):
        yield tuple(one for field in pair for one in _form_cells(page, field))


def _form_cells(page: Page, field: FileField | None) -> tuple[Cell, ...]:
    if field is None:
        return (Cell("", ""),) * len(_COLUMNS)
    label = _label(page, field)
    if field.value is None:
        return Cell(label, label), Cell(None, page.say("common.unknown")), Cell("–", "–")
    texts = (label, page.show(field.value), page.status_label(field.status))
    return tuple(Cell(text, text) for text in texts)


@exhibit("3.8", needs=("contacts",))
def contacts(page: Page, result: NeedsAnalysis) -> Exhibit:
    """3.8 Power-attitude map: who decides against who is for us, with the move since the last progress form."""
    people = result.contacts
    forms = ("progress_roles",) if people.contacts["before"].notna().any() else ()
    subtitle = page.say("needs.3_8.subtitle", key=Number(page.client.assume("power_high"))) + (
        page.say("needs.3_8.moves") if forms else ""
    )
    return page.make(
        "quadrant",
        subtitle,
        _contact_values(page, people),
        sources=("contacts", *forms),
        status=people.status,
        internal=True,
        draw=lambda: _draw_contacts(page, people),
    )


def _draw_contacts(page: Page, people: ContactMap) -> Figure:
    names, high = page.client.names("contacts"), page.client.assume("power_high")
    points = [
        Point(
            page.show(names[row["contact"]]),
            drawable(row["value"]),
            drawable(row["power"]),
            role="ink" if row["key"] and row["stance"] == "accepts" else _ROLES.get(row["stance"], "grey"),
            from_x=drawable(row["before_value"]) if row["before_value"] != row["value"] else None,
            from_y=drawable(row["power"]),
        )
        for row in records(people.contacts)
    ]
    corners: Any = tuple(page.say(f"needs.corner.{corner}") for corner in ("win", "keep", "watch", "use"))
    return quadrant_chart(
        points,
        lang=page.lang,
        x_label=page.say("needs.attitude"),
        y_label=page.say("needs.power"),
        x_split=_BETWEEN_C_AND_B,
        y_split=high - 0.5,
        x_range=(-2.4, 2.4),
        y_range=(0.7, 5.3),
        corner_labels=corners,
        highlight_corner=0,
        x_ends=(page.say("needs.opposes"), page.say("needs.recommends")),
        y_ends=("1", "5"),
        unknown_label=page.say("needs.cannot_place"),
    )


def _contact_values(page: Page, people: ContactMap) -> Values:
    lang, rows = page.lang, page.client.frames["contacts"].set_index("contact")
    names = page.client.names("contacts")
    fields = (
        Field("contact", page.say("needs.contact"), "category"),
        Field("department", page.say("needs.department"), "label"),
        Field("power", page.say("needs.power"), "y", "1-5", numeric=True),
        Field("key", page.say("needs.key"), "highlight"),
        Field("before", page.say("needs.before"), "start"),
        Field("now", page.say("needs.now"), "state"),
        Field("value", page.say("needs.attitude_value"), "x", "-2..+2", numeric=True),
        Field("stance", page.say("needs.stance"), "label"),
    )
    power, attitude, form = (page.say(f"needs.{name}") for name in ("no_power", "no_attitude", "no_form"))
    return Values(
        fields,
        tuple(
            (
                cell(names[row["contact"]], lang),
                cell(page.show(name_of(rows.loc[row["contact"]], "department")), lang, page.say("needs.not_on_file")),
                cell(Number(row["power"]), lang, power),
                yes_no(page, row["key"], power),
                cell(_text(row["before"]), lang, form),
                cell(_text(row["attitude"]), lang, attitude),
                cell(Number(row["value"], 2, sign=True), lang, attitude),
                cell(page.say(f"needs.stance.{row['stance']}") if row["stance"] else None, lang, attitude),
            )
            for row in records(people.contacts)
        ),
    )


def _text(value: Any) -> str | None:
    return None if is_unknown(value) else str(value)
