"""What the index reads: the manifest of a plan, and the record of a run that failed.

Only what the index shows is taken over; the rest of a manifest is not looked at. Both are read strictly, since their
texts end up in a page and their paths in its links: whatever is not as the run writes it is unreadable.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints, field_validator

from playbook.units import Lang

__all__ = ["SCHEMA_VERSION", "Facts", "Failure", "Names", "Plan"]

#: The version of manifests that carry facts.
SCHEMA_VERSION = 2

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
#: A relative path of plain names: none of them begins with a dot.
_Path = Annotated[str, StringConstraints(pattern=r"^[\w-][\w.-]*(/[\w-][\w.-]*)*$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Names(_Record):
    """A name in both languages; where one twin is missing the other stands in."""

    zh: str = ""
    en: str = ""

    @property
    def both(self) -> tuple[str, str]:
        """The Chinese name, the English one."""
        return self.zh or self.en, self.en or self.zh


class Facts(_Record):
    """A plan in numbers (exhibit 6.0): amounts in `currency` a month (the revenue that is expected, and what is known
    of it), growth and health as fractions; None is unknown, of the revenue at risk perhaps but for a least."""

    industry: Names | None = None
    currency: str | None = None
    revenue_month: FiniteFloat | None = None
    revenue_month_known: FiniteFloat | None = None
    growth_year: FiniteFloat | None = None
    at_risk_month: FiniteFloat | None = None
    at_risk_month_at_least: FiniteFloat | None = None
    uplift_month: FiniteFloat | None = None
    health: FiniteFloat | None = None
    open_questions: int | None = None


class Plan(_Record):
    """One plan: a client, as of a date, in a language. `place` is its folder, seen from the outputs folder."""

    version: Literal[2] = Field(alias="schema")
    client: _Id
    name: Names
    as_of: date
    lang: Lang
    edition: _Id
    started: AwareDatetime
    facts: Facts
    files: dict[_Path, Any]
    warnings: tuple[str, ...] = ()
    despite_control_total: bool = False

    @field_validator("files")
    @classmethod
    def _has_a_page(cls, files: dict[str, Any]) -> dict[str, Any]:
        if not any(_name(path) == "plan.html" for path in files):
            raise ValueError("a plan has a plan.html")
        return files

    @cached_property
    def place(self) -> str:
        """`harbour-hotels/2025-11-30/en-internal`."""
        return f"{self.client}/{self.as_of.isoformat()}/{self.lang}-{self.edition}"

    def document(self, name: str) -> str | None:
        """The path of a document seen from the outputs folder, None where the plan has none of that name.

        On stores that cannot rename, the files of a plan lie in a folder of their own: the manifest says where.
        """
        return next((f"{self.place}/{path}" for path in self.files if _name(path) == name), None)


class Failure(_Record):
    """A run that failed: of which client, when, why. `place` is its folder, seen from the outputs folder."""

    version: Literal[1] = Field(alias="schema")
    client: _Id
    name: Names | None = None
    started: AwareDatetime
    kind: str = "bug"
    lines: tuple[str, ...] = ()
    notebook: _Path | None = None
    place: str = ""

    @property
    def line(self) -> str:
        """The first line that says what is wrong; possibly empty."""
        return next((line.strip() for line in self.lines if line.strip()), "")

    @property
    def link(self) -> str:
        """The notebook where it stopped, else the record itself."""
        return f"{self.place}/{self.notebook or 'failure.json'}"


def _name(path: str) -> str:
    return path.rpartition("/")[2]
