"""The map of a network: links show what they are, labels are whole, and a network that cannot be is refused."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from playbook.charts.network import Link, Node, network_map
from tests.charts.support import drawn_texts, named, rectangle


def test_links_show_what_they_are() -> None:
    nodes = [Node("a", "A", 0), Node("b", "B", 1), Node("c", "C", 1)]
    links = [
        Link("a", "b"),
        Link("a", "b", kind="backup"),
        Link("a", "c", kind="intended"),
        Link("a", "c", failure=True),
    ]
    lines = named(network_map(nodes, links, ("up", "down"), lang="en", legend={}), "link-")
    main, backup, intended = (lines[f"link-{name}"] for name in ("a-b-main", "a-b-backup", "a-c-intended"))
    assert isinstance(main, Line2D) and isinstance(backup, Line2D) and isinstance(intended, Line2D)
    assert main.get_linewidth() > 2 * backup.get_linewidth()
    assert (main.is_dashed(), intended.is_dashed()) == (False, True)
    assert to_hex(lines["link-a-c-main"].get_color()).upper() == "#C8452D"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("nodes", "links", "message"),
    [
        ([], [], "at least one node"),
        ([Node("a", "A", 0), Node("a", "A", 0)], [], "twice: a"),
        ([Node("a", "A", 3)], [], "level: 3 is outside"),
        ([Node("a", "A", 0)], [Link("a", "z")], "no node z"),
    ],
)
def test_bad_networks_are_refused(nodes: list[Node], links: list[Link], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        network_map(nodes, links, ("up",), lang="en", legend={})


def test_the_label_of_an_exchange_at_the_end_of_a_row_stands_at_its_left_where_the_right_would_cut_it() -> None:
    nodes = [
        Node("hq", "Head office", 0),
        *(Node(f"x{number}", "Millhaven", 1, kind="exchange") for number in range(7)),
    ]
    figure = network_map(nodes, [Link("hq", node.id) for node in nodes[1:]], ("up", "down"), lang="en", legend={})
    whole = sorted(box.x0 for text, box in drawn_texts(figure) if text == "Millhaven")
    squares = sorted(rectangle(figure, f"node-x{number}").get_x() for number in range(7))
    assert [label > square for label, square in zip(whole, squares, strict=True)] == [True] * 6 + [False]
