"""0.1, the cover: whose plan it is, as of when, from whom, and for whose eyes."""

from __future__ import annotations

from operator import itemgetter

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, table
from playbook.exhibits.compose import ClientPage
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Day, name_of

__all__ = ["build"]


@exhibit("0.1", "front.cover")
def build(page: ClientPage, _: None) -> Exhibit:
    """0.1 The cover of the plan."""
    client, market = page.subject, page.subject.market.fields
    name, day = page.show(client.name), Day(client.as_of)
    unit = page.show(name_of(market, "unit") if market.get("unit") else name_of(market))
    document, edition = page.say("front.cover.document"), page.say("front.cover.edition")
    rows = (
        {"what": page.say("front.cover.client"), "value": name},
        {"what": page.say("front.cover.date"), "value": page.show(day)},
        {"what": page.say("front.cover.unit"), "value": unit},
        {"what": page.say("front.cover.edition_label"), "value": edition},
    )
    return page.make(
        "cover",
        document,
        table(
            page,
            rows,
            (
                Column("what", itemgetter("what")),
                Column("value", itemgetter("value"), reason=page.say("front.cover.no_unit")),
            ),
        ),
        sources=(),
        status=str(client.profile["status"]),
        title=name,
        internal=False,
        extra={
            "client": name,
            "document": document,
            "lines": [line for line in (page.say("front.cover.as_of", day=day), unit, edition) if line],
        },
    )
