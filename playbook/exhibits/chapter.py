"""A chapter: the exhibits of one step, in their order, and the analysis that they are made from.

An exhibit is made by a builder, which knows the exhibit's number, its topic and the tables that it cannot do without:

    @exhibit("2.2", "competition.competitiveness", needs=("scores",))
    def competitiveness(page: ClientPage, result: CompetitionAnalysis) -> Exhibit: ...

The topic is the exhibit's one name on every floor: steps/competition/competitiveness.py computes it,
exhibits/competition/competitiveness.py builds it, text/competition/competitiveness.yaml says it. The chapter's package
lists its builders; nothing registers itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playbook.exhibits.exhibit import Exhibit

__all__ = ["Builder", "Chapter", "exhibit"]

#: Makes an exhibit of a page and of its chapter's result; None where there is nothing to show.
Build = Callable[[Any, Any], "Exhibit | None"]


@dataclass(frozen=True)
class Builder:
    """How an exhibit is made. Without a row in one of the tables `needs` a card takes its place; what it counts, ranks
    or weighs over those that are known it names in `rests_on` (a table, or `table.column`): where some of that is not
    on record its source line says so."""

    id: str
    topic: str
    build: Build
    needs: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Exhibits that share an analysis of their family's subject; one without `analyse` shows the subject itself.

    `page` is the kind of page that its builders take, where that is not the one that all do.
    """

    key: str
    exhibits: tuple[Builder, ...]
    analyse: Callable[[Any], Any] | None = None
    page: Callable[..., Any] | None = None


def exhibit(
    exhibit_id: str, topic: str, *, needs: tuple[str, ...] = (), rests_on: tuple[str, ...] = ()
) -> Callable[[Build], Builder]:
    """Make a builder of a function; `topic` is `<chapter>.<topic>`."""

    def builder(build: Build) -> Builder:
        return Builder(exhibit_id, topic, build, needs, rests_on)

    return builder
