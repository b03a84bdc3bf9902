"""What every exhibit is composed of: the page that it is made for, its sentences, its values, its source line.

Where a table that an exhibit cannot do without has no row, a card that says what to collect takes the exhibit's place,
and the rest comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from playbook.client.model import Client, Tables
from playbook.exhibits.chapter import Builder
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Table, Values
from playbook.exhibits.family import Family
from playbook.exhibits.kinds import Kind
from playbook.steps.findings import Finding, findings_of
from playbook.steps.origins import origins_of
from playbook.text import has, say
from playbook.units import BOUNDS, UNKNOWN, Lang, Name, Printable, Side, is_unknown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["ClientPage", "Page", "cell", "drawable", "one_end", "yes_no"]

#: The most so-whats that an exhibit says.
SO_WHATS = 3


class Subject(Protocol):
    """What a family's exhibits are about, as far as every page asks: a client, two plans of one, a book."""

    def tables(self, name: str) -> Tables:
        """Whoever has the table of that name."""

    def holds(self, table: str) -> bool:
        """True where the table has a row."""

    def looked(self, table: str) -> bool:
        """True where somebody looked and found nothing to put into the table."""


S = TypeVar("S", bound=Subject)


@dataclass(frozen=True)
class Page(Generic[S]):
    """What an exhibit is made for: the family's subject, a language, the exhibit's builder; and its chapter's
    findings."""

    subject: S
    lang: Lang
    builder: Builder
    family: Family
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The exhibit's number, `4.8`."""
        return self.builder.id

    @property
    def topic(self) -> str:
        """The exhibit's topic, `solutions.outcome`."""
        return self.builder.topic

    def say(self, message_id: str, **values: Printable | str | int) -> str:
        """A message of the catalogue in the page's language."""
        return say(self.lang, message_id, **values)

    def show(self, value: Printable) -> str:
        """A value as this page prints it."""
        return value.printed(self.lang)

    def own(self) -> tuple[Finding, ...]:
        """The findings that this exhibit shows."""
        return findings_of(self.findings, self.topic)

    def make(
        self,
        kind: Kind,
        subtitle: str,
        values: Values,
        *,
        sources: Sequence[str],
        status: str,
        draw: Callable[[], Figure] | None = None,
        table: Table | None = None,
        extra: Mapping[str, Any] | None = None,
        title: str = "",
        internal: bool | None = None,
    ) -> Exhibit:
        """The exhibit: sentences from its findings, the source line from `sources`, a figure, a table or else its
        values."""
        own = self.own()
        return Exhibit(
            **self._about(status),
            kind=kind,
            title=title or self._sentence(own[0], "title"),
            subtitle=subtitle,
            so_what=self._so_whats(own),
            source=self.source(sources) + self._lacks(),
            values=values,
            draw=draw,
            table=table,
            extra=extra or {},
            notes=self._notes(sources),
            internal=any(finding.internal for finding in own) if internal is None else internal,
        )

    def _about(self, status: str) -> dict[str, Any]:
        """What every exhibit of this page says: which it is, and how sure we are."""
        return {
            "id": self.id,
            "family": self.family.key,
            "chapter": self.family.chapter_of(self.id).key,
            "step": self.family.section_of(self.id).number,
            "lang": self.lang,
            "so_what_label": self.say("common.so_what"),
            "status": status,
            "status_label": self.status_label(status),
        }

    def _so_whats(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        said = (finding for finding in findings if has(f"{finding.rule}.so_what"))
        return tuple(self._sentence(finding, "so_what") for finding in islice(said, SO_WHATS))

    def _sentence(self, finding: Finding, part: str) -> str:
        return self.say(f"{finding.rule}.{part}", **finding.figures)

    def _notes(self, sources: Sequence[str]) -> tuple[str, ...]:
        method = f"{self.topic}.method"
        origins = {text: None for table in sources for text in self.origins(table) if text}
        evidence = (
            (self.say("common.evidence", origins=self.say("common.source.join").join(list(origins)[:4])),)
            if origins
            else ()
        )
        return ((self.say(method),) if has(method) else ()) + evidence

    def status_label(self, status: str) -> str:
        """The word for a status: `published`, `partly illustrative`."""
        return self.say(f"common.status.{status}")

    def source(self, tables: Sequence[str]) -> str:
        """Where the figures come from: each table's file and rows; without tables, the client's files as a whole."""
        if not tables:
            return self.say("common.source.files")
        spans = [self._span(table) for table in tables if self.has(table)]
        return self.say("common.source.join").join(spans) or self.say("common.source.none")

    def _lacks(self) -> str:
        """What the exhibit rests on and is not on record, as a sentence after its source; blank where all is."""
        columns: dict[str, list[str]] = {}
        for table, _, column in (place.partition(".") for place in self.builder.rests_on):
            columns.setdefault(table, []).append(column)
        lacking = [
            text for table, names in columns.items() if (text := self._lack(table, [name for name in names if name]))
        ]
        return self.say("common.lacks", what=self.say("common.source.join").join(lacking)) if lacking else ""

    def _lack(self, table: str, columns: Sequence[str]) -> str:
        """The table where it is not there, else in how many of its rows which of the columns are blank."""
        rows = self.tables(table).rows(table)
        if not rows:
            return "" if self.looked(table) else f"{table}.csv"
        blank = {column: sum(is_unknown(row[column]) for row in rows) for column in columns}
        cells = [self.say("common.lacks.cells", column=column, n=n, all=len(rows)) for column, n in blank.items() if n]
        return (
            self.say("common.lacks.table", file=f"{table}.csv", cells=self.say("common.lacks.join").join(cells))
            if cells
            else ""
        )

    def origins(self, table: str) -> list[str]:
        """The source of each row of a table in the page's language, "" where it is not known; a row without its twin
        has that of its source."""
        return origins_of(self.tables(table), table, self.lang)

    def _span(self, table: str) -> str:
        rows = [int(row) for row in self.tables(table).column(table, "row")]
        first, last = min(rows), max(rows)
        return self.say(
            "common.source.row" if first == last else "common.source.rows", file=f"{table}.csv", first=first, last=last
        )

    def tables(self, name: str) -> Tables:
        """Whoever has the table of that name: the subject, or what it shares with others."""
        return self.subject.tables(name)

    def has(self, table: str) -> bool:
        """True where the table has a row."""
        return self.subject.holds(table)

    def looked(self, table: str) -> bool:
        """True where somebody looked and found nothing to put into the table."""
        return self.subject.looked(table)

    def card(self, tables: Iterable[str]) -> Exhibit:
        """The card that takes the place of an exhibit without its inputs: what to collect, and from whom."""
        names = list(tables)
        looked = [table for table in names if self.looked(table)]
        collect = [
            {
                "what": self.say(f"collect.{table}.what"),
                "table": _FILES.get(table, f"{table}.csv"),
                "from": self.say("common.card.looked") if table in looked else self.say(f"collect.{table}.from"),
            }
            for table in names
        ]
        none = len(looked) == len(names)
        title = "common.card.none_title" if none else "common.card.title"
        fields = tuple(Field(name, self.say(f"common.card.{name}")) for name in ("what", "from", "table"))
        rows = tuple(tuple(Cell(item[column.name], item[column.name]) for column in fields) for item in collect)
        return Exhibit(
            **self._about("unknown"),
            kind="card",
            title=self.say(title, what=self.say(f"{self.topic}.name"), n=len(collect) - len(looked)),
            subtitle=self.say("common.card.none_subtitle" if none else "common.card.subtitle"),
            so_what=(),
            source=self.say("common.source.none"),
            values=Values(fields, rows),
            extra={"collect": collect, "label": self.say("common.card.none_label" if none else "common.card.label")},
        )


#: Where what is no table is written down.
_FILES = {"us": "profile.yaml"}
#: A page of the plan.
ClientPage = Page[Client]


def cell(value: Printable | str | None, lang: Lang, reason: str = "") -> Cell:
    """A cell of an exhibit's table; an unknown value prints as such and gives its reason."""
    if isinstance(value, str) or value is None:
        return Cell(value or None, value or UNKNOWN[lang], "" if value else reason)
    if isinstance(value, Name):
        return Cell(value.printed(lang), value.printed(lang))
    raw = getattr(value, "value", None)
    return Cell(None if is_unknown(raw) else _plain(raw), value.printed(lang), reason if is_unknown(raw) else "")


def one_end(made: Cell, side: Side, lang: Lang) -> Cell:
    """A cell as it is to be read: where only one end is known it says which."""
    if side not in BOUNDS or not made.known:
        return made
    return replace(made, printed=BOUNDS[side][lang] + made.printed)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value.item() if hasattr(value, "item") else value


def drawable(value: Any) -> float | None:
    """A number as charts take it: None where it is unknown."""
    return None if is_unknown(value) else float(value)


def yes_no(page: Page, value: Any, reason: str = "") -> Cell:
    """A cell that says yes or no; where nobody has said, it is unknown and gives its reason."""
    return cell(None if is_unknown(value) else page.say("common.yes" if value else "common.no"), page.lang, reason)
