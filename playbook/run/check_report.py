"""What came of a check: for a person in lines, for a program as JSON.

The JSON is an object. `ok` says whether a plan can be made of the client's files. `faults` are objects, by file, with
`file`, `row`, `column`, `value`, `expected`, `cause`, `mend` and `rule` as :class:`playbook.errors.Fault` has them;
`rows` are all the rows at fault in the same way, `follow` counts by file what else follows from it, and `line` says all
of this in words. `warnings` are objects of the same form; `held` says which checks wait for the faults; `normalised`
what was understood though it is written in another way. `completeness` has an object a step: its `step` (number),
`name`, `tables`, `filled` and `cards` (`id`, `name`); it is empty while there are faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from playbook.errors import DataError, Fault, UserError
from playbook.messages import Lang, joined, printed, said
from playbook.run.check import Checked, check_client

__all__ = ["Report", "report_of"]

_SHOWN = ("file", "row", "column", "value", "expected", "cause", "mend", "rule")


@dataclass(frozen=True)
class Report:
    """A client that was checked (`checked`), or why it cannot be (`error`)."""

    client: str
    checked: Checked | None = None
    error: UserError | None = None

    @property
    def ok(self) -> bool:
        """Whether there is no fault."""
        return self.error is None

    def lines(self, *, headed: bool = False) -> Iterator[str]:
        """What to print; `headed` puts each file's faults under its name, as a person at a terminal reads them."""
        if self.checked:
            yield from self.checked.lines()
            yield from (one.said() for one in self.checked.completeness)
        elif headed and isinstance(self.error, DataError):
            faults = len(self.error.faults) + bool(self.error.held)
            yield from _headed(self.error.faults)
            yield from ([self.error.held] if self.error.held else [])
            yield from self.error.lines[faults:]
        elif self.error:
            yield from self.error.lines

    def record(self, lang: Lang) -> dict[str, Any]:
        """The same for a program, its texts in that language."""
        error, checked = self.error, self.checked
        known = error.faults if isinstance(error, DataError) else error.lines if error else ()
        warnings: Iterable[Fault | str] = checked.warnings if checked else getattr(error, "warnings", ())
        return {
            "client": self.client,
            "as_of": checked.as_of.isoformat() if checked else None,
            "ok": self.ok,
            "faults": [_record(fault, lang) for fault in known],
            "warnings": [_record(warning, lang) for warning in warnings],
            "held": printed(getattr(error, "held", ""), lang),
            "normalised": [printed(line, lang) for line in checked.understood] if checked else [],
            "completeness": [_step(one, lang) for one in checked.completeness] if checked else [],
        }


def report_of(client_id: str, *, data: Path | None = None, as_of: str | None = None) -> Report:
    """Check a client's files; nothing that a user can mend is raised."""
    try:
        return Report(client_id, check_client(client_id, data=data, as_of=as_of))
    except UserError as error:
        return Report(client_id, error=error)


def _headed(faults: Iterable[Fault]) -> Iterator[str]:
    """Each file once, and below it where in it, and what."""
    for file, own in groupby(faults, key=lambda fault: fault.file):
        yield file
        for fault in own:
            place = [said("row {row}", row=fault.row)] if fault.row is not None else []
            place += [said("column {column}", column=fault.column)] if fault.column else []
            yield joined(["  ", joined([*([joined(place, said(", "))] if place else []), fault.what()], said(": "))])


def _record(fault: Fault | str, lang: Lang) -> dict[str, Any]:
    """A fault with all that is known of it; a line that somebody else said is its cause."""
    one = fault if isinstance(fault, Fault) else Fault("", None, "", "", "", fault)
    line = one.said() if one is fault else fault
    rows = one.rows or (() if one.row is None else (one.row,))
    shown = {name: printed(getattr(one, name), lang) for name in _SHOWN}
    return {**shown, "rows": list(rows), "follow": dict(one.follow), "line": printed(line, lang)}


def _step(one: Any, lang: Lang) -> Mapping[str, Any]:
    cards = [{"id": identifier, "name": name.printed(lang)} for identifier, name in one.cards]
    return {
        "step": one.step,
        "name": one.name.printed(lang),
        "tables": list(one.tables),
        "filled": list(one.filled),
        "cards": cards,
    }
