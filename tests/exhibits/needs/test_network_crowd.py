"""A map of many sites draws those that are alike as one, and every weak spot for itself."""

from __future__ import annotations

from dataclasses import replace

from playbook.charts.network import Link, Node
from playbook.exhibits.needs.network_crowd import CROWD, gathered

HUB, CENTRE = Node("hq", "Head office", 0), Node("dc", "Data centre", 1)
SHOPS = [Node(f"s{number:02}", f"Shop {number}", 2) for number in range(35)]
LINKS = [
    line
    for shop in SHOPS
    for line in (Link(shop.id, "hq", label="50M"), Link(shop.id, "dc", kind="backup", label="20M"))
]


def more(number: int) -> str:
    return f"{number} more"


def test_sites_that_are_alike_are_one_place_with_one_line_of_each_kind() -> None:
    nodes, links = gathered([HUB, CENTRE, *SHOPS], LINKS, more)
    assert [node.label for node in nodes] == ["Head office", "Data centre", "35 more"]
    assert links == [Link("s00", "hq"), Link("s00", "dc", kind="backup")]


def test_a_weak_spot_stands_for_itself() -> None:
    shops = [replace(SHOPS[0], short=True), replace(SHOPS[1], failure=True), *SHOPS[2:]]
    lines = [replace(line, failure=True) if line.source == "s02" else line for line in LINKS]
    lines = [replace(line, kind="intended") if line == LINKS[7] else line for line in lines]
    nodes, links = gathered([HUB, CENTRE, *shops], lines, more)
    assert [node.label for node in nodes[2:]] == ["Shop 0", "Shop 1", "Shop 2", "Shop 3", "31 more"]
    assert {link.label for link in links if link.source in ("s00", "s01", "s02")} == {"50M", "20M"}


def test_a_site_that_others_hang_on_stands_for_itself() -> None:
    lines = [
        replace(line, target="s00") if line.source in ("s01", "s02", "s03") and line.kind == "main" else line
        for line in LINKS
    ]
    nodes, links = gathered([HUB, CENTRE, *SHOPS], lines, more)
    assert [node.label for node in nodes[2:]] == ["Shop 0", "3 more", "31 more"]
    assert Link("s01", "s00") in links


def test_few_sites_are_drawn_as_they_are() -> None:
    few = [HUB, CENTRE, *SHOPS[: CROWD - 2]]
    assert gathered(few, LINKS[:4], more) == (few, LINKS[:4])
    assert len(gathered([*few, SHOPS[-1]], LINKS, more)[0]) < CROWD
