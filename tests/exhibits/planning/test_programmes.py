"""Exhibit 6.1: tasks and the team's load as printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.builders.client_plan import PROGRAMMES, task
from tests.builders.clients import build, make_client, printed
from tests.builders.published import published
from tests.builders.samples import sample
from tests.builders.talks import CONTACTS, TEAM, row, visit
from tests.builders.workload import work


def test_the_published_programmes_as_printed() -> None:
    shown = published("6.1", "en")
    assert shown.title == "We have 9 of 22 tasks under way and 7 more to start by 30 June 2003, but 4 have no owner"
    programmes = [name for name in printed(shown, "programme") if name != "Load"]
    assert (len(programmes), printed(shown, "owner").count("unknown")) == (22, 4)
    assert list(dict.fromkeys(programmes)) == ["Programme one", "Programme two", "Programme three"]
    assert list(dict.fromkeys(filter(None, printed(shown, "brings")))) == [
        "S1, S5 and S6",
        "S2, S7, S8 and S9",
        "S3, S4, S9 and S10",
    ]


def test_tasks_without_any_date_or_owner_come_out(tmp_path: Path) -> None:
    shown = build(
        "6.1", make_client(tmp_path, {"programmes": PROGRAMMES, "tasks": [task(1, owner="", start="", end="")]}), "en"
    )
    assert shown.title == "Nothing is under way; 0 of 1 tasks start by 30 June 2003, but one has no owner"
    shown._repr_mimebundle_()


def test_the_load_stands_in_the_table_of_the_programmes() -> None:
    shown = build("6.1", sample("harbour-hotels"), "en")
    lines = list(zip(*(printed(shown, name) for name in ("task", "owner", "effort", "capacity", "share")), strict=True))
    assert ("February 2026", "Technical support manager", "15 days", "13 days", "115%") in lines
    assert ("September 2026", "Marketing support manager", "at least 2 days", "8 days", "at least 25%") in lines
    assert (
        dict(zip(printed(shown, "task"), printed(shown, "early"), strict=True))["Workshop with IT on one network"]
        == "19 days"
    )


def test_without_anybody_s_days_no_strip_is_drawn() -> None:
    """With nobody's days there is nothing to hold the load against: the chart says nothing, the so-what asks."""
    found = build("6.1", sample("pingan-life-fuzhou"), "en")
    assert found.draw is not None
    assert not [
        artist for artist in found.draw().axes[0].get_children() if str(artist.get_gid() or "").startswith("load-")
    ]
    assert any("how many days a month" in line for line in found.so_what)


def test_over_in_one_month_of_two_members(tmp_path: Path) -> None:
    tables: dict[str, Any] = {
        "programmes": [{"programme": "P1", "name": "One"}],
        "team": [{**member, "days_month": 1} for member in TEAM],
        "contacts": CONTACTS,
        "tasks": [work(1, effort_days=4), work(2, owner="tm", effort_days=3)],
        "communications": [row(1)],
        "visits": [visit(1, "2003-01-28", time="9:00")],
    }
    found = build("6.1", make_client(tmp_path, tables), "en")
    assert found.title == "The account manager needs 4 days in February 2003 and has 1: 3 days too much"
    assert found.so_what[1] == "One more month is too full: the other red cell."
