"""Exhibit 3.4: every client in both languages, the employees' spend as printed, blank cells with their reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.builders.staff_spend import ROWS
from tests.charts.support import named, texts

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGS
@pytest.mark.parametrize("exhibit_id", ["3.4"])
@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels", "bare-minimum"])
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, load_client(client), lang)
    bundle = found._repr_mimebundle_()
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert found.kind == ("stacked" if client == "harbour-hotels" else "card")
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


def test_employees_spend_as_printed() -> None:
    found = build("3.4", load_client("harbour-hotels"), "en")
    assert found.title == "Employees spend at least £11,585 a month on telecom, of which at least £7,437 goes to rivals"
    assert printed(found, "amount")[-3:] == ["at least £11,585", "at least £7,437", "at least £2,231"]
    assert printed(found, "amount").count("unknown") == 1
    figure = found.draw()  # type: ignore[misc]
    assert {"≥ £5,070", "Cable & Quay unknown", "£3,150"} <= set(texts(figure))
    assert set(named(figure, "unknown-")) == {"unknown-0"}


@LANGS
@pytest.mark.parametrize("name", ["heads", "amount_month"])
@pytest.mark.parametrize("place", range(4))
def test_a_blank_cell_is_unknown(tmp_path: Path, place: int, name: str, lang: Lang) -> None:
    rows = [{**row, name: "" if number == place else row[name]} for number, row in enumerate(ROWS)]
    found = build("3.4", make_client(tmp_path, {"staff_spend": rows}), lang)
    found._repr_mimebundle_()
    assert printed(found, "heads" if name == "heads" else "amount").count("未知" if lang == "zh" else "unknown") == 1
    assert all(cell.reason for row in found.values.rows for cell in row if not cell.known)


@LANGS
def test_a_group_of_which_nothing_is_known_has_no_total(tmp_path: Path, lang: Lang) -> None:
    found = build("3.4", make_client(tmp_path, {"staff_spend": [{**row, "amount_month": ""} for row in ROWS]}), lang)
    figure = found.draw()  # type: ignore[misc]
    assert texts(figure).count("未知" if lang == "zh" else "unknown") == 2
    assert found.title
