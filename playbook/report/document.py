"""The document: what the executed notebooks show, put in the order in which a reader reads it.

A :class:`Document` is made once, from the exhibits that the notebooks carry, and computes nothing. It has a front (the
cover, then the plan on one page, though that is made in the last notebook), six steps, and a back (open questions,
assumptions, sources). Headings come from the catalogue, in the document's language; everything else is the exhibits'.

Whatever renders a plan takes a Document and gives bytes (:data:`Renderer`). An entry's body is a Drawing or a Table,
which a renderer makes its own shapes, cells or HTML of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook.charts.drawing.picture import Drawing
from playbook.exhibits.exhibit import Body
from playbook.exhibits.family import Family
from playbook.exhibits.family import Section as FamilySection
from playbook.exhibits.markup import anchor_of
from playbook.exhibits.values import Values
from playbook.families.plan import PLAN
from playbook.text import has, message_ids, say
from playbook.units import Lang

__all__ = ["Document", "Entry", "Renderer", "Section", "anchor_of"]

PLAIN_CHARACTERS = frozenset(map(chr, range(32, 127))) | frozenset("·–—…→×−±≥≤“”‘’、，。：；？！（）《》%￥¥€£")


@dataclass(frozen=True)
class Entry:
    """One exhibit as its notebook stored it: what its JSON says, and what it shows, a figure or a table."""

    data: Mapping[str, Any]
    body: Body

    @property
    def id(self) -> str:
        """`2.4`."""
        return str(self.data["id"])

    @property
    def kind(self) -> str:
        """The kind of mark, or cover, summary, card, table."""
        return str(self.data["kind"])

    @cached_property
    def values(self) -> Values:
        """The values behind it: what a native chart or a sheet is made from."""
        return Values.from_json(self.data["values"])


@dataclass(frozen=True)
class Section:
    """A step, or the back: its headings in the document's language, and its exhibits in order."""

    key: str
    number: int
    name: str
    short: str
    purpose: str
    question: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """A whole plan in one language: the client's name, and every exhibit, each id once, in the family's order."""

    client: str
    lang: Lang
    entries: tuple[Entry, ...]
    family: Family = PLAN

    def entry(self, exhibit_id: str) -> Entry | None:
        """The exhibit with that id, or None."""
        return next((entry for entry in self.entries if entry.id == exhibit_id), None)

    @property
    def cover(self) -> Entry | None:
        """The exhibit at the document's head."""
        return self.entry(self.family.cover)

    @property
    def summary(self) -> Entry | None:
        """The document on one page."""
        return self.entry(self.family.summary)

    @property
    def facts(self) -> Mapping[str, Any]:
        """The plan in numbers, as its page on one page carries them (``extra["facts"]``); empty where it carries
        none."""
        facts: Mapping[str, Any] = self.summary.data["extra"].get("facts", {}) if self.summary else {}
        return facts

    @property
    def steps(self) -> tuple[Section, ...]:
        """The steps that have exhibits, in order."""
        return tuple(section for section in self.sections if section.entries)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every step, in order, with its exhibits or without."""
        return tuple(map(self._step, self.family.steps()))

    @property
    def back(self) -> Section:
        """Data quality and open questions, assumptions, sources; possibly empty."""
        number = next((section.number for section in self.family.sections if section.role == "back"), -1)
        name = self.say("report.back")
        return Section("back", number, name, name, "", "", self._of(number))

    @property
    def kind(self) -> str:
        """What the document calls itself: `Key account plan`, or what its cover says."""
        return str(self.cover.data["extra"]["document"]) if self.cover else self.say("report.document")

    def say(self, message_id: str, **values: Any) -> str:
        """A message of the catalogue in the document's language."""
        return say(self.lang, message_id, **values)

    def _step(self, section: FamilySection) -> Section:
        number, words = section.number, self.family.words
        ids = (f"{words}.{heading}.{number}" for heading in ("step_name", "step", "purpose", "question"))
        name, short, purpose, question = (self.say(one) if has(one) else "" for one in ids)
        return Section(f"step-{number}", number, name, short, purpose, question, self._of(number))

    def _of(self, number: int) -> tuple[Entry, ...]:
        front = (self.family.cover, self.family.summary)
        return tuple(entry for entry in self.entries if entry.data["step"] == number and entry.id not in front)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that the documents may print, for the font subset."""
        tables = [entry.body for entry in self.entries if not isinstance(entry.body, Drawing)]
        shown = [text for table in tables for text in table.texts()]
        texts = [self.client, *_strings([_printed(entry.data) for entry in self.entries]), *shown]
        catalogue = _strings(
            [message[self.lang] for key, message in message_ids().items() if key.startswith("report.")]
        )
        printed = {character for text in (*texts, *catalogue) for character in text}
        return PLAIN_CHARACTERS | {character for character in printed if character.isprintable()}


def _printed(data: Mapping[str, Any]) -> dict[str, Any]:
    """An exhibit without its facts, which have names in both languages and stand in no document."""
    return {**data, "extra": {name: value for name, value in data["extra"].items() if name != "facts"}}


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


#: What makes a file of a document.
Renderer = Callable[[Document], bytes]
