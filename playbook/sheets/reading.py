"""What a cell says: in the one form that the playbook computes with, or in the several ways that it could be read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Reading"]


@dataclass(frozen=True)
class Reading:
    """A cell as it is understood.

    `value` is its text in the codebook's form (`64000`, `2024-03-01`), None where it cannot be told. `how` names
    what was done to get there (`number.scale`; several separated by blanks), blank where the cell is in that form
    already. Where it could be read in several ways, `readings` are those, and there is no value. `unit` is the sign of
    a currency (`CNY`, `$`), `%` or `‰`, and `万` or another scale, that stands with a number.
    """

    value: str | None
    how: str = ""
    readings: tuple[str, ...] = ()
    unit: str = ""
