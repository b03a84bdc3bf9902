"""Marks as plain data: what JSON holds of a figure, and what is made of it again, exactly.

What a mark has not, or has as most do, is left out: a text is neither bold nor put by its middle or end, a shape has no
edge, radius or hatch, a line no dash, and nothing has a name. It is written out mark by mark, since a plan has
thousands.

>>> mark = Shape(Rect(10, 20, 30, 5), "#FFFFFF", None, 0, False, None, 2)
>>> as_json(mark)
{'kind': 'rect', 'x': 10, 'y': 20, 'width': 30, 'height': 5, 'fill': '#FFFFFF', 'z': 2}
>>> from_json(as_json(mark)) == mark
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from playbook.charts.drawing.marks import Disc, Letters, Line, Mark, Outlined, Poly, Rect, Shape, Slice

__all__ = ["as_json", "from_json"]


def as_json(mark: Mark) -> dict[str, Any]:
    """The mark; its `kind` is text, line, or the form of a shape: rect, disc, slice, poly. Raises ValueError for a
    number that JSON cannot hold."""
    if isinstance(mark, Letters):
        told = _text(mark)
    elif isinstance(mark, Line):
        told = _line(mark)
    elif isinstance(mark, Shape):
        told = _shape(mark)
    else:
        raise TypeError(f"{mark!r}: neither a text nor a line nor a shape")
    if mark.gid is not None:
        told["gid"] = mark.gid
    return told


def from_json(data: Mapping[str, Any]) -> Mark:
    """The mark that :func:`as_json` gave."""
    if data["kind"] == "text":
        return _text_of(data)
    return _line_of(data) if data["kind"] == "line" else _shape_of(data)


def _text(mark: Letters) -> dict[str, Any]:
    told = {
        "kind": "text",
        "x": _number(mark.x),
        "y": _number(mark.y),
        "text": mark.text,
        "size": _number(mark.size),
        "colour": mark.colour,
        "language": mark.language,
        "z": _number(mark.z),
    }
    if mark.bold:
        told["bold"] = True
    if mark.align != "left":
        told["align"], told["anchor"] = mark.align, _number(mark.anchor)
    return told


def _text_of(data: Mapping[str, Any]) -> Letters:
    return Letters(
        data["x"],
        data["y"],
        data["text"],
        data["size"],
        data.get("bold", False),
        data["colour"],
        data["language"],
        data.get("gid"),
        data["z"],
        data.get("align", "left"),
        data.get("anchor", data["x"]),
    )


def _line(mark: Line) -> dict[str, Any]:
    told = {
        "kind": "line",
        "points": _points(mark.points),
        "colour": mark.colour,
        "width": _number(mark.width),
        "z": _number(mark.z),
    }
    if mark.dash:
        told["dash"] = [_number(part) for part in mark.dash]
    return told


def _line_of(data: Mapping[str, Any]) -> Line:
    dash = data.get("dash")
    points = _points_of(data["points"])
    return Line(points, data["colour"], data["width"], (dash[0], dash[1]) if dash else None, data.get("gid"), data["z"])


def _shape(mark: Shape) -> dict[str, Any]:
    told = {**_form(mark.form), "fill": mark.fill, "z": _number(mark.z)}
    if mark.edge is not None:
        told["edge"] = mark.edge
    if mark.width:
        told["edge_width"] = _number(mark.width)
    if mark.hatched:
        told["hatched"] = True
    return told


def _shape_of(data: Mapping[str, Any]) -> Shape:
    return Shape(
        _form_of(data),
        data["fill"],
        data.get("edge"),
        data.get("edge_width", 0),
        data.get("hatched", False),
        data.get("gid"),
        data["z"],
    )


def _form(form: Outlined) -> dict[str, Any]:
    if isinstance(form, Poly):
        return {"kind": "poly", "points": _points(form.points)}
    if isinstance(form, Rect):
        told = {"kind": "rect", "x": _number(form.x), "y": _number(form.y)}
        told |= {"width": _number(form.width), "height": _number(form.height)}
        return {**told, "radius": _number(form.radius)} if form.radius else told
    if isinstance(form, Disc | Slice):
        told = {"kind": "disc", "x": _number(form.x), "y": _number(form.y), "radius": _number(form.radius)}
        return {**told, "kind": "slice", "share": _number(form.share)} if isinstance(form, Slice) else told
    raise TypeError(f"{form!r}: neither a rectangle nor a circle, a slice or a polygon")


def _form_of(data: Mapping[str, Any]) -> Outlined:
    kind = data["kind"]
    if kind == "poly":
        return Poly(_points_of(data["points"]))
    if kind == "rect":
        return Rect(data["x"], data["y"], data["width"], data["height"], data.get("radius", 0))
    if kind == "disc":
        return Disc(data["x"], data["y"], data["radius"])
    if kind == "slice":
        return Slice(data["x"], data["y"], data["radius"], data["share"])
    raise ValueError(f"kind {kind!r}: expected text, line, rect, disc, slice or poly")


def _points(points: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [[_number(x), _number(y)] for x, y in points]


def _points_of(points: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in points)


def _number(value: float) -> float:
    """One of Python's, not of numpy's."""
    if not -inf < value < inf:
        raise ValueError(f"{value!r} is not a number that JSON can hold")
    return value if type(value) in (int, float) else float(value)
