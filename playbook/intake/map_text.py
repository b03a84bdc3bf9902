"""A map as text: YAML that a person reads and corrects, with a comment where one helps.

What comes from an export is only ever text in it: a header or a value is put in quotation marks wherever YAML could
take it for anything else.

>>> print(written("columns", [("contract", "合同号", "00282, 6134"), ("service", "? 业务 | 产品", "")], 2))
  columns:
    contract: 合同号  # 00282, 6134
    service: "? 业务 | 产品"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from playbook.errors import printable

__all__ = ["scalar", "shown", "written"]

_SAFE = re.compile(r"[^\W_][\w.*-]*(?: [\w.*-]+)*")
_LONG = 60


def written(name: str, fields: Iterable[tuple[str, str, str]], margin: int) -> str:
    """A mapping: its name, and each field with its value and comment below it."""
    blank = " " * margin
    lines = [f"{blank}{name}:"]
    lines += [f"{blank}  {scalar(key)}: {scalar(value)}" + _comment(comment) for key, value, comment in fields]
    return "\n".join(lines)


def scalar(text: str) -> str:
    """A text as YAML has it."""
    return text if _SAFE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def shown(texts: Iterable[str]) -> str:
    """Some texts in a comment, in one line and not too long."""
    line = ", ".join(printable(" ".join(text.split())) for text in texts)
    return line if len(line) <= _LONG else line[: _LONG - 3] + " .."


def _comment(text: str) -> str:
    return f"  # {text}" if text else ""
