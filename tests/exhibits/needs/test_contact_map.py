"""Exhibit 3.8: every client in both languages; who cannot be placed, and blank cells with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.contact_map import CONTACTS

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["3.8"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert found.title
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert (found.kind == "card") == (client == "bare-minimum")


def test_the_contact_map_lists_who_cannot_be_placed() -> None:
    found = build("3.8", load_client("pingan-life-fuzhou"), "en")
    assert found.internal
    rows = dict(
        zip(printed(found, "contact"), zip(printed(found, "before"), printed(found, "now"), strict=True), strict=True)
    )
    assert rows["Office director"] == ("C", "B")
    assert rows["IT manager"] == ("B", "B+")
    assert rows["Head of the call-back centre"] == ("D", "C")
    assert rows["Senior management"] == ("unknown", "unknown")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["power", "attitude"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_blank_contact_cell_is_unknown(tmp_path: Path, place: int, name: str, lang: Lang) -> None:
    contacts: list[dict[str, Any]] = [
        {**row, name: "" if number == place else row[name]} for number, row in enumerate(CONTACTS)
    ]
    found = build("3.8", make_client(tmp_path, {"contacts": contacts}), lang)
    found._repr_mimebundle_()
    blank = printed(found, "power" if name == "power" else "now")
    assert blank.count("未知" if lang == "zh" else "unknown") == 1
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)
