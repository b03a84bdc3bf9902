"""Parameters, checked against a notebook's own parameters cell before anything runs.

papermill only warns of a name that a notebook does not have, and then runs it with its default: a misspelt client
would give the plan of another. Here it is an error, as is a missing value or one of the wrong type.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from playbook.errors import UserError

__all__ = ["REQUIRED", "check_parameters"]

#: The parameters without which no notebook runs; all others have a default that works.
REQUIRED = ("client",)

_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


def check_parameters(notebook: Path, values: Mapping[str, object]) -> None:
    """Raise UserError with a line for every value that the notebook's parameters cell does not take."""
    from papermill import inspect_notebook

    declared = inspect_notebook(notebook)
    lines = [
        *(_unknown(name, declared) for name in values if name not in declared),
        *(
            f"{name}: missing; the notebook cannot run without it"
            for name in REQUIRED
            if values.get(name) in (None, "")
        ),
        *filter(None, (_mistyped(name, value, declared[name]) for name, value in values.items() if name in declared)),
    ]
    if lines:
        raise UserError(*(f"{notebook.name}: parameter {line}" for line in lines))


def _unknown(name: str, declared: Mapping[str, Any]) -> str:
    near = get_close_matches(name, declared, n=1)
    return f"{name}: unknown; expected one of {', '.join(declared)}" + (f" (did you mean {near[0]}?)" if near else "")


def _mistyped(name: str, value: object, parameter: Mapping[str, str]) -> str:
    wanted = parameter["inferred_type_name"]
    if type(value) is _TYPES.get(wanted, str) or (name in REQUIRED and value in (None, "")):
        return ""
    advice = "; an id of digits must be given as text" if wanted == "str" and type(value) in (int, float) else ""
    return f"{name}: {value!r} is of type {type(value).__name__}; expected {wanted}{advice}"
