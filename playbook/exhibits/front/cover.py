"""The cover: whose plan it is, as of when, from whom, and for whose eyes."""

from __future__ import annotations

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Exhibit, Field, Values
from playbook.units import Day, name_of

__all__ = ["build"]


@exhibit("0.1", "front.cover")
def build(page: ClientPage, _: None) -> Exhibit:
    """0.1 The cover of the plan."""
    client = page.subject
    unit = name_of(client.market.fields, "unit") if client.market.fields.get("unit") else name_of(client.market.fields)
    lines = [page.say("front.cover.as_of", day=Day(client.as_of)), page.show(unit), page.say("front.cover.edition")]
    values = Values(
        (Field("what", page.say("front.cover.what")), Field("value", page.say("front.cover.value"))),
        tuple(
            (cell(page.say(f"front.cover.{name}"), page.lang), cell(text, page.lang))
            for name, text in (
                ("client", page.show(client.name)),
                ("date", page.show(Day(client.as_of))),
                ("unit", page.show(unit)),
                ("edition_label", page.say("front.cover.edition")),
            )
        ),
    )
    return page.make(
        "cover",
        page.say("front.cover.document"),
        values,
        sources=(),
        status=str(client.profile["status"]),
        title=page.show(client.name),
        internal=False,
        extra={"client": page.show(client.name), "document": page.say("front.cover.document"), "lines": lines},
    )
