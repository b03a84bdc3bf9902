"""Which clients a batch is for: those that are named, all, or those whose profile fits an expression.

An expression compares fields of the profile with values (`industry == 'hotels' and payments_month >= 1000`). It is read
as Python, and of Python only comparisons, and, or, not, in, brackets and values are understood; nothing in it is ever
run.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from playbook.client.files import market_id, no_client
from playbook.client.forms.parts import CLIENT, MARKET_FORM, Form
from playbook.client.forms.workbook import Workbook
from playbook.client.mappings import named_fields, read_mapping
from playbook.client.near import nearest
from playbook.client.profile import PROFILE
from playbook.errors import UserError
from playbook.messages import Said, all_of, said
from playbook.run.stores import Store
from playbook.sheets.encoding import decode
from playbook.sheets.unreadable import Unreadable

__all__ = ["FIELDS", "Expression", "choose"]

#: The fields of the profile, and what is known beside them.
FIELDS = ("id", "currency", *(column.name for column in PROFILE))

_NUMBERS = {column.name for column in PROFILE if column.kind in ("number", "integer")}
_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, values: value in values,
    ast.NotIn: lambda value, values: value not in values,
}
_UNDERSTOOD = (
    ast.Constant,
    ast.Name,
    ast.Load,
    ast.List,
    ast.Tuple,
    ast.UnaryOp,
    ast.Not,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Compare,
    *_COMPARE,
)
_ADVICE = said("write for example: --where \"industry == 'hotels' and language == 'en'\"")


def choose(store: Store, named: Sequence[str], *, everyone: bool, where: str | None) -> list[str]:
    """The ids of the clients in a data store that a batch is for, each once: in the order named, else sorted.

    Raises UserError where nobody is named, where clients are named that are not there (all of them), and for a wrong
    expression.
    """
    if sum((bool(named), everyone, where is not None)) != 1:
        raise UserError(
            said("which clients?"),
            said("name them, or --all, or --where with an expression over their profiles, and only one of these"),
        )
    known = store.clients()
    if where is not None:
        expression = Expression(where)
        markets: dict[str, Mapping[str, Any]] = {}
        return [client for client in known if _fits(expression, client, store, markets)]
    if missing := [client for client in dict.fromkeys(named) if client not in set(known)]:
        raise UserError(
            *(no_client(client, known) for client in missing),
            said("`playbook list` shows the {count} that there are", count=len(known)),
        )
    return list(dict.fromkeys(named)) or known


def _fits(expression: Expression, client: str, store: Store, markets: dict[str, Mapping[str, Any]]) -> bool:
    """A profile that cannot be read fits every expression: its client is to fail with its faults, not to be missing
    unnoticed."""
    profile = _fields(store, CLIENT, f"clients/{client}")
    market = market_id(profile)
    if market not in markets:
        markets[market] = _fields(store, MARKET_FORM, f"markets/{market}") if market else {}
    currency = profile.get("currency") or markets[market].get("currency")
    return not profile or expression.fits({**profile, "id": client, "currency": currency})


def _fields(store: Store, form: Form, place: str) -> Mapping[str, Any]:
    """The fields of a folder as text, from its YAML file or its workbook; empty where they cannot be read."""
    file = form.parts[0].file
    with suppress(Unreadable, OSError):
        given = read_mapping(decode(_content(store, f"{place}/{file}")).text)
        return named_fields(given, form.parts[0].table)
    with suppress(Unreadable, OSError):
        return Workbook.read(form, _content(store, f"{place}/{form.workbook}")).fields(file)
    return {}


def _content(store: Store, path: str) -> bytes:
    """A file's bytes; none of what is no file, which reading would wait for."""
    if store.folder is None:
        return store.read(path) or b""
    return (store.folder / path).read_bytes() if (store.folder / path).is_file() else b""


class Expression:
    """An expression over the fields of a profile. Raises UserError where it is none, or names what is no field."""

    def __init__(self, text: str) -> None:
        try:
            self._tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError) as error:
            unread = said("--where: {text!r} cannot be read: {why}", text=text, why=getattr(error, "msg", str(error)))
            raise UserError(unread, _ADVICE) from None
        nodes = list(ast.walk(self._tree))
        if not all(isinstance(node, _UNDERSTOOD) for node in nodes):
            raise UserError(
                said(
                    "--where: {text!r} is not understood: only comparisons of fields with values, and, or, not, in",
                    text=text,
                ),
                _ADVICE,
            )
        if names := sorted({node.id for node in nodes if isinstance(node, ast.Name)} - set(FIELDS)):
            raise UserError(*map(_no_field, names), said("the fields are: {fields}", fields=all_of(FIELDS)))

    def fits(self, profile: Mapping[str, Any]) -> bool:
        """Whether it holds for a profile (fields as text); a comparison with what is not known, or of another kind,
        does not."""
        return bool(self._value(self._tree, profile))

    def _value(self, node: ast.expr, profile: Mapping[str, Any]) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return _typed(name, profile.get(name))
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return [self._value(item, profile) for item in items]
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self._value(operand, profile)
            case ast.BoolOp(op=op, values=values):
                return (all if isinstance(op, ast.And) else any)(self._value(value, profile) for value in values)
            case ast.Compare(left=left, ops=ops, comparators=rights):
                pairs = pairwise(self._value(part, profile) for part in (left, *rights))
                return all(_compared(op, *pair) for op, pair in zip(ops, pairs, strict=True))


def _no_field(name: str) -> Said:
    none, near = said("--where: no field {name!r}", name=name), nearest(name, FIELDS)
    return said("{missing}; did you mean {near}?", missing=none, near=near) if near else none


def _typed(name: str, value: Any) -> Any:
    if value in (None, ""):
        return None
    try:
        return float(value) if name in _NUMBERS else value
    except (TypeError, ValueError):
        return None


def _compared(op: ast.cmpop, left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    try:
        return _COMPARE[type(op)](left, right)
    except TypeError:
        return False
