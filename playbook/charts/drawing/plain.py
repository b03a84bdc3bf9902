"""Marks as plain data: what JSON holds of a figure, and what is made of it again, exactly.

What a mark has not, or has as most do, is left out: :data:`USUAL` tells what is meant then.

>>> mark = Shape(Rect(10, 20, 30, 5), "#FFFFFF", None, 0, False, None, 2)
>>> as_json(mark)
{'kind': 'rect', 'x': 10, 'y': 20, 'width': 30, 'height': 5, 'fill': '#FFFFFF', 'z': 2}
>>> from_json(as_json(mark)) == mark
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.charts.drawing.marks import Disc, Letters, Line, Mark, Outlined, Poly, Rect, Shape, Slice

__all__ = ["USUAL", "as_json", "from_json"]

#: What is left out where it is so.
USUAL: Mapping[str, Any] = {
    "align": "left",
    "bold": False,
    "dash": None,
    "edge": None,
    "edge_width": 0,
    "gid": None,
    "hatched": False,
    "radius": 0,
}
_FORMS: dict[str, type[Rect] | type[Disc] | type[Slice] | type[Poly]] = {
    "rect": Rect,
    "disc": Disc,
    "slice": Slice,
    "poly": Poly,
}
_NAMES: dict[type, str] = {form: kind for kind, form in _FORMS.items()}


def as_json(mark: Mark) -> dict[str, Any]:
    """The mark; its `kind` is text, line, or the form of a shape: rect, disc, slice, poly."""
    told = _kind_and_all(mark)
    return {name: value for name, value in told.items() if name not in USUAL or value != USUAL[name]}


def _kind_and_all(mark: Mark) -> dict[str, Any]:
    if isinstance(mark, Letters):
        left = mark.align == USUAL["align"]  # its anchor is x
        return {"kind": "text", **_told(mark, *(["anchor"] if left else []))}
    if isinstance(mark, Line):
        return {"kind": "line", **_told(mark)}
    if isinstance(mark, Shape):
        edge = {"edge_width": _plain(mark.width)}
        return {"kind": _NAMES[type(mark.form)], **_told(mark.form), **_told(mark, "form", "width"), **edge}
    raise TypeError(f"{mark!r}: neither a text nor a line nor a shape")


def from_json(data: Mapping[str, Any]) -> Mark:
    """The mark that :func:`as_json` gave."""
    told = {**USUAL, **data}
    kind = told["kind"]
    if kind == "text":
        return Letters(**{"anchor": told["x"], **_of(Letters, told)})
    if kind == "line":
        dash = told["dash"] and tuple(told["dash"])
        return Line(**{**_of(Line, told), "points": _points(told), "dash": dash})
    form: Outlined = Poly(_points(told)) if kind == "poly" else _FORMS[kind](**_of(_FORMS[kind], told))
    return Shape(form, told["fill"], told["edge"], told["edge_width"], told["hatched"], gid=told["gid"], z=told["z"])


def _told(thing: Any, *but: str) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in thing.__slots__ if name not in but}


def _of(kind: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in kind.__slots__ if name in told}


def _plain(value: Any) -> Any:
    """Lists for tuples, and Python's numbers for numpy's."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    plain = value is None or isinstance(value, str | bool) or type(value) in (int, float)
    return value if plain else float(value)


def _points(told: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in told["points"])
