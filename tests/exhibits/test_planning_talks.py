"""Exhibits 6.2 and 6.3 and the load in 6.1: figures as printed, unknown cells with their reason, cards without
inputs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from playbook.client import load_client
from playbook.client.model import Client
from playbook.exhibits.exhibit import MIME_TYPE
from playbook.text import has, message_ids
from playbook.units import Lang
from tests.steps.test_talks import CONTACTS, TEAM, row, visit
from tests.steps.test_workload import task
from tests.support import DATA, build, make_client, printed

CLIENTS = ("pingan-life-fuzhou", "harbour-hotels", "bare-minimum")


@cache
def sample(client: str) -> Client:
    return load_client(client, root=DATA)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("exhibit_id", ["6.2", "6.3"])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_has_the_exhibit_or_its_card(client: str, exhibit_id: str, lang: Lang) -> None:
    found = build(exhibit_id, sample(client), lang)
    bundle = found._repr_mimebundle_()
    assert bundle[MIME_TYPE]["id"] == exhibit_id
    assert (found.kind == "card") == (client == "bare-minimum")
    unknown = [cell for line in found.values.rows for cell in line if not cell.known]
    assert all(cell.reason for cell in unknown)


def test_the_titles_of_the_published_case() -> None:
    client = sample("pingan-life-fuzhou")
    assert (
        build("6.2", client, "en").title
        == "The plan counts at least 120 contacts a year; whether the team can keep them up is not known"
    )
    assert (
        build("6.3", client, "en").title
        == "The visit planned for 15 January 2003 has no record that it took place, and no further one is planned"
    )
    assert build("6.3", client, "en").status == "estimated"  # its words are ours


def test_the_titles_of_the_second_sample() -> None:
    client = sample("harbour-hotels")
    assert [build(exhibit_id, client, "en").title for exhibit_id in ("6.1", "6.2", "6.3")] == [
        (
            "The technical support manager needs 15 days in February 2026 and has 13, and one task starts 19 days too"
            " early"
        ),
        "The account manager is to make 88–176 contacts a year and can keep up 84: even the least is 4 too many",
        "The next visit is on 4 December 2025 at 10:00; one planned visit is overdue",
    ]


def test_the_published_form_in_full() -> None:
    shown = build("6.3", sample("pingan-life-fuzhou"), "zh")
    form = dict(zip(printed(shown, "field"), printed(shown, "content"), strict=True))
    assert form["客户（编号）"] == "平安寿险福州分公司（110）"
    assert (form["制表日期"], form["拜访时间"], form["关键人"]) == ("2003年1月8日", "2003年1月15日 9:00", "未知")
    assert form["情况"] == "月费约6万元：话音约3.5万元，数据约2.8万元"
    assert form["拜访要点"] == "技术负责人：对服务保障的意见、发展规划；业务负责人：新业务需要什么"
    assert form["0202"] == "2003年1月15日 9:00，客户经理 → 未知：已过期，没有去过的记录"
    assert all(
        text in shown._repr_mimebundle_()["text/html"]
        for text in ("需求还要深挖；留意其对其他运营商的态度", "电话预约，在关键人办公室")
    )


def test_the_load_stands_in_the_table_of_the_programmes() -> None:
    shown = build("6.1", sample("harbour-hotels"), "en")
    lines = list(zip(*(printed(shown, name) for name in ("task", "owner", "effort", "capacity", "share")), strict=True))
    assert ("February 2026", "Technical support manager", "15 days", "13 days", "115%") in lines
    assert ("September 2026", "Marketing support manager", "at least 2 days", "8 days", "at least 25%") in lines
    assert (
        dict(zip(printed(shown, "task"), printed(shown, "early"), strict=True))["Workshop with IT on one network"]
        == "19 days"
    )


def test_the_contacts_a_year_in_the_table() -> None:
    shown = build("6.2", sample("pingan-life-fuzhou"), "en")
    lines = list(zip(*(printed(shown, name) for name in ("part", "audience", "low", "high", "share")), strict=True))
    assert ("By audience", "IT department", "73", "141", "unknown") in lines
    assert ("By audience", "Senior management", "unknown", "unknown", "unknown") in lines
    assert ("By audience", "Call-back centre", "0", "0", "0%") in lines


def test_without_anybody_s_days_no_strip_is_drawn() -> None:
    """With nobody's days there is nothing to hold the load against: the chart says nothing, the so-what asks."""
    found = build("6.1", sample("pingan-life-fuzhou"), "en")
    assert found.draw is not None
    assert not [
        artist for artist in found.draw().axes[0].get_children() if str(artist.get_gid() or "").startswith("load-")
    ]
    assert any("how many days a month" in line for line in found.so_what)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_of_blanks_comes_out(tmp_path: Path, lang: Lang) -> None:
    client = make_client(
        tmp_path,
        {
            "communications": [{"communication": "k1", "channel": "Visit", "audience": "Board"}],
            "visits": [{"visit": "1"}],
            "programmes": [{"programme": "P1", "name": "One"}],
            "tasks": [{"task": "t1", "programme": "P1", "name": "Task"}],
        },
    )
    for exhibit_id in ("6.1", "6.2", "6.3"):
        found = build(exhibit_id, client, lang)
        found._repr_mimebundle_()
        assert all(cell.reason for line in found.values.rows for cell in line if not cell.known)


def test_every_field_of_a_finding_has_its_title() -> None:
    """Each rule with a so-what has a title: the plan on one page prints it."""
    assert [
        name
        for name in message_ids()
        if name.startswith(("planning.programmes.", "planning.communication.", "planning.visits."))
        and name.endswith(".so_what")
        and not has(name.replace(".so_what", ".title"))
    ] == []


def test_over_in_one_month_of_two_members(tmp_path: Path) -> None:
    tables: dict[str, Any] = {
        "programmes": [{"programme": "P1", "name": "One"}],
        "team": [{**member, "days_month": 1} for member in TEAM],
        "contacts": CONTACTS,
        "tasks": [task(1, effort_days=4), task(2, owner="tm", effort_days=3)],
        "communications": [row(1)],
        "visits": [visit(1, "2003-01-28", time="9:00")],
    }
    found = build("6.1", make_client(tmp_path, tables), "en")
    assert found.title == "The account manager needs 4 days in February 2003 and has 1: 3 days too much"
    assert found.so_what[1] == "One more month is too full: the other red cell."
