"""What the values of an export mean: ids of services, values of closed lists, units. What is not known is a question
with what it could be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from playbook.client.schema import ID, Column
from playbook.client.spellings import plain
from playbook.client.words import service_named, standard_services, variants
from playbook.intake.units import amount_of, named_unit
from playbook.sheets.numbers import read_number

__all__ = ["guess_meanings", "guess_unit", "has_decimal_comma", "is_id_text"]

#: An amount of so much is hardly in ten thousands, and a column of smaller ones may be.
_PLAINLY_YUAN = 100
#: More different values than this are no list to be mapped one by one.
_MANY = 60


def is_id_text(text: str) -> bool:
    """Whether a text may stand as an id as it is."""
    return bool(ID.fullmatch(text))


def guess_meanings(column: Column, values: Sequence[str], services: Mapping[str, str]) -> list[tuple[str, str]]:
    """What each value of a column means, for those that are not in our form; a question where it is not known.

    `services` are the ids of the client's market by their names, where the market is known.
    """
    distinct = list({plain(value): value for value in values if value}.values())
    if len(distinct) > _MANY:
        return []
    if column.allowed or column.kind == "flag":
        known = variants(column)
        asked = [value for value in distinct if plain(value) not in known]
        return [(value, _question(column.allowed or ("yes", "no"))) for value in asked]
    if column.refers == "services.service":
        return [(value, _service(value, services)) for value in distinct if _to_map(value, services)]
    if column.kind == "integer":
        words = [value for value in distinct if read_number(value).value is None]
        return [(value, _question(map(str, range(int(column.low or 1), int(column.high or 5) + 1)))) for value in words]
    return []


def _to_map(value: str, services: Mapping[str, str]) -> bool:
    return value not in services.values() if services else not is_id_text(value)


def _service(value: str, services: Mapping[str, str]) -> str:
    """The id of a service: one of the market's by its name, else by what services are mostly called."""
    if found := services.get(plain(value)):
        return found
    usual = service_named(value) or ""
    if not services:
        return usual or _question(standard_services())
    return usual if usual in services.values() else _question(dict.fromkeys(services.values()))


def _question(candidates: Iterable[str]) -> str:
    return "? " + " | ".join(candidates)


def has_decimal_comma(cells: Iterable[str]) -> bool:
    """Whether numbers have a comma before their decimals: more of them can be read so than with a point."""
    numbers = [cell for cell in cells if "," in cell]
    swapped = [cell.translate(str.maketrans(",.", ".,")) for cell in numbers]
    return _readable(swapped) > _readable(numbers)


def _readable(cells: Iterable[str]) -> int:
    return sum(read_number(cell).value is not None for cell in cells)


def guess_unit(column: Column, texts: Iterable[str], cells: Iterable[str]) -> str:
    """The unit that a header or a title names in brackets; else what the amounts show, or a question."""
    if unit := named_unit(column, texts):
        return unit.name
    if not column.unit.startswith("currency"):
        return ""
    numbers = [abs(number) for cell in cells if (number := amount_of(read_number(cell).value or "")) is not None]
    return "元" if numbers and median(numbers) >= _PLAINLY_YUAN else _question(("元", "千元", "万元"))
