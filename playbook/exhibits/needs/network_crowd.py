"""A network map that stays legible when there are many sites: sites that are linked alike and have no weak spot become
one place.

What a reader looks for on the map is what may fail. A site stands for itself where its failure, or that of a line of
its own, cuts anything off, where it is below its bandwidth, or where a line is intended; so does one that others hang
on. The rest differ in nothing that the map can show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from playbook.charts.network import Link, Node

__all__ = ["CROWD", "gathered"]

#: More places than this are too many for one map.
CROWD = 18
#: So many sites that are alike make a place of their own.
_ALIKE = 3

Ends = tuple[int, frozenset[tuple[str, str]]]


def gathered(
    nodes: Sequence[Node], links: Sequence[Link], label: Callable[[int], str]
) -> tuple[list[Node], list[Link]]:
    """The nodes and links to draw: as given up to `CROWD` nodes, else with sites that are alike as one node each, named
    by `label` of their number.

    >>> leaves = [Node(f"s{number}", "Shop", 1) for number in range(40)]
    >>> nodes, links = gathered(
    ...     [Node("hq", "Head office", 0), *leaves], [Link(leaf.id, "hq") for leaf in leaves], "{} more sites".format
    ... )
    >>> [node.label for node in nodes], len(links)
    (['Head office', '40 more sites'], 1)
    """
    if len(nodes) <= CROWD:
        return list(nodes), list(links)
    home = {node.id: group[0].id for group in _crowds(nodes, links) for node in group}
    kept = [
        replace(node, label=label(sum(other == node.id for other in home.values()))) if node.id in home else node
        for node in nodes
        if home.get(node.id, node.id) == node.id
    ]
    drawn = [
        replace(link, source=home.get(link.source, link.source), target=home.get(link.target, link.target))
        for link in links
    ]
    return kept, _once(drawn, set(home.values()))


def _crowds(nodes: Sequence[Node], links: Sequence[Link]) -> list[list[Node]]:
    """The sites that are alike and have no weak spot, as far as they are many."""
    alike: dict[Ends, list[Node]] = {}
    for node in nodes:
        own = [link for link in links if node.id in (link.source, link.target)]
        weak = node.failure or node.short or any(link.failure or link.kind == "intended" for link in own)
        if node.kind == "site" and not weak:
            alike.setdefault(_ends(node, own), []).append(node)
    return [group for group in alike.values() if len(group) >= _ALIKE]


def _ends(node: Node, links: Sequence[Link]) -> Ends:
    """What a site is linked to, and how: its level, and the other end and kind of each line."""
    return node.level, frozenset((link.target if link.source == node.id else link.source, link.kind) for link in links)


def _once(links: Sequence[Link], crowds: set[str]) -> list[Link]:
    """Each line once; the bandwidth of many lines in one is not printed."""
    return list(
        dict.fromkeys(replace(link, label="") if crowds & {link.source, link.target} else link for link in links)
    )
