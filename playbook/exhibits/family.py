"""A family: the exhibits of one document, under one numbering, about one kind of subject.

It says which chapters there are, in which order they are read, and which notebook shows which; nothing else does. An
exhibit's number is its own within its family: `plan:4.8` and `difference:1.1` are its names beyond it.

Families are named by keys and their chapters imported when somebody asks for them: all numerics of a plan take half a
second to import, which a command that looks at nothing but names must not wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, Literal, Protocol

from playbook.exhibits.chapter import Builder, Chapter

__all__ = ["Family", "Notebook", "Section"]


class Subject(Protocol):
    """What a family's exhibits are about, as far as all families ask: whether it has a table's rows."""

    def holds(self, table: str) -> bool:
        """True where the table has a row."""


@dataclass(frozen=True)
class Section:
    """A part of the document under a heading: its number, and its exhibits, all of its chapter's unless some are named.

    What is at the `front` and at the `back` belongs to no step.
    """

    key: str
    number: int
    role: Literal["front", "step", "back"] = "step"
    chapter: str = ""
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """A notebook by its file's name, and the chapters that it shows."""

    name: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Family:
    """`key` names it, `words` is where the catalogue has the names of its sections. `cover` and `summary` are the
    exhibits at the document's head; with `remarks` the subject has findings of its own, which stand beside the computed
    ones."""

    key: str
    words: str
    sections: tuple[Section, ...]
    notebooks: tuple[Notebook, ...] = ()
    cover: str = ""
    summary: str = ""
    remarks: bool = False

    @cached_property
    def chapters(self) -> Mapping[str, Chapter]:
        """Each chapter by its key, in the order of the sections."""
        keys = dict.fromkeys(section.chapter or section.key for section in self.sections)
        # By name, since importing a chapter imports its numerics.
        return {key: import_module(f"playbook.exhibits.{key}").CHAPTER for key in keys}

    @cached_property
    def builders(self) -> Mapping[str, Builder]:
        """Each exhibit's builder by its number, in the order in which the exhibits are read."""
        every = (builder for section in self.sections for builder in self._of(section))
        return {builder.id: builder for builder in every}

    @property
    def ids(self) -> tuple[str, ...]:
        """The number of every exhibit, in order."""
        return tuple(self.builders)

    def chapter_of(self, exhibit_id: str) -> Chapter:
        """The chapter that the exhibit belongs to. Raises KeyError for a number that is none."""
        return self.chapters[self.section_of(exhibit_id).chapter or self.section_of(exhibit_id).key]

    def section_of(self, exhibit_id: str) -> Section:
        """The section that shows the exhibit. Raises KeyError for a number that is none."""
        return self._sections[exhibit_id]

    def steps(self) -> tuple[Section, ...]:
        """The sections between the front and the back."""
        return tuple(section for section in self.sections if section.role == "step")

    def place_of(self, exhibit_id: str) -> int:
        """Where the exhibit stands in the order of all; behind them for a number that is none, as an exhibit of a
        consultant's own may have."""
        return self.ids.index(exhibit_id) if exhibit_id in self.builders else len(self.ids)

    def id_of(self, topic: str) -> str:
        """The number of a topic's exhibit. Raises KeyError for a topic that has none."""
        return self._numbers[topic]

    def shown_by(self, notebook: str) -> tuple[str, ...]:
        """The numbers of the exhibits that a notebook shows, in order. Raises StopIteration for a name that is none."""
        keys = next(one.chapters for one in self.notebooks if one.name == notebook)
        return tuple(builder.id for key in keys for builder in self.chapters[key].exhibits)

    def lacking(self, exhibit_id: str, subject: Subject) -> tuple[str, ...]:
        """The tables that the exhibit cannot do without and the subject has no row of."""
        return tuple(table for table in self.builders[exhibit_id].needs if not subject.holds(table))

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return {builder.id: section for section in self.sections for builder in self._of(section)}

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return {builder.topic: number for number, builder in self.builders.items()}

    def _of(self, section: Section) -> tuple[Builder, ...]:
        every = self.chapters[section.chapter or section.key].exhibits
        return tuple(one for one in every if not section.exhibits or one.id in section.exhibits)

    def analysed(self, exhibit_id: str, subject: Any) -> Any:
        """What the exhibit's chapter finds about the subject; None for a chapter that analyses nothing."""
        analyse = self.chapter_of(exhibit_id).analyse
        return analyse(subject) if analyse else None
