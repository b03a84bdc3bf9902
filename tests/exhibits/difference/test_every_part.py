"""The exhibits of a difference, all together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.charts.drawing.svg import svg_of
from playbook.client import load_client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.families.difference import DIFFERENCE
from playbook.units import Lang
from tests.builders.clients import differences, write_client
from tests.builders.difference_exhibits import LANGS, NOW, PAIRS, THEN, made
from tests.exhibits.test_every_exhibit import VALIDATOR


@pytest.mark.parametrize("client", PAIRS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_whole(client: str, lang: Lang) -> None:
    exhibits = made(client, lang)
    assert [key for key in DIFFERENCE.ids if key in exhibits] == list(exhibits)
    for exhibit in exhibits.values():
        assert exhibit.title.strip()
        assert exhibit.source.strip()
        assert "{" not in exhibit.title + "".join(exhibit.so_what)
        VALIDATOR.validate(json.loads(json.dumps(exhibit._repr_mimebundle_()[MIME_TYPE], allow_nan=False)))
        for cells in exhibit.values.rows:
            assert len(cells) == len(exhibit.values.fields)
            assert all(cell.printed for cell in cells if not cell.known)
        if exhibit.draw is not None:
            assert svg_of(exhibit.draw()).startswith(b"<?xml")


def test_a_plan_against_itself_says_so_and_draws_nothing() -> None:
    plan = load_client("harbour-hotels")
    exhibits = {exhibit.id: exhibit for exhibit in differences(plan, plan, "en")}
    assert set(exhibits) == {"0.1", "1.1", "1.2", "1.3", "3.1"}
    assert exhibits["0.1"].title == "There is no new bill since the earlier plan: revenue is still £45,255 a month"
    assert exhibits["0.1"].extra["findings"] == []
    assert exhibits["1.1"].draw is exhibits["1.2"].draw is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_client_with_bills_alone(tmp_path: Path, lang: Lang) -> None:
    root = write_client(tmp_path)
    plans = [load_client("acme", root=root, as_of=day) for day in (THEN, NOW)]
    exhibits = differences(*plans, lang)
    assert [exhibit.id for exhibit in exhibits] == ["0.1", "1.1", "1.2", "3.1"]
    assert [figure["status"] for figure in exhibits[0].extra["figures"]] == [
        "measured",
        "measured",
        "measured",
        "unknown",
    ]
