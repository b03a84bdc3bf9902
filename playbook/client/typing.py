"""From text to typed values: one pydantic model per table, made from the table's own description.

Every cell arrives as text. A blank cell, or the word `unknown`, is unknown (None). Whatever does not fit its column
becomes a fault that names the row, the column, the value and what was expected; all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from playbook.client.schema import Column
from playbook.errors import Fault

__all__ = ["typed_rows"]

_UNKNOWN = ("", "unknown")
_ID = re.compile(r"[A-Za-z0-9][\w.-]*")
_FLAGS = {"yes": True, "no": False}


def typed_rows(
    rows: Sequence[Mapping[str, str]], columns: tuple[Column, ...], file: str, numbers: Sequence[int | None]
) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The rows with typed values, and the faults found; a cell at fault is left unknown.

    `numbers` are the rows' numbers in the file, as a spreadsheet shows them (None for a file without rows).
    """
    try:
        models = _model(columns).validate_python(rows)
    except ValidationError as error:
        faults = [_fault(item, columns, file, numbers) for item in error.errors()]
        bad = {(item["loc"][0], item["loc"][1]) for item in error.errors()}
        return [_salvaged(row, columns, {name for at, name in bad if at == number}) for number, row in enumerate(rows)], faults
    return [{column.name: getattr(model, _field(column.name)) for column in columns} for model in models], []


def _salvaged(row: Mapping[str, str], columns: tuple[Column, ...], bad: set[Any]) -> dict[str, Any]:
    """What can be typed of a row with faults, so that checks across tables can go on and find theirs."""
    good = {column.name: row.get(column.name, "") for column in columns if column.name not in bad}
    optional = tuple(column for column in columns if column.name in good)
    (model,) = _model(optional).validate_python([good])
    return {column.name: getattr(model, _field(column.name)) if column in optional else None for column in columns}


def _fault(item: Any, columns: tuple[Column, ...], file: str, numbers: Sequence[int | None]) -> Fault:
    index, name = item["loc"][0], str(item["loc"][1])
    column = next(column for column in columns if column.name == name)
    given = "" if item["input"] is None or isinstance(item["input"], dict) else str(item["input"])
    blank = " (it may not be blank)" if given.strip() in _UNKNOWN else ""
    return Fault(file, numbers[index], name, given, column.expected + blank)


@cache
def _model(columns: tuple[Column, ...]) -> TypeAdapter[list[Any]]:
    fields: dict[str, Any] = {
        _field(column.name): (_type(column), Field(alias=column.name, default=... if column.required else None)) for column in columns
    }
    model: type[BaseModel] = create_model("Row", __config__=ConfigDict(frozen=True, extra="ignore"), **fields)
    return TypeAdapter(list[model])  # type: ignore[valid-type]


def _field(name: str) -> str:
    return f"f_{name}"


def _type(column: Column) -> Any:
    bounds = Field(ge=column.low, le=column.high, allow_inf_nan=False)
    kinds: dict[str, Any] = {
        "number": Annotated[float, bounds],
        "integer": Annotated[int, Field(ge=column.low, le=column.high)],
        "choice": Literal[column.allowed] if column.allowed else str,
        "flag": Annotated[bool, BeforeValidator(_flag)],
        "date": Annotated[date, BeforeValidator(date.fromisoformat)],
        "month": Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")],
        "id": Annotated[str, Field(pattern=f"^{_ID.pattern}$")],
        "ids": Annotated[tuple[str, ...], BeforeValidator(_ids)],
        "text": str,
    }
    known = kinds[column.kind]
    return Annotated[known if column.required else known | None, BeforeValidator(_blank)]


def _blank(cell: str | None) -> str | None:
    text = (cell or "").strip()
    return None if text in _UNKNOWN else text


def _flag(text: str | None) -> bool | None:
    return text if text is None else _FLAGS[text.lower()] if text.lower() in _FLAGS else _refuse()


def _ids(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return tuple(text.split()) if all(map(_ID.fullmatch, text.split())) else _refuse()


def _refuse() -> Any:
    raise ValueError("not of its kind")
