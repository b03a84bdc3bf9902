"""Parameters, checked against a notebook's own parameters cell before anything runs.

papermill only warns of a name that a notebook does not have, and then runs it with its default: a misspelt client
would give the plan of another. Here it is an error, as is a missing value or one of the wrong type.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook.client.near import nearest
from playbook.errors import UserError
from playbook.messages import all_of, said

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
            said("{name}: missing; the notebook cannot run without it", name=name)
            for name in REQUIRED
            if values.get(name) in (None, "")
        ),
        *filter(None, (_mistyped(name, value, declared[name]) for name, value in values.items() if name in declared)),
    ]
    if lines:
        raise UserError(*(said("{notebook}: parameter {line}", notebook=notebook.name, line=line) for line in lines))


def _unknown(name: str, declared: Mapping[str, Any]) -> str:
    near, names = nearest(name, declared), all_of(declared)
    unknown = said("{name}: unknown; expected one of {names}", name=name, names=names)
    return said("{unknown} (did you mean {near}?)", unknown=unknown, near=near) if near else unknown


def _mistyped(name: str, value: object, parameter: Mapping[str, str]) -> str:
    wanted = parameter["inferred_type_name"]
    if type(value) is _TYPES.get(wanted, str) or (name in REQUIRED and value in (None, "")):
        return ""
    kind = type(value).__name__
    wrong = said(
        "{name}: {value!r} is of type {kind}; expected {wanted}", name=name, value=value, kind=kind, wanted=wanted
    )
    if wanted == "str" and type(value) in (int, float):
        return said("{wrong}; an id of digits must be given as text", wrong=wrong)
    return wrong
