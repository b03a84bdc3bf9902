"""Ids that a workbook may choose from though no sheet of it defines them: its market's, and the house's assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from playbook.client.files import house_assumptions, market_id
from playbook.client.forms.parts import CLIENT, MARKET_FORM
from playbook.client.source import Source
from playbook.errors import UserError
from playbook.intake.book.contents import Contents, read_contents

__all__ = ["listed_for", "listed_of"]


def listed_for(contents: Contents, data: Path) -> Mapping[str, Sequence[str]]:
    """What a folder with these contents may choose from, by column (`services.service`)."""
    if contents.form is not CLIENT:
        return {}
    return listed_of(market_id(contents.fields.get(CLIENT.parts[0].file, {})), data)


def listed_of(market: str, data: Path) -> Mapping[str, Sequence[str]]:
    """The ids of a market's tables, and of the assumptions, by column; of a market that cannot be read, none."""
    house = Source(house_assumptions().parent, "data", [])
    listed: dict[str, Sequence[str]] = {"assumptions.id": sorted(house.mapping(house_assumptions().name))}
    markets = [path.name for path in (data / MARKET_FORM.home).glob("*/") if not path.name.startswith(".")]
    listed["market"] = sorted(markets)
    with suppress(UserError):
        if market:
            shared = read_contents(data / MARKET_FORM.home / market, MARKET_FORM)
            for part in MARKET_FORM.parts[1:]:
                key = part.table.key[0]
                ids = [row.get(key, "") for row in shared.rows.get(part.file, ())]
                listed[f"{part.name}.{key}"] = [one for one in dict.fromkeys(ids) if one]
    return listed
