"""4.2 as printed, its chart, and solutions without a need on record."""

from __future__ import annotations

from functools import cache

from playbook.client import Client, load_client
from playbook.exhibits.exhibit import Exhibit
from playbook.units import Lang
from tests.builders.clients import build, make_client, printed
from tests.charts.support import named, texts


@cache
def sample(client: str) -> Client:
    return load_client(client)


@cache
def built(exhibit_id: str, client: str, lang: Lang) -> Exhibit:
    return build(exhibit_id, sample(client), lang)


def test_coverage_as_printed() -> None:
    found = built("4.2", "harbour-hotels", "en")
    assert found.title.startswith(
        "10 of 16 needs have a chosen solution; 4 have none at all (at least £5,519 a month), first of all broadband"
    )
    place = printed(found, "id").index("proposal-in-room")
    assert [cell.printed for cell in found.values.rows[place]][3:7] == ["£600", "only others", "–", "S7"]
    totals = [
        "Needs with a chosen solution",
        "Needs with others only",
        "Needs without a solution",
        "Ids that no need has",
    ]
    assert printed(found, "need")[-4:] == totals
    assert "S7 names guest-tv, which nobody has stated and no rule finds" in found.so_what[1]


def test_needs_of_one_rule_share_a_row_of_the_chart_and_not_of_the_table() -> None:
    found = built("4.2", "pingan-life-fuzhou", "en")
    assert found.draw is not None
    figure = found.draw()
    assert "Backup lines to 7 sites" in texts(figure)
    assert sum(name.startswith("Backup line to") for name in printed(found, "need")) == 14
    # S3, S7 and S10 answer nothing: greyed; S1 is chosen and answers the backup of seven counties.
    assert sorted(named(figure, "idle-")) == ["idle-2", "idle-6", "idle-9"]
    assert "mark-6-0-chosen" in named(figure, "mark-")


def test_solutions_without_a_need_on_record_have_no_chart(tmp_path: object) -> None:
    client = make_client(tmp_path, {"solutions": [{"solution": "S1", "name": "One", "effect": "new"}]})  # type: ignore[arg-type]
    found = build("4.2", client, "en")
    assert found.draw is None
    assert found.title == "No need is on record or found by a rule, so the one solution answers nothing known"
